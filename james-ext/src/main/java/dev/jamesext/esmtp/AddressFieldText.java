package dev.jamesext.esmtp;

import java.util.Optional;

/**
 * {@code From}, {@code To} and the like: addresses with names, comments and groups (RFC 5322 3.4). Each item of the list is
 * looked at a fixed number of times, whatever it holds; comments are counted, not descended into.
 */
final class AddressFieldText {

    /** Classes of characters that are looked for. */
    private static final int SEPARATOR = 1;

    private static final int OPEN = 2;
    private static final int CLOSE = 4;
    private static final int AT = 8;
    private static final int QUOTE = 16;
    private static final int COMMENT = 32;
    private static final int BEHIND_ADDRESS = 64;

    private static final byte[] CLASSES = new byte['@' + 1];

    static {
        ",:;".chars().forEach(c -> CLASSES[c] |= SEPARATOR);
        CLASSES['<'] |= OPEN;
        CLASSES['>'] |= CLOSE;
        CLASSES['@'] |= AT;
        CLASSES['"'] |= QUOTE;
        CLASSES['('] |= COMMENT | BEHIND_ADDRESS;
        CLASSES[' '] |= BEHIND_ADDRESS;
        CLASSES['\t'] |= BEHIND_ADDRESS;
    }

    private final EncodedWords words;

    AddressFieldText(EncodedWords words) {
        this.words = words;
    }

    /**
     * Appends it: names and comments as encoded words, domains as A-labels. An address that has letters beyond US-ASCII before
     * the {@code @} has no other form; it becomes the name of an empty group (RFC 6857 3.1.2), which is shown and gets no mail.
     */
    void append(StringBuilder out, String value) {
        int start = 0;
        while (start < value.length()) {
            int end = endOfItem(value, start);
            if (ALabels.isAscii(value, start, end)) {
                out.append(value, start, end);
            } else {
                item(out, value, start, end);
            }
            if (end < value.length()) {
                out.append(value.charAt(end));
            }
            start = end + 1;
        }
    }

    private void item(StringBuilder out, String text, int from, int to) {
        int open = find(text, from, to, OPEN);
        if (open < to) {
            int close = find(text, open + 1, to, CLOSE);
            String address = text.substring(open + 1, close);
            Optional<String> ascii = asciiAddress(address);
            phrase(out, text, from, open);
            if (ascii.isPresent()) {
                out.append('<').append(ascii.get()).append('>');
                phrase(out, text, Math.min(close + 1, to), to);
            } else {
                emptyGroup(out, from < open, "<" + address + ">");
            }
            return;
        }
        if (find(text, from, to, AT) == to) {
            phrase(out, text, from, to);
            return;
        }
        int first = from;
        while (first < to && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        int end = find(text, first, to, BEHIND_ADDRESS);
        String address = text.substring(first, end);
        Optional<String> ascii = asciiAddress(address);
        phrase(out, text, from, first);
        if (ascii.isPresent()) {
            out.append(ascii.get());
            phrase(out, text, end, to);
        } else {
            emptyGroup(out, from < first, address);
        }
    }

    private void emptyGroup(StringBuilder out, boolean named, String address) {
        if (named && !HeaderField.isBlank(out.charAt(out.length() - 1))) {
            out.append(' ');
        }
        words.append(out, address);
        out.append(" :;");
    }

    /** An address with its domain in US-ASCII; empty when what stands before the domain is not. */
    private static Optional<String> asciiAddress(String address) {
        int at = address.lastIndexOf('@');
        if (!ALabels.isAscii(address, 0, Math.max(at, 0))) {
            return Optional.empty();
        }
        return at < 0
                ? Optional.of(address).filter(ALabels::isAscii)
                : ALabels.of(address.substring(at + 1)).map(domain -> address.substring(0, at + 1) + domain);
    }

    /** A name: words, quoted strings and comments. */
    private void phrase(StringBuilder out, String text, int from, int to) {
        if (ALabels.isAscii(text, from, to)) {
            out.append(text, from, to);
            return;
        }
        int i = from;
        while (i < to) {
            int end;
            if (text.charAt(i) == '"') {
                end = Math.min(findPlainly(text, i + 1, to, QUOTE) + 1, to);
                if (ALabels.isAscii(text, i, end)) {
                    out.append(text, i, end);
                } else {
                    words.append(out, HeaderField.unquoted(text.substring(i, end)));
                }
            } else if (text.charAt(i) == '(') {
                end = Math.min(endOfComment(text, i, to) + 1, to);
                comment(out, text, i, end);
            } else {
                end = findPlainly(text, i, to, QUOTE | COMMENT);
                UnstructuredText.append(out, text, i, end, words);
            }
            i = end;
        }
    }

    /** A comment: what stands between its parentheses, and those of comments inside it, is text. */
    private void comment(StringBuilder out, String text, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            char character = text.charAt(i);
            if (character == '(' || character == ')') {
                UnstructuredText.append(out, text, start, i, words);
                out.append(character);
                start = i + 1;
            }
        }
        UnstructuredText.append(out, text, start, to, words);
    }

    /** The index of the comma, colon or semicolon that ends an item of the list, or the end. */
    private static int endOfItem(String value, int from) {
        int to = value.length();
        int end = find(value, from, to, SEPARATOR | OPEN);
        // A colon inside an address is part of a route or an address literal, and no end.
        return end < to && value.charAt(end) == '<'
                ? find(value, Math.min(find(value, end + 1, to, CLOSE) + 1, to), to, SEPARATOR)
                : end;
    }

    /** The index of the first character of some classes outside quoted strings and comments, or the end. */
    private static int find(String text, int from, int to, int wanted) {
        int i = from;
        while (i < to) {
            char character = text.charAt(i);
            if (isOf(wanted, character)) {
                return i;
            }
            if (character == '"') {
                i = findPlainly(text, i + 1, to, QUOTE) + 1;
            } else if (character == '(') {
                i = endOfComment(text, i, to) + 1;
            } else {
                i += character == '\\' ? 2 : 1;
            }
        }
        return to;
    }

    /** The index of the first character of some classes, or the end. */
    private static int findPlainly(String text, int from, int to, int wanted) {
        int i = from;
        while (i < to) {
            char character = text.charAt(i);
            if (isOf(wanted, character)) {
                return i;
            }
            i += character == '\\' ? 2 : 1;
        }
        return to;
    }

    /** The index of the parenthesis that closes the one at an index, or the end. */
    private static int endOfComment(String text, int open, int to) {
        int depth = 0;
        for (int i = open; i < to; i++) {
            char character = text.charAt(i);
            if (character == '\\') {
                i++;
            } else if (character == '(') {
                depth++;
            } else if (character == ')' && --depth == 0) {
                return i;
            }
        }
        return to;
    }

    private static boolean isOf(int classes, char character) {
        return character < CLASSES.length && (CLASSES[character] & classes) != 0;
    }
}
