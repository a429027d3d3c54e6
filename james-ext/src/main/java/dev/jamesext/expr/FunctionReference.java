package dev.jamesext.expr;

import java.util.List;

/**
 * A function of the rule language as the manual and the command line show it.
 *
 * @param usage such as {@code starts_with(text, text)}
 * @param yields what it gives, in words
 * @param meaning one sentence
 * @param example an expression that shows it
 * @param gives what the example gives, as an expression
 */
public record FunctionReference(String usage, String yields, String meaning, String example, String gives) {

    /** All functions, in the order in which they are documented. */
    public static List<FunctionReference> all() {
        return FunctionTable.FUNCTIONS.stream()
                .map(function -> new FunctionReference(
                        usage(function),
                        function.result().words(),
                        meaning(function),
                        function.example(),
                        function.expected()))
                .toList();
    }

    private static String usage(Function function) {
        List<String> parameters = function.parameters().stream()
                .map(type -> type.words().replaceFirst("^an? ", ""))
                .toList();
        return function.name() + "("
                + (function.firstOptional()
                        ? "[" + parameters.get(0) + ",] " + String.join(", ", parameters.subList(1, parameters.size()))
                        : String.join(", ", parameters))
                + ")";
    }

    private static String meaning(Function function) {
        return function.version()
                .map(version -> "dialect " + version.word() + ": " + function.meaning())
                .orElse(function.meaning());
    }
}
