package dev.jamesext.lookup;

import java.util.Optional;

/**
 * Why an entry is taken as written and will most likely never match: it is of another format than its list, or of none. A
 * regular expression is never doubted.
 */
enum Doubt {
    /** A map's entry has no separator. */
    NO_VALUE {
        @Override
        String sentence(ListFormat format, String separator) {
            return "the separator '" + separator + "' is not in this entry, so that its name has no value";
        }
    },
    /** It begins as a URI of a file does, with a slash too few. */
    FILE {
        @Override
        String sentence(ListFormat format, String separator) {
            return "this is taken as a name; a file of entries is named \"file://conf/names.txt\"";
        }
    },
    /** A network, which no text equals. */
    NETWORK {
        @Override
        String sentence(ListFormat format, String separator) {
            return "a list compares texts, and no name is a network: write is_ip_in_cidr(remote_ip, 'address/length')";
        }
    },
    /** A line of a hosts file. */
    HOSTS {
        @Override
        String sentence(ListFormat format, String separator) {
            return "this line of a hosts file is taken as one name: write the name alone, without the address";
        }
    },
    /** A remark stands behind the name. */
    COMMENT {
        @Override
        String sentence(ListFormat format, String separator) {
            return "what begins with '#' is part of this entry: a comment is a line of its own in a file, with comment = \"#\""
                    + " beside values";
        }
    },
    /** A blank, which no name holds. */
    BLANK {
        @Override
        String sentence(ListFormat format, String separator) {
            return "no name holds a blank: write each name as an entry of its own, without blanks around it";
        }
    },
    /** A wildcard where wildcards are letters. */
    PATTERN {
        @Override
        String sentence(ListFormat format, String separator) {
            return "in format '" + format.word() + "' a wildcard is a character like any other, which no name holds: "
                    + (switch (format) {
                        case SUFFIX -> "write .example.org for every name below example.org";
                        case MAP -> "write the entries as keys of [lookup.\"name\"], where they may be patterns";
                        case LIST, GLOB, REGEX -> "write format = \"glob\"";
                    });
        }
    },
    /** The end of names where only whole names match. */
    ENDING {
        @Override
        String sentence(ListFormat format, String separator) {
            return "no name begins with a dot: "
                    + (switch (format) {
                        case GLOB -> "write *.example.org for every name below example.org";
                        case MAP -> "write *.example.org, as a key of [lookup.\"name\"]";
                        case LIST, SUFFIX, REGEX -> "format = \"suffix\" takes it for every name below";
                    });
        }
    },
    /** A path, or a URL. */
    PATH {
        @Override
        String sentence(ListFormat format, String separator) {
            return "no name holds '/'; a file of entries is named \"file://conf/names.txt\"";
        }
    },
    /** Letters beyond US-ASCII of which no A-labels can be made. */
    LETTERS {
        @Override
        String sentence(ListFormat format, String separator) {
            return "clients give names in US-ASCII, and there is no A-label for this one: write the name as they give it,"
                    + " xn--...";
        }
    };

    /** What is said about it, at the entry's place. */
    abstract String sentence(ListFormat format, String separator);

    /**
     * The doubt about an entry as written; empty when it may match.
     *
     * @param separator what stands between name and value; empty when entries have no values
     */
    static Optional<Doubt> about(String entry, ListFormat format, String separator) {
        if (format == ListFormat.REGEX) {
            return Optional.empty();
        }
        int end = separator.isEmpty() ? -1 : entry.indexOf(separator);
        if (!separator.isEmpty() && end < 0) {
            return Optional.of(NO_VALUE);
        }
        String name = end < 0 ? entry : entry.substring(0, end).strip();
        if (name.startsWith("file:")) {
            return Optional.of(FILE);
        }
        int slash = name.indexOf('/');
        if (slash >= 0) {
            return Optional.of(isNetwork(name, slash) ? NETWORK : PATH);
        }
        return ofBlanks(name).or(() -> ofWildcards(name, format));
    }

    private static Optional<Doubt> ofBlanks(String name) {
        int blank = 0;
        while (blank < name.length() && !Character.isWhitespace(name.charAt(blank))) {
            blank++;
        }
        if (isUnspecified(name)) {
            return Optional.of(HOSTS);
        }
        if (blank == name.length()) {
            return name.startsWith("#") ? Optional.of(COMMENT) : Optional.empty();
        }
        if (isAddress(name, blank)) {
            return Optional.of(HOSTS);
        }
        return Optional.of(name.indexOf('#') >= 0 ? COMMENT : BLANK);
    }

    private static Optional<Doubt> ofWildcards(String name, ListFormat format) {
        if (format != ListFormat.GLOB && (name.indexOf('*') >= 0 || name.indexOf('?') >= 0)) {
            return Optional.of(PATTERN);
        }
        return format != ListFormat.SUFFIX && name.length() > 1 && name.charAt(0) == '.'
                ? Optional.of(ENDING)
                : Optional.empty();
    }

    /** Digits behind a slash, and an address before it. */
    private static boolean isNetwork(String name, int slash) {
        int digits = name.length() - slash - 1;
        return digits > 0
                && digits <= 3
                && name.chars().skip(slash + 1L).allMatch(c -> c >= '0' && c <= '9')
                && isAddress(name, slash);
    }

    /** The addresses that hosts files give names that are to lead nowhere; no client has one. */
    private static boolean isUnspecified(String name) {
        return name.equals("0.0.0.0") || name.equals("::");
    }

    /** Whether a text up to a place looks like an address: digits and dots, or hexadecimal digits and colons. */
    private static boolean isAddress(String text, int end) {
        boolean dot = false;
        boolean colon = false;
        boolean letter = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c != '.' && c != ':' && Character.digit(c, 16) < 0) {
                return false;
            }
            dot |= c == '.';
            colon |= c == ':';
            letter |= Character.isLetter(c);
        }
        return colon || (dot && !letter);
    }
}
