package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import java.util.List;

/** Recognises a value that names where the dialect would fetch the text, instead of holding it. */
final class ForeignSource {

    /** Begins the name of a file. */
    static final String FILE = "file://";

    private static final List<String> REMOTE = List.of("http://", "https://", "fallback+");

    private ForeignSource() {}

    /** Whether the text names a file. */
    static boolean isFile(String text) {
        return text.startsWith(FILE);
    }

    /** Whether the text would be fetched over the network; then reported, since taking it literally would be a silent surprise. */
    static boolean reported(TomlNode text, Problems problems) {
        String value = text.text().value();
        if (REMOTE.stream().noneMatch(value::startsWith)) {
            return false;
        }
        text.error(
                problems,
                "text fetched from elsewhere (" + Quoted.of(value)
                        + ") is not supported by this version; fetch it into a file and name that");
        return true;
    }
}
