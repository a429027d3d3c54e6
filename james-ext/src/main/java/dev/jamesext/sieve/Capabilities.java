package dev.jamesext.sieve;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code ihave} (RFC 5463) decides when a script is compiled. */
final class Capabilities {

    private Capabilities() {}

    /** What a test comes to by its {@code ihave} alone; empty for a test that has none, or needs more than that. */
    static Optional<Boolean> decide(Call test) {
        return switch (test.name()) {
            case "ihave" -> Optional.of(names(test).allMatch(SieveLanguage.capabilities()::contains));
            case "not" ->
                test.tests().stream().findFirst().flatMap(Capabilities::decide).map(truth -> !truth);
            case "allof" -> decide(test.tests(), false);
            case "anyof" -> decide(test.tests(), true);
            default -> Optional.empty();
        };
    }

    /** One test that comes to {@code decisive} decides; without it all have to be known. */
    private static Optional<Boolean> decide(List<Call> tests, boolean decisive) {
        List<Optional<Boolean>> truths =
                tests.stream().map(Capabilities::decide).toList();
        if (truths.contains(Optional.of(decisive))) {
            return Optional.of(decisive);
        }
        return truths.isEmpty() || truths.contains(Optional.<Boolean>empty())
                ? Optional.empty()
                : Optional.of(!decisive);
    }

    /** The names that an {@code ihave} asks for. */
    static Stream<String> names(Call ihave) {
        return ihave.arguments().stream()
                .filter(argument -> argument instanceof Call.Argument.Strings)
                .flatMap(argument -> ((Call.Argument.Strings) argument).values().stream())
                .map(Object::toString);
    }
}
