package dev.jamesext.source;

/** Text made safe to print: what a stranger sent never moves a cursor, ends a line or hides itself in a log. */
public final class Printable {

    private Printable() {}

    /**
     * The text with control, format, surrogate and line-separating characters written as {@code \}{@code uXXXX}. Other
     * characters, non-ASCII letters included, stay as they are.
     */
    public static String of(String text) {
        if (isPrintable(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isPrintable(point)) {
                out.appendCodePoint(point);
            } else if (Character.isBmpCodePoint(point)) {
                out.append(String.format("\\u%04x", point));
            } else {
                out.append(String.format("\\U%08x", point));
            }
        });
        return out.toString();
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().allMatch(Printable::isPrintable);
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
