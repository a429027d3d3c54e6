package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.policy.HeldLimits;
import dev.jamesext.runtime.HeldMail.Excess;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HeldLedgerTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final HeldLimits LIMITS = new HeldLimits(2, 100, 3, 150);

    private final HeldLedger ledger = new HeldLedger();

    private static HeldLedger.Entry entry(String owner, long octets) {
        return new HeldLedger.Entry(owner, octets, NOW.plusSeconds(60), NOW);
    }

    private Optional<Excess> add(String name, String owner, long octets) {
        return ledger.add(name, entry(owner, octets), LIMITS);
    }

    @Test
    void messagesOfOneUserAreLimited() {
        assertThat(add("1", "ann", 1)).isEmpty();
        assertThat(add("2", "ann", 1)).isEmpty();
        assertThat(add("3", "ann", 1)).contains(Excess.MESSAGES);
        assertThat(add("4", "bob", 1)).isEmpty();
    }

    @Test
    void octetsOfOneUserAreLimited() {
        assertThat(add("1", "ann", 60)).isEmpty();
        assertThat(add("2", "ann", 41)).contains(Excess.OCTETS);
        assertThat(add("3", "ann", 40)).isEmpty();
    }

    @Test
    void allTogetherAreLimited() {
        assertThat(add("1", "ann", 60)).isEmpty();
        assertThat(add("2", "bob", 60)).isEmpty();
        assertThat(add("3", "eve", 31)).contains(Excess.OCTETS_TOTAL);
        assertThat(add("4", "eve", 30)).isEmpty();
        assertThat(add("5", "joe", 0)).contains(Excess.MESSAGES_TOTAL);
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        assertThat(add("1", "ann", 101)).contains(Excess.OCTETS);
        assertThat(add("2", "ann", 100)).isEmpty();
    }

    @Test
    void aMailCountsUntilItsTimeHasCome() {
        assertThat(add("1", "ann", 100)).isEmpty();
        assertThat(ledger.isEmpty(NOW.plusSeconds(59))).isFalse();
        assertThat(ledger.isEmpty(NOW.plusSeconds(60))).isTrue();
        assertThat(add("2", "ann", 100)).isEmpty();
    }

    @Test
    void aMailThatTheSpoolDoesNotShowIsGone() {
        assertThat(add("1", "ann", 50)).isEmpty();
        assertThat(add("2", "ann", 50)).isEmpty();
        ledger.correct(Map.of("2", entry("ann", 50)), Optional.of(NOW.plusSeconds(1)), NOW.plusSeconds(2));
        assertThat(add("3", "ann", 51)).contains(Excess.OCTETS);
        assertThat(add("4", "ann", 50)).isEmpty();
    }

    @Test
    void aMailThatIsNotShownStaysWhereNotAllIsShownOrItJustCame() {
        assertThat(add("1", "ann", 100)).isEmpty();
        ledger.correct(Map.of(), Optional.empty(), NOW);
        ledger.correct(Map.of(), Optional.of(NOW), NOW);
        assertThat(add("2", "ann", 1)).contains(Excess.OCTETS);
    }

    @Test
    void whatTheSpoolShowsCountsWhateverTheLimits() {
        ledger.correct(Map.of("1", entry("ann", 1000)), Optional.empty(), NOW);
        assertThat(ledger.excess("ann", 0, NOW, LIMITS)).contains(Excess.OCTETS);
        assertThat(ledger.excess("bob", 0, NOW, LIMITS)).contains(Excess.OCTETS_TOTAL);
    }
}
