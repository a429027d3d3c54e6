package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The policy that holds where the operator's says nothing: the resource {@code defaults.toml}, in the dialect itself. */
public final class Defaults {

    /** What problems would call the text. */
    /** What problems and traces call the file. */
    public static final String NAME = "<defaults>";

    static final TomlNode ROOT = load();

    private Defaults() {}

    private static TomlNode load() {
        Problems problems = new Problems();
        // A jar without the file, or with a broken one, is no policy's fault: nothing works, and says so.
        return PolicyTree.read(SourceText.of(NAME, text()), MacroSource.NONE, problems)
                .orElseThrow(() -> new IllegalStateException(problems.render()));
    }

    /** The text of the policy. */
    public static String text() {
        try (InputStream in = Defaults.class.getResourceAsStream("defaults.toml")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks defaults.toml");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
