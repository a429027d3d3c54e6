package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import java.util.List;

/** Recognises a value that names where the dialect would fetch the text, instead of holding it. */
final class ForeignSource {

    private static final List<String> SOURCES = List.of("file://", "http://", "https://", "fallback+");

    private ForeignSource() {}

    /** Whether the text stands for other text; then reported, since taking it literally would be a silent surprise. */
    static boolean reported(TomlNode text, Problems problems) {
        String value = text.text().value();
        for (String source : SOURCES) {
            if (value.startsWith(source)) {
                text.error(
                        problems,
                        "text fetched from elsewhere (" + Quoted.of(value)
                                + ") is not supported by this version; write it here");
                return true;
            }
        }
        return false;
    }
}
