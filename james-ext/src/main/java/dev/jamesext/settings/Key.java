package dev.jamesext.settings;

import java.util.List;

/**
 * One key of a table of the policy file.
 *
 * @param kind what its value may be
 * @param use whether this version reads it
 * @param doc what it says, in one sentence; shown by editors and in the manual
 */
public record Key(String name, Kind kind, Use use, String doc) {

    static Key read(String name, Kind kind, String doc) {
        return new Key(name, kind, Use.READ, doc);
    }

    static Key unused(String name) {
        return new Key(name, new Kind.Any(), Use.UNUSED, "Not used here.");
    }

    static Key toCome(String name, String doc) {
        return new Key(name, new Kind.Any(), Use.TO_COME, doc);
    }

    /** Whether a key that is known has any effect. */
    public enum Use {
        READ(""),
        /** The dialect documents it; it means nothing to an EHLO policy. */
        UNUSED("is not used here"),
        /** It will be read by a later version. */
        TO_COME("is not used by this version yet");

        private final String sentence;

        Use(String sentence) {
            this.sentence = sentence;
        }

        /** What the warning about such a key says. */
        String sentence() {
            return sentence;
        }
    }

    /** What a value may be. */
    public sealed interface Kind {

        /** A plain value or rules; the expressions in it yield an outcome. */
        record Ruled(Outcome outcome) implements Kind {}

        /** True or false. */
        record Switch() implements Kind {}

        /** A whole number, bounds included. */
        record WholeNumber(int min, int max) implements Kind {}

        /** One of a few words. */
        record Word(List<String> words) implements Kind {
            public Word {
                words = List.copyOf(words);
            }
        }

        /** One text. */
        record Text() implements Kind {}

        /** One text or an array of texts. */
        record Texts() implements Kind {}

        /** A reply: a code, a code with an enhanced code, or {@code accept}. */
        record ReplyCode() implements Kind {}

        /** A table, with keys of its own. */
        record Table() implements Kind {}

        /** Anything: nobody reads it. */
        record Any() implements Kind {}
    }

    /** What the expressions of a ruled setting yield. */
    public enum Outcome {
        /** True or false. */
        SWITCH,
        /** The name of a script, or false. */
        SCRIPT,
        /** Words for the EHLO line; the empty text is the bare keyword, false is off. */
        KEYWORDS,
        /** A length of time, or false. */
        DURATION,
        /** {@code mixer}, {@code stanag4406} or {@code nsep}, or false. */
        PRIORITY_POLICY
    }
}
