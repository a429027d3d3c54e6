package dev.jamesext.esmtp;

import java.util.Locale;

/**
 * One line of the EHLO reply that announces an extension (RFC 5321 4.1.1.1, {@code ehlo-line}).
 *
 * @param keyword in upper case; what two lines are compared by
 * @param text the whole line without reply code, keyword first
 */
public record EhloLine(String keyword, String text) {

    /** A line as somebody wrote it; its first word is the keyword. */
    public static EhloLine of(String text) {
        String line = text.strip();
        int blank = line.indexOf(' ');
        return new EhloLine((blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT), line);
    }

    /**
     * The pre-standard {@code AUTH=LOGIN PLAIN}, which James sends for clients of the last century. Its "keyword" is not
     * one in RFC 5321's grammar.
     */
    public boolean isLegacyAuth() {
        return keyword.startsWith("AUTH=");
    }

    @Override
    public String toString() {
        return text;
    }
}
