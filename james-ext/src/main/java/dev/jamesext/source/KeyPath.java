package dev.jamesext.source;

import java.util.regex.Pattern;

/**
 * The address of a value inside a policy, as its author would write it: {@code session.ehlo.require[1].if}. Built while
 * descending, printed in problems. Array elements count from 0, as everywhere in the dialect.
 */
public record KeyPath(String text) {

    /** The path of the whole file. */
    public static final KeyPath ROOT = new KeyPath("");

    private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    /** A path from its parts, each taken as one key. */
    public static KeyPath of(String... keys) {
        KeyPath path = ROOT;
        for (String key : keys) {
            path = path.key(key);
        }
        return path;
    }

    /** The path of a key in the table at this path; quoted as TOML would where it is not a bare key. */
    public KeyPath key(String key) {
        String written = BARE_KEY.matcher(key).matches()
                ? key
                : "\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return new KeyPath(text.isEmpty() ? written : text + "." + written);
    }

    /** The path of an element, counted from 0, of the array at this path. */
    public KeyPath index(int index) {
        return new KeyPath(text + "[" + index + "]");
    }

    @Override
    public String toString() {
        return text;
    }
}
