package dev.jamesext.esmtp;

import java.util.Optional;

/** {@code From}, {@code To} and the like: addresses with names, comments and groups (RFC 5322 3.4). */
final class AddressFieldText {

    private final EncodedWords words;

    AddressFieldText(EncodedWords words) {
        this.words = words;
    }

    /**
     * Names and comments as encoded words, domains as A-labels. An address that has letters beyond US-ASCII before the
     * {@code @} has no other form; it becomes the name of an empty group (RFC 6857 3.1.2), which is shown and gets no mail.
     */
    String encode(String value) {
        StringBuilder encoded = new StringBuilder();
        int start = 0;
        while (start < value.length()) {
            int end = endOfItem(value, start);
            String item = value.substring(start, end);
            encoded.append(ALabels.isAscii(item) ? item : item(item));
            if (end < value.length()) {
                encoded.append(value.charAt(end));
            }
            start = end + 1;
        }
        return encoded.toString();
    }

    private String item(String item) {
        int open = find(item, 0, "<");
        if (open < item.length()) {
            int close = find(item, open + 1, ">");
            String phrase = item.substring(0, open);
            String address = item.substring(open + 1, close);
            String rest = item.substring(Math.min(close + 1, item.length()));
            return asciiAddress(address)
                    .map(ascii -> phrase(phrase) + "<" + ascii + ">" + phrase(rest))
                    .orElseGet(() -> emptyGroup(phrase, "<" + address + ">"));
        }
        if (find(item, 0, "@") == item.length()) {
            return phrase(item);
        }
        int first = item.length() - item.stripLeading().length();
        int end = find(item, first, "( \t");
        return asciiAddress(item.substring(first, end))
                .map(ascii -> item.substring(0, first) + ascii + phrase(item.substring(end)))
                .orElseGet(() -> emptyGroup(item.substring(0, first), item.substring(first, end)));
    }

    private String emptyGroup(String phrase, String address) {
        String name = phrase(phrase);
        String blank = name.isEmpty() || HeaderField.isBlank(name.charAt(name.length() - 1)) ? "" : " ";
        return name + blank + words.encode(address) + " :;";
    }

    /** An address with its domain in US-ASCII; empty when what stands before the domain is not. */
    private static Optional<String> asciiAddress(String address) {
        int at = address.lastIndexOf('@');
        if (!ALabels.isAscii(address.substring(0, Math.max(at, 0)))) {
            return Optional.empty();
        }
        return at < 0
                ? Optional.of(address).filter(ALabels::isAscii)
                : ALabels.of(address.substring(at + 1)).map(domain -> address.substring(0, at + 1) + domain);
    }

    /** A name: words, quoted strings and comments. */
    private String phrase(String phrase) {
        if (ALabels.isAscii(phrase)) {
            return phrase;
        }
        StringBuilder encoded = new StringBuilder();
        int i = 0;
        while (i < phrase.length()) {
            int end;
            if (phrase.charAt(i) == '"') {
                end = Math.min(find(phrase, i + 1, "\"", false) + 1, phrase.length());
                String quoted = phrase.substring(i, end);
                encoded.append(ALabels.isAscii(quoted) ? quoted : words.encode(HeaderField.unquoted(quoted)));
            } else if (phrase.charAt(i) == '(') {
                end = Math.min(endOfComment(phrase, i) + 1, phrase.length());
                encoded.append(comment(phrase.substring(i, end)));
            } else {
                end = find(phrase, i, "\"(", false);
                encoded.append(UnstructuredText.encode(phrase.substring(i, end), words));
            }
            i = end;
        }
        return encoded.toString();
    }

    /** A comment: what stands between its parentheses, and those of comments inside it, is text. */
    private String comment(String comment) {
        StringBuilder encoded = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= comment.length(); i++) {
            if (i == comment.length() || "()".indexOf(comment.charAt(i)) >= 0) {
                encoded.append(UnstructuredText.encode(comment.substring(start, i), words));
                if (i < comment.length()) {
                    encoded.append(comment.charAt(i));
                }
                start = i + 1;
            }
        }
        return encoded.toString();
    }

    /** The index of the comma, colon or semicolon that ends an item of the list, or the end. */
    private static int endOfItem(String value, int from) {
        int end = find(value, from, ",:;<");
        // A colon inside an address is part of a route or an address literal, and no end.
        return end < value.length() && value.charAt(end) == '<'
                ? find(value, Math.min(find(value, end + 1, ">") + 1, value.length()), ",:;")
                : end;
    }

    private static int find(String text, int from, String wanted) {
        return find(text, from, wanted, true);
    }

    /** The index of the first wanted character outside quoted strings and comments, or the end. */
    private static int find(String text, int from, String wanted, boolean skipping) {
        int i = from;
        while (i < text.length()) {
            char character = text.charAt(i);
            if (wanted.indexOf(character) >= 0) {
                return i;
            }
            if (character == '\\') {
                i += 2;
            } else if (skipping && character == '"') {
                i = find(text, i + 1, "\"", false) + 1;
            } else if (skipping && character == '(') {
                i = endOfComment(text, i) + 1;
            } else {
                i++;
            }
        }
        return text.length();
    }

    /** The index of the parenthesis that closes the one at an index, or the end. */
    private static int endOfComment(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\') {
                i++;
            } else if (character == '(') {
                depth++;
            } else if (character == ')' && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }
}
