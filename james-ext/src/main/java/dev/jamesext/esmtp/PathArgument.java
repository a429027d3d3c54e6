package dev.jamesext.esmtp;

/**
 * The argument of MAIL and RCPT cut in two: the path with its prefix ({@code FROM:<a@b.example>}) and what stands behind it
 * (RFC 5321 4.1.2). Total: whatever is not a path in brackets ends at its first blank.
 *
 * @param path up to the path's closing bracket
 * @param parameters the rest without blanks around it; empty when there is none
 */
public record PathArgument(String path, String parameters) {

    /** Cuts an argument. A closing bracket inside a quoted string does not close the path. */
    public static PathArgument of(String argument) {
        int end = pathEnd(argument);
        return new PathArgument(
                argument.substring(0, end), argument.substring(end).strip());
    }

    private static int pathEnd(String argument) {
        int start = skipBlanks(argument, argument.indexOf(':') + 1);
        if (start >= argument.length() || argument.charAt(start) != '<') {
            int blank = argument.indexOf(' ', start);
            return blank < 0 ? argument.length() : blank;
        }
        boolean quoted = false;
        for (int i = start; i < argument.length(); i++) {
            char character = argument.charAt(i);
            if (quoted && character == '\\') {
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == '>' && !quoted) {
                return i + 1;
            }
        }
        return argument.length();
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
