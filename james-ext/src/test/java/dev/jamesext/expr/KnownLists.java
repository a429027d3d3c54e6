package dev.jamesext.expr;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lists of these tests: {@code blocked}, {@code greetings} with values, {@code numbers}, and {@code down}, which fails. */
final class KnownLists implements NamedLists {

    private static final Map<String, Map<String, Value>> LISTS = Map.of(
            "blocked", Map.of("mail.spammer.test", Value.TRUE, "10.0.0.1", Value.TRUE, "25", Value.TRUE),
            "greetings", Map.of("mx.example.org", new Value.Text("hello"), "empty", Value.EMPTY),
            "down", Map.of());

    private static final Answer MISSING = new Answer.Missing();

    @Override
    public Set<String> names() {
        return LISTS.keySet();
    }

    @Override
    public Optional<NamedList> list(String name) {
        if (name.equals("down")) {
            return Optional.of(key -> new Answer.Failed("no answer from 192.0.2.53"));
        }
        return Optional.ofNullable(LISTS.get(name)).map(entries -> key -> {
            Value value = entries.get(key.toLowerCase(Locale.ROOT));
            return value == null ? MISSING : new Answer.Found(value);
        });
    }
}
