package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import dev.jamesext.sieve.SieveLanguage.Form;
import dev.jamesext.sieve.SieveLanguage.TagForm;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the manual says about scripts: every command, test, capability and environment item, and nothing else. */
final class ScriptManualTest {

    @Test
    void listsTheCommandsAsTheyAreWritten() {
        assertThat(Manual.columns("commands", 2))
                .isEqualTo(forms(SieveLanguage.commandNames(), SieveLanguage::command));
    }

    @Test
    void listsTheTestsAsTheyAreWritten() {
        assertThat(Manual.columns("tests", 2)).isEqualTo(forms(SieveLanguage.testNames(), SieveLanguage::test));
    }

    @Test
    void listsTheCapabilities() {
        assertThat(names("capabilities")).containsExactlyInAnyOrderElementsOf(SieveLanguage.capabilities());
    }

    @Test
    void listsTheEnvironment() {
        assertThat(names("environment")).containsExactlyInAnyOrderElementsOf(EnvironmentTable.names());
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

    private static List<List<String>> forms(Collection<String> names, Function<String, Optional<Form>> table) {
        return names.stream()
                .map(name -> table.apply(name).orElseThrow())
                .map(form -> List.of(usage(form), form.capability()))
                .toList();
    }

    /** As the RFCs write it: tags of which one may stand share their brackets. */
    private static String usage(Form form) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (TagForm tag : form.tags()) {
            groups.merge(tag.group(), tag.name() + (tag.valued() ? " <string>" : ""), (a, b) -> a + " / " + b);
        }
        String tags = groups.values().stream().map(group -> " [" + group + "]").collect(Collectors.joining());
        String parameters =
                form.parameters().stream().map(parameter -> " " + parameter).collect(Collectors.joining());
        String tests = switch (form.tests()) {
            case NONE -> "";
            case ONE -> " <test>";
            case MANY -> " (<test>, ...)";
        };
        return form.name() + tags + parameters + tests + (form.block() ? " { ... }" : "");
    }
}
