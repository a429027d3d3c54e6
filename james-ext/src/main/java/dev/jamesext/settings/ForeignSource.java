package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import java.util.List;
import java.util.stream.Stream;

/** Recognises a value that names where the dialect would fetch the text, instead of holding it. */
final class ForeignSource {

    /** Begins the name of a file. */
    static final String FILE = "file://";

    /** Begins the name of a file that stands in for the source before it; the dialect documents both. */
    private static final List<String> FALLBACK = List.of("fallback+" + FILE, "file+fallback://");

    private static final List<String> REMOTE = List.of("http://", "https://", "fallback+");

    private ForeignSource() {}

    /** Whether the text names a file. */
    static boolean isFile(String text) {
        return text.startsWith(FILE);
    }

    /** Whether the text names a file that stands in for what cannot be fetched. */
    static boolean isFallback(String text) {
        return FALLBACK.stream().anyMatch(text::startsWith);
    }

    /** The path in the name of a file; the text itself where it is none. */
    static String path(String text) {
        return Stream.concat(Stream.of(FILE), FALLBACK.stream())
                .filter(text::startsWith)
                .findFirst()
                .map(prefix -> text.substring(prefix.length()))
                .orElse(text);
    }

    /** Whether the text would be fetched over the network. */
    static boolean isRemote(String text) {
        return !isFallback(text) && REMOTE.stream().anyMatch(text::startsWith);
    }

    /** Whether the text would be fetched over the network; then reported, since taking it literally would be a silent surprise. */
    static boolean reported(TomlNode text, Problems problems) {
        String value = text.text().value();
        if (!isRemote(value)) {
            return false;
        }
        text.error(
                problems,
                "text fetched from elsewhere (" + Quoted.of(value)
                        + ") is not supported by this version; fetch it into a file and name that");
        return true;
    }
}
