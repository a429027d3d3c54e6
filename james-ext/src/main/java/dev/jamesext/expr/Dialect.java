package dev.jamesext.expr;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which documentation of the dialect says what its functions do (decision 29).
 *
 * @param chosen whether the policy says which; where it does not, a call that the versions read differently gets a warning
 */
public record Dialect(Version version, boolean chosen) {

    /** The default, chosen: nobody is warned. */
    public static final Dialect STANDARD = new Dialect(Version.V0_15, true);

    /** A version whose documentation differs from others in what some function does. */
    public enum Version {
        V0_15("0.15"),
        V0_16("0.16");

        private final String word;

        Version(String word) {
            this.word = word;
        }

        /** The word that is written for it. */
        public String word() {
            return word;
        }

        /** The version of a word. */
        public static Optional<Version> of(String word) {
            return Stream.of(values())
                    .filter(version -> version.word.equals(word))
                    .findFirst();
        }
    }
}
