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
}
