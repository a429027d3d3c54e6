package dev.jamesext.settings;

import java.time.Duration;
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

        /** What is expected, as a reference names it. */
        String expected();

        /** A plain value or rules; the expressions in it yield an outcome. */
        record Ruled(Outcome outcome) implements Kind {
            @Override
            public String expected() {
                return outcome.expected() + "; ruled";
            }
        }

        /** The same, or a table that tells what is shown from what may be used. */
        record Offered(Outcome outcome) implements Kind {
            @Override
            public String expected() {
                return outcome.expected() + "; ruled, or a table of offer and use, each ruled";
            }
        }

        /** True or false. */
        record Switch() implements Kind {
            @Override
            public String expected() {
                return "true or false";
            }
        }

        /** A whole number, bounds included. */
        record WholeNumber(int min, int max) implements Kind {
            @Override
            public String expected() {
                return "whole number from " + min + " to " + max;
            }
        }

        /** A length of time such as {@code "5s"}, bounds included. */
        record Time(Duration min, Duration max) implements Kind {
            @Override
            public String expected() {
                return "duration from " + DurationText.of(min) + " to " + DurationText.of(max);
            }
        }

        /** One of a few words. */
        record Word(List<String> words) implements Kind {
            public Word {
                words = List.copyOf(words);
            }

            @Override
            public String expected() {
                return "\"" + String.join("\" or \"", words) + "\"";
            }
        }

        /** An array of a few words. */
        record Words(List<String> words) implements Kind {
            public Words {
                words = List.copyOf(words);
            }

            @Override
            public String expected() {
                return "array of \"" + String.join("\", \"", words) + "\"";
            }
        }

        /** One text. */
        record Text() implements Kind {
            @Override
            public String expected() {
                return "text";
            }
        }

        /** One text or an array of texts. */
        record Texts() implements Kind {
            @Override
            public String expected() {
                return "text, or array of texts";
            }
        }

        /** A reply: a code, a code with an enhanced code, or {@code accept}. */
        record ReplyCode() implements Kind {
            @Override
            public String expected() {
                return "reply code, such as 550 or \"550 5.5.0\", or \"accept\"";
            }
        }

        /** A table, with keys of its own. */
        record Table() implements Kind {
            @Override
            public String expected() {
                return "table";
            }
        }

        /** Anything: nobody reads it. */
        record Any() implements Kind {
            @Override
            public String expected() {
                return "anything";
            }
        }
    }

    /** What the expressions of a ruled setting yield. */
    public enum Outcome {
        /** True or false. */
        SWITCH("true or false"),
        /** The name of a script, or false. */
        SCRIPT("name of a script, or false"),
        /** Words for the EHLO line; the empty text is the bare keyword, false is off. */
        KEYWORDS("keywords, or false"),
        /** A length of time, or false. */
        DURATION("duration, or false"),
        /** {@code mixer}, {@code stanag4406} or {@code nsep}, or false. */
        PRIORITY_POLICY("mixer, stanag4406, nsep, or false"),
        /** {@code refuse} or {@code normalize}. */
        BARE_LF("refuse or normalize"),
        /** How urgent a message may be (RFC 6710 3). */
        PRIORITY("whole number from -9 to 9");

        private final String expected;

        Outcome(String expected) {
            this.expected = expected;
        }

        /** What is expected, as a reference names it. */
        String expected() {
            return expected;
        }
    }
}
