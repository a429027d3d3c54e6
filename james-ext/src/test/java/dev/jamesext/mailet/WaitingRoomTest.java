package dev.jamesext.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.runtime.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;

final class WaitingRoomTest {

    private final FakeRepository repository = new FakeRepository();
    private final SetClock clock = new SetClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final List<String> sent = new ArrayList<>();
    private final WaitingRoom room = room(WaitingRoom.KNOWN_MAX);

    private WaitingRoom room(int knownMax) {
        return new WaitingRoom("fake://here", repository, clock, (mail, processor) -> sent.add(processor), knownMax);
    }

    private void keep(WaitingRoom where, int mails) throws Exception {
        for (int i = 0; i < mails; i++) {
            Mail mail = MailImpl.builder()
                    .name("mail-" + i)
                    .sender("ann@example.test")
                    .build();
            where.keep(mail, clock.instant().plusSeconds(10), "relay");
        }
    }

    @Test
    void sendsABoundedNumberInOneLook() throws Exception {
        keep(room, WaitingRoom.LOOK_MAILS_MAX + 1);
        room.look();
        assertThat(sent).isEmpty();
        clock.set(clock.instant().plusSeconds(10));
        room.look();
        assertThat(sent).hasSize(WaitingRoom.LOOK_MAILS_MAX);
        room.look();
        assertThat(sent).hasSize(WaitingRoom.LOOK_MAILS_MAX + 1);
        assertThat(repository.mails).isEmpty();
    }

    @Test
    void readsABoundedNumberInOneLook() throws Exception {
        keep(room, WaitingRoom.LOOK_MAILS_MAX + 1);
        clock.set(clock.instant().plusSeconds(10));
        WaitingRoom next = room(WaitingRoom.KNOWN_MAX);
        next.look();
        assertThat(sent).as("the first look reads, the second sends").isEmpty();
        next.look();
        assertThat(sent).hasSize(WaitingRoom.LOOK_MAILS_MAX);
        next.look();
        next.look();
        assertThat(sent).hasSize(WaitingRoom.LOOK_MAILS_MAX + 1);
    }

    /** More mails than are known wait in the repository, and are found when it is read again. */
    @Test
    void findsMailThatIsMoreThanItKnows() throws Exception {
        WaitingRoom small = room(2);
        keep(small, 5);
        assertThat(repository.mails).hasSize(5);
        for (int i = 0; i < 5 && !repository.mails.isEmpty(); i++) {
            clock.set(clock.instant().plus(Duration.ofMinutes(11)));
            small.look();
            small.look();
        }
        assertThat(sent).hasSize(5);
        assertThat(repository.mails).isEmpty();
    }

    @Test
    void forgetsMailThatAnOperatorTook() throws Exception {
        keep(room, 1);
        repository.removeAll();
        clock.set(clock.instant().plusSeconds(10));
        room.look();
        assertThat(sent).isEmpty();
        keep(room, 1);
        assertThat(repository.names()).containsExactly("mail-0");
    }

    /** What cannot be sent on stays, and is tried again after a while and not at once. */
    @Test
    void putsOffMailThatCannotBeSentOn() throws Exception {
        int[] asked = new int[1];
        WaitingRoom shut = new WaitingRoom("fake://here", repository, clock, (mail, processor) -> {
            asked[0]++;
            throw new OutOfMemoryError("a mail larger than the heap");
        });
        keep(shut, 1);
        clock.set(clock.instant().plusSeconds(10));
        for (int i = 0; i < 5; i++) {
            try {
                shut.look();
            } catch (OutOfMemoryError expected) {
                assertThat(asked[0]).isEqualTo(1);
            }
        }
        clock.set(clock.instant().plus(WaitingRoom.PUT_OFF));
        assertThat(asked[0]).isEqualTo(1);
        assertThat(repository.names()).containsExactly("mail-0");
        try {
            shut.look();
        } catch (OutOfMemoryError expected) {
            assertThat(asked[0]).isEqualTo(2);
        }
        assertThat(asked[0]).isEqualTo(2);
    }
}
