package dev.jamesext.esmtp;

/** Text of a header field that only people read (RFC 5322 2.2.1): words with blanks between them. */
final class UnstructuredText {

    private UnstructuredText() {}

    /** The words beyond US-ASCII encoded, with the blanks between those that stand side by side; all else as it is. */
    static String encode(String text, EncodedWords words) {
        StringBuilder encoded = new StringBuilder();
        int i = 0;
        String before = "";
        while (i < text.length()) {
            int word = skipBlanks(text, i);
            int end = endOfWord(text, word);
            if (ALabels.isAscii(text.substring(word, end))) {
                encoded.append(text, i, end);
                before = text.substring(word, end);
                i = end;
                continue;
            }
            int last = end;
            int next = skipBlanks(text, end);
            while (next < text.length()) {
                int nextEnd = endOfWord(text, next);
                if (ALabels.isAscii(text.substring(next, nextEnd))) {
                    break;
                }
                last = nextEnd;
                next = skipBlanks(text, nextEnd);
            }
            // A reader drops the blanks between two encoded words: those that were meant go inside.
            boolean behindEncoded = EncodedWords.isOne(before) && word > i;
            int follower = skipBlanks(text, last);
            boolean beforeEncoded = follower > last
                    && follower < text.length()
                    && EncodedWords.isOne(text.substring(follower, endOfWord(text, follower)));
            String group = (behindEncoded ? text.substring(i, word) : "")
                    + text.substring(word, last)
                    + (beforeEncoded ? text.substring(last, follower) : "");
            encoded.append(text, i, word).append(words.encode(group));
            before = "";
            i = last;
        }
        return encoded.toString();
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && HeaderField.isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int endOfWord(String text, int from) {
        int i = from;
        while (i < text.length() && !HeaderField.isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
