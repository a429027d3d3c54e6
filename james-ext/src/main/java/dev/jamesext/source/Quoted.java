package dev.jamesext.source;

/** A word of the policy quoted in a sentence; very long ones in part, so that a sentence stays one. */
public final class Quoted {

    /** Longer words are cut. */
    public static final int WORD_CHARS_MAX = 60;

    private Quoted() {}

    public static String of(String word) {
        return "'" + cut(word, WORD_CHARS_MAX) + "'";
    }

    /** The text itself, or its beginning and an ellipsis; never half a code point. */
    public static String cut(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
        return text.substring(0, end) + "...";
    }

    /** In place of what went wrong in a run, where the words may be made of what a macro brought in (decision 44). */
    public static String withheld(String macro) {
        return "it failed; what is wrong is not shown, since it may hold what " + cut(macro, WORD_CHARS_MAX)
                + " stands for";
    }
}
