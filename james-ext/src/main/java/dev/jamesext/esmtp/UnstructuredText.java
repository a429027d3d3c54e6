package dev.jamesext.esmtp;

/** Text of a header field that only people read (RFC 5322 2.2.1): words with blanks between them. */
final class UnstructuredText {

    private UnstructuredText() {}

    /**
     * Appends a part of a text, its words beyond US-ASCII encoded, with the blanks between those that stand side by side;
     * all else as it is. Each character is looked at a fixed number of times.
     */
    static void append(StringBuilder out, String text, int from, int to, EncodedWords words) {
        int i = from;
        boolean behindEncoded = false;
        while (i < to) {
            int word = skipBlanks(text, i, to);
            int end = endOfWord(text, word, to);
            if (ALabels.isAscii(text, word, end)) {
                out.append(text, i, end);
                behindEncoded = EncodedWords.isOne(text, word, end);
                i = end;
                continue;
            }
            int last = end;
            int follower = skipBlanks(text, last, to);
            int followerEnd = endOfWord(text, follower, to);
            while (follower < to && !ALabels.isAscii(text, follower, followerEnd)) {
                last = followerEnd;
                follower = skipBlanks(text, last, to);
                followerEnd = endOfWord(text, follower, to);
            }
            // A reader drops the blanks between two encoded words: those that were meant go inside.
            int groupStart = behindEncoded ? i : word;
            int groupEnd = EncodedWords.isOne(text, follower, followerEnd) ? follower : last;
            out.append(text, i, word);
            words.append(out, text.substring(groupStart, groupEnd));
            behindEncoded = false;
            i = last;
        }
    }

    private static int skipBlanks(String text, int from, int to) {
        int i = from;
        while (i < to && HeaderField.isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int endOfWord(String text, int from, int to) {
        int i = from;
        while (i < to && !HeaderField.isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
