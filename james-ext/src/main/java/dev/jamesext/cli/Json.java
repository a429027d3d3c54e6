package dev.jamesext.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Values as JSON (RFC 8259): maps with text keys, lists, texts, whole numbers, truth values, and an empty {@link Optional}
 * as null. Written in US-ASCII alone, so that no terminal, pipe or locale can change it.
 */
final class Json {

    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** The text of an object, two blanks a level, ended by LF. */
    static String of(Map<String, ?> object) {
        Json json = new Json();
        json.value(object, "\n");
        return json.out.append('\n').toString();
    }

    /** @param newline the line break and indentation of the line the value begins in */
    private void value(Object value, String newline) {
        if (value instanceof Map<?, ?> map) {
            items('{', map.entrySet(), '}', newline, entry -> {
                text((String) entry.getKey());
                out.append(": ");
                value(entry.getValue(), newline + INDENT);
            });
        } else if (value instanceof List<?> list) {
            items('[', list, ']', newline, item -> value(item, newline + INDENT));
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(present -> value(present, newline), () -> out.append("null"));
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Integer || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private <T> void items(char open, Iterable<T> items, char close, String newline, Consumer<T> writer) {
        out.append(open);
        Iterator<T> left = items.iterator();
        if (left.hasNext()) {
            while (left.hasNext()) {
                out.append(newline).append(INDENT);
                writer.accept(left.next());
                out.append(left.hasNext() ? "," : newline);
            }
        }
        out.append(close);
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
