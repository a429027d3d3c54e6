package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the manual says about scripts: every command, test, capability and environment item, and nothing else. */
final class ScriptManualTest {

    @Test
    void listsTheCommandsAsTheyAreWritten() {
        assertThat(Manual.columns("commands", 2)).isEqualTo(cells(ScriptReference.commands()));
    }

    @Test
    void listsTheTestsAsTheyAreWritten() {
        assertThat(Manual.columns("tests", 2)).isEqualTo(cells(ScriptReference.tests()));
    }

    @Test
    void listsTheCapabilities() {
        assertThat(names("capabilities")).containsExactlyInAnyOrderElementsOf(ScriptReference.capabilities());
    }

    @Test
    void listsTheEnvironment() {
        assertThat(names("environment")).containsExactlyInAnyOrderElementsOf(ScriptReference.environment());
    }

    @Test
    void showsTheRepliesOfReasons() {
        assertThat(Manual.rows("reasons"))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(RejectReason.reply(row.get(0)).toString()).isEqualTo(row.get(1)));
    }

    private static List<String> names(String part) {
        return Manual.columns(part, 1).stream()
                .flatMap(row -> List.of(row.get(0).split(", ")).stream())
                .toList();
    }

    private static List<List<String>> cells(List<ScriptReference.Usage> usages) {
        return usages.stream()
                .map(usage -> List.of(usage.usage(), usage.capability()))
                .toList();
    }
}
