package dev.jamesext.sieve;

import java.util.Locale;

/** The modifiers of {@code set}, in the order they are applied: highest precedence first (RFC 5229 section 4.1). */
enum Modifier {
    LOWER {
        @Override
        String apply(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    },
    UPPER {
        @Override
        String apply(String text) {
            return text.toUpperCase(Locale.ROOT);
        }
    },
    LOWERFIRST {
        @Override
        String apply(String text) {
            int first = firstLength(text);
            return text.substring(0, first).toLowerCase(Locale.ROOT) + text.substring(first);
        }
    },
    UPPERFIRST {
        @Override
        String apply(String text) {
            int first = firstLength(text);
            return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
        }
    },
    /** Makes text stand for itself inside a pattern of {@code :matches}. */
    QUOTEWILDCARD {
        @Override
        String apply(String text) {
            StringBuilder quoted = new StringBuilder(text.length() + 8);
            for (int i = 0; i < text.length(); i++) {
                if ("*?\\".indexOf(text.charAt(i)) >= 0) {
                    quoted.append('\\');
                }
                quoted.append(text.charAt(i));
            }
            return quoted.toString();
        }
    },
    /** Makes text stand for itself inside a pattern of {@code :regex}. */
    QUOTEREGEX {
        @Override
        String apply(String text) {
            StringBuilder quoted = new StringBuilder(text.length() + 8);
            for (int i = 0; i < text.length(); i++) {
                if ("\\.+*?()|[]{}^$".indexOf(text.charAt(i)) >= 0) {
                    quoted.append('\\');
                }
                quoted.append(text.charAt(i));
            }
            return quoted.toString();
        }
    },
    /** The number of characters, which are code points. */
    LENGTH {
        @Override
        String apply(String text) {
            return Integer.toString(text.codePointCount(0, text.length()));
        }
    };

    abstract String apply(String text);

    private static int firstLength(String text) {
        return text.isEmpty() ? 0 : text.offsetByCodePoints(0, 1);
    }
}
