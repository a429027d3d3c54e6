package dev.jamesext.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.mailet.RetryingServer.Delays;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A next server that is never there, and queues that keep delays or ignore them. */
final class RetryTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofDays(6);

    private final FakeRepository repository = new FakeRepository();

    private RetryingServer server(Delays delays, boolean matcher, String... parameters) {
        return new RetryingServer(delays, matcher, repository, START, parameters);
    }

    private static void set(Mail mail, String name, AttributeValue<?> value) {
        mail.setAttribute(new Attribute(AttributeName.of(name), value));
    }

    @ParameterizedTest
    @CsvSource({"KEPT, true", "KEPT, false", "IGNORED_AS_IS_KNOWN, true", "IGNORED_AS_IS_KNOWN, false", "IGNORED, true"
    })
    void aMinuteLiesBetweenTwoTriesWhateverTheQueueDoes(Delays delays, boolean matcher) {
        RetryingServer server = server(delays, matcher, "delays", "1 ms, 10 minutes, 1 hour", "giveUpAfter", "1 day");
        server.take("one");
        server.run(LONG);

        assertThat(server.ends).containsExactly("late", "bounced");
        assertThat(server.tries).hasSizeBetween(24, 27);
        assertThat(server.leastPause()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(server.steps).isLessThan(4 * server.tries.size());
        assertThat(repository.mails).isEmpty();
        assertThat(server.metrics.countFor("james_ext_retry_waits")).isEqualTo(server.tries.size() - 1);
        assertThat(server.metrics.countFor("james_ext_retry_gave_up")).isEqualTo(1);
    }

    /** With a queue that nobody knows for it and no matcher it takes one early try to find out, for the mail's whole life. */
    @Test
    void aQueueIsBelievedOnceForAMail() {
        RetryingServer server = server(Delays.IGNORED, false, "delays", "1 hour", "giveUpAfter", "1 day");
        server.take("one");
        server.run(LONG);

        assertThat(server.ends).containsExactly("late", "bounced");
        assertThat(server.tries).hasSizeBetween(24, 27);
        assertThat(Duration.between(server.tries.get(0), server.tries.get(1))).isLessThan(Duration.ofSeconds(1));
        server.tries.remove(0);
        assertThat(server.leastPause()).isGreaterThanOrEqualTo(Duration.ofMinutes(59));
        assertThat(server.metrics.countFor("james_ext_retry_too_early")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void triesAreBounded(Delays delays) {
        RetryingServer server = server(delays, true, "delays", "1 minute", "maxTries", "7");
        server.take("one");
        server.run(LONG);

        assertThat(server.ends).containsExactly("bounced");
        assertThat(server.tries).hasSize(7);
    }

    @Test
    void hundredTriesAreMadeWhereNothingIsSaid() {
        RetryingServer server = server(Delays.KEPT, true, "delays", "1 minute");
        server.take("one");
        server.run(LONG);

        assertThat(server.tries).hasSize(100);
    }

    @ParameterizedTest
    @EnumSource
    void aMailIsReturnedAtItsDeadlineWithoutATry(Delays delays) {
        RetryingServer server = server(delays, true);
        Mail mail = server.take("one");
        set(
                mail,
                MailAttributes.DEADLINE,
                AttributeValue.of(START.plusSeconds(30).toEpochMilli()));
        set(mail, MailAttributes.DEADLINE_MODE, AttributeValue.of("R"));
        server.run(Duration.ofSeconds(35));

        assertThat(server.ends).containsExactly("expired");
        assertThat(server.tries).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void isToldOfADelayOnce(Delays delays) {
        RetryingServer server = server(delays, true, "delays", "20 minutes", "tellAfter", "1 hour");
        server.take("one");
        server.run(Duration.ofDays(1));

        assertThat(server.ends).containsExactly("late");
    }

    @Test
    void aRestartGoesOn() {
        RetryingServer server = server(Delays.IGNORED_AS_IS_KNOWN, true, "delays", "1 hour");
        server.take("one");
        server.run(Duration.ofMinutes(90));
        assertThat(server.tries).hasSize(2);

        RetryingServer next = new RetryingServer(
                Delays.IGNORED_AS_IS_KNOWN, true, repository, server.clock.instant(), "delays", "1 hour");
        next.run(Duration.ofMinutes(25));
        assertThat(next.tries).isEmpty();
        next.run(Duration.ofMinutes(10));
        assertThat(next.tries).hasSize(1);
    }

    /** The second of a name gets another, so that neither takes the other's place. */
    @Test
    void twoMailsOfOneNameBothWait() {
        RetryingServer server = server(Delays.IGNORED_AS_IS_KNOWN, true, "giveUpAfter", "1 hour");
        server.take("twin");
        server.take("twin");
        server.run(Duration.ofSeconds(10));
        assertThat(repository.names()).hasSize(2).contains("twin");

        server.run(LONG);
        assertThat(server.ends).containsExactly("bounced", "bounced");
    }

    @Test
    void aMailThatCannotWaitIsAnErrorAndNotLost() {
        RetryingServer server = server(Delays.IGNORED_AS_IS_KNOWN, true);
        server.take("one");
        repository.broken = true;
        assertThatIllegalStateException()
                .isThrownBy(() -> server.run(Duration.ofSeconds(5)))
                .withMessageContaining("cannot wait");
    }

    @Test
    void troubleWithTheRepositoryPutsOffAndLosesNothing() {
        RetryingServer server = server(Delays.IGNORED_AS_IS_KNOWN, true, "delays", "1 minute");
        server.take("one");
        server.run(Duration.ofSeconds(5));
        repository.broken = true;
        server.run(Duration.ofMinutes(10));
        assertThat(server.tries).hasSize(1);
        repository.broken = false;
        server.run(Duration.ofMinutes(2));
        assertThat(server.tries).hasSizeGreaterThan(1);
    }

    /** Sent on twice rather than lost; and even then at most once a minute. */
    @Test
    void aMailThatCannotBeRemovedIsNotSentAllTheTime() {
        RetryingServer server = server(Delays.IGNORED_AS_IS_KNOWN, true, "delays", "1 hour");
        server.take("one");
        server.run(Duration.ofSeconds(5));
        repository.keepsWhatIsRemoved = true;
        server.run(Duration.ofMinutes(70));
        assertThat(server.tries).hasSizeBetween(2, 13);
        assertThat(repository.names()).contains("one");
    }

    @Test
    void aRepositoryThatIsNamedIsUsedWhateverTheQueueDoes() {
        RetryingServer server = server(Delays.KEPT, true, "waiting", "fake://var/mail/waiting");
        server.take("one");
        server.run(Duration.ofSeconds(5));
        assertThat(repository.names()).containsExactly("one");
    }

    @Test
    void needsARepositoryWhereTheQueueIgnoresDelays() {
        repository.broken = true;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server(Delays.IGNORED_AS_IS_KNOWN, true))
                .withMessageContaining("Retry needs <waiting>");
        RetryingServer server = server(Delays.KEPT, true);
        server.take("one");
        server.run(Duration.ofMinutes(90));
        assertThat(server.tries).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "many", "1000000"})
    void refusesANumberOfTriesThatIsNone(String number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server(Delays.KEPT, true, "maxTries", number))
                .withMessageContaining("<maxTries>" + number);
    }

    /** What is found in the repository without a time is an operator's. */
    @Test
    void leavesMailOfOthersAlone() {
        RetryingServer server = server(Delays.KEPT, true);
        repository.store(server.take("anothers"));
        server.run(Duration.ofMinutes(20));
        assertThat(repository.names()).isEqualTo(List.of("anothers"));
    }
}
