package dev.jamesext.settings;

/** A word of the policy quoted in a sentence; very long ones in part, so that a sentence stays one. */
final class Quoted {

    /** Longer words are cut. */
    static final int WORD_CHARS_MAX = 60;

    private Quoted() {}

    static String of(String word) {
        return "'" + cut(word, WORD_CHARS_MAX) + "'";
    }

    /** The text itself, or its beginning and an ellipsis; never half a code point. */
    static String cut(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
        return text.substring(0, end) + "...";
    }
}
