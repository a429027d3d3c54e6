package dev.jamesext.sieve;

import dev.jamesext.sieve.SieveLanguage.Form;
import dev.jamesext.sieve.SieveLanguage.TagForm;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The script language as the manual and the command line show it, made from the tables that the compiler obeys. */
public final class ScriptReference {

    /**
     * How a command or a test is written.
     *
     * @param usage as the RFCs write it; tags of which one may stand share their brackets
     * @param capability what it needs, empty for none
     */
    public record Usage(String usage, String capability) {}

    private ScriptReference() {}

    /** The commands, in the order in which they are documented. */
    public static List<Usage> commands() {
        return usages(SieveLanguage.commandNames(), SieveLanguage::command);
    }

    /** The tests, in the order in which they are documented. */
    public static List<Usage> tests() {
        return usages(SieveLanguage.testNames(), SieveLanguage::test);
    }

    /** What may be required, in alphabetical order. */
    public static List<String> capabilities() {
        return List.copyOf(SieveLanguage.capabilities());
    }

    /** The names that {@code ${env.NAME}} and the test {@code environment} know. */
    public static List<String> environment() {
        return List.copyOf(EnvironmentTable.names());
    }

    private static List<Usage> usages(Collection<String> names, Function<String, Optional<Form>> table) {
        return names.stream()
                .map(name -> table.apply(name).orElseThrow())
                .map(form -> new Usage(usage(form), form.capability()))
                .toList();
    }

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
