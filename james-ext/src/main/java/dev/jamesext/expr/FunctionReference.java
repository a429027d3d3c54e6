package dev.jamesext.expr;

import java.util.List;
import java.util.stream.Collectors;

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
                        function.meaning(),
                        function.example(),
                        function.expected()))
                .toList();
    }

    private static String usage(Function function) {
        return function.parameters().stream()
                .map(type -> type.words().replaceFirst("^an? ", ""))
                .collect(Collectors.joining(", ", function.name() + "(", ")"));
    }
}
