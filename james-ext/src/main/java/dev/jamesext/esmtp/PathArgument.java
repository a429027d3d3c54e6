package dev.jamesext.esmtp;

import java.util.Optional;

/**
 * The argument of MAIL and RCPT cut in two: the path with its prefix ({@code FROM:<a@b.example>}) and what stands behind it
 * (RFC 5321 4.1.2). Total: a path without brackets ends at its first blank, and text without a prefix and its colon, such as
 * {@code FROM <a@b.example>}, is left whole.
 *
 * @param path up to the path's closing bracket
 * @param parameters the rest without blanks around it; empty when there is none
 * @param glued whether the rest follows the path without a blank, so that it is no parameter
 */
public record PathArgument(String path, String parameters, boolean glued) {

    /** Cuts an argument. A closing bracket, or a blank, inside a quoted string does not end the path. */
    public static PathArgument of(String argument) {
        int end = pathEnd(argument);
        String rest = argument.substring(end);
        return new PathArgument(argument.substring(0, end), rest.strip(), !rest.isEmpty() && rest.charAt(0) != ' ');
    }

    /**
     * The address in the path, without brackets and source route (RFC 5321 C); empty for the null path, and where there is no
     * prefix.
     */
    public String address() {
        String text = hasPrefix(path) ? pathText() : "";
        if (isInBrackets(text)) {
            text = text.substring(1, text.length() - 1);
        }
        return text.startsWith("@") && text.indexOf(':') > 0 ? text.substring(text.indexOf(':') + 1) : text;
    }

    /** The path with its prefix and with brackets, also where it was written without: James looks for them. */
    public String pathInBrackets() {
        String text = pathText();
        return isInBrackets(text) ? path : path.substring(0, path.indexOf(':') + 1) + "<" + text + ">";
    }

    private String pathText() {
        return path.substring(path.indexOf(':') + 1).strip();
    }

    private static boolean isInBrackets(String text) {
        return text.length() > 1 && text.startsWith("<") && text.endsWith(">");
    }

    /** Whether it holds nothing beyond US-ASCII. */
    public boolean isAscii() {
        return ALabels.isAscii(path);
    }

    /**
     * The same with the domain in US-ASCII (RFC 6531 3.2, RFC 5890).
     *
     * @return empty when what stands before the domain is not US-ASCII, or no domain name can be made of the rest
     */
    public Optional<PathArgument> withAsciiDomain() {
        int at = path.lastIndexOf('@');
        int end = path.endsWith(">") ? path.length() - 1 : path.length();
        if (at < 0 || !ALabels.isAscii(path.substring(0, at))) {
            return Optional.of(this).filter(PathArgument::isAscii);
        }
        return ALabels.of(path.substring(at + 1, end))
                .map(domain ->
                        new PathArgument(path.substring(0, at + 1) + domain + path.substring(end), parameters, glued));
    }

    private static int pathEnd(String argument) {
        if (!hasPrefix(argument)) {
            return argument.length();
        }
        int start = skipBlanks(argument, argument.indexOf(':') + 1);
        boolean inBrackets = start < argument.length() && argument.charAt(start) == '<';
        boolean quoted = false;
        for (int i = start; i < argument.length(); i++) {
            char character = argument.charAt(i);
            if (quoted && character == '\\') {
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == '>' && inBrackets && !quoted) {
                return i + 1;
            } else if (character == ' ' && !inBrackets && !quoted) {
                return i;
            }
        }
        return argument.length();
    }

    /** Whether a word with a colon stands in front, {@code FROM:} or another. */
    private static boolean hasPrefix(String argument) {
        int colon = argument.indexOf(':');
        int blank = argument.indexOf(' ');
        return colon > 0 && (blank < 0 || colon < blank);
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
