package dev.jamesext.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key below others as a macro names it: {@code store."list/a.b".type}. */
final class DottedKey {

    private DottedKey() {}

    /** The keys of a dotted one, some of them in quotes; empty when it is none. */
    static Optional<List<String>> steps(String dotted) {
        List<String> steps = new ArrayList<>();
        int at = 0;
        while (at <= dotted.length()) {
            char quote = at < dotted.length() ? dotted.charAt(at) : '.';
            boolean quoted = quote == '"' || quote == '\'';
            int start = quoted ? at + 1 : at;
            int end = dotted.indexOf(quoted ? quote : '.', start);
            if (end < 0 && quoted) {
                return Optional.empty();
            }
            end = end < 0 ? dotted.length() : end;
            steps.add(dotted.substring(start, end));
            at = quoted ? end + 1 : end;
            if (at < dotted.length() && dotted.charAt(at) != '.') {
                return Optional.empty();
            }
            at++;
        }
        return Optional.of(steps);
    }
}
