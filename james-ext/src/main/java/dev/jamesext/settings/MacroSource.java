package dev.jamesext.settings;

import dev.jamesext.source.SourceText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where macros get text that does not stand in the policy: the environment and files. Given by whoever reads a policy, so
 * that reading one touches nothing else. Nothing here throws for a name or path that a policy holds.
 */
public interface MacroSource {

    /** The largest file a macro may stand for; whoever reads the file asks for its size first. */
    int FILE_BYTES_MAX = 256 * 1024;

    /** There is no environment and there are no files. */
    MacroSource NONE = new MacroSource() {
        @Override
        public Optional<String> environment(String name) {
            return Optional.empty();
        }

        @Override
        public Inclusion file(String path, boolean outsideAllowed) {
            return new Inclusion.Refused("there are no files here");
        }
    };

    /** The value of an environment variable; empty when it is not set. */
    Optional<String> environment(String name);

    /**
     * The text of a file, at most {@link #FILE_BYTES_MAX} octets of UTF-8.
     *
     * @param path as the policy has it: absolute, or relative to the working directory
     * @param outsideAllowed whether the file may stand outside the working directory, links resolved
     *     ({@code james-ext.allow-files-outside})
     */
    Inclusion file(String path, boolean outsideAllowed);

    /**
     * Where a file of a list lies, to be read by whoever makes the list.
     *
     * @param path as {@link #file} takes it
     * @param outsideAllowed likewise
     */
    default Location locate(String path, boolean outsideAllowed) {
        return new Location.Refused("there are no files here");
    }

    /** What came of looking for a file. */
    sealed interface Location {

        /** There it lies: a file, permitted, links resolved. */
        record At(Path path) implements Location {}

        /** @param reason as that of {@link Inclusion.Refused} */
        record Refused(String reason) implements Location {}
    }

    /** What came of asking for a file. */
    sealed interface Inclusion {

        /** Its text, named as the policy names it. */
        record Read(SourceText text) implements Inclusion {}

        /** @param reason ends a sentence that names the file: what is wrong, and what would be right */
        record Refused(String reason) implements Inclusion {}
    }
}
