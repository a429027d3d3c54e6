package dev.jamesext.sieve;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A string whose {@code ${...}} are known (RFC 5229 section 3). What does not have the form of a reference stands for
 * itself. Immutable.
 */
final class StringTemplate {

    /** What a string may grow to when its variables are filled in. */
    static final int STRING_CHARS_MAX = 256 * 1024;

    /** The highest match variable. */
    static final int MATCH_VARIABLE_MAX = 62;

    /** Characters of a variable's name. */
    static final int NAME_CHARS_MAX = 100;

    /** The namespace of the variables that all scripts share (RFC 6609 section 3.4.2). */
    static final String GLOBAL = "global";

    /** Namespaces whose values are parts of a message. */
    private static final Set<String> MESSAGE_NAMESPACES = Set.of("header", "body", "part");

    /** What {@code envelope} has (RFC 5228, RFC 3461, RFC 2852); empty before MAIL. */
    private static final Set<String> ENVELOPE = Set.of(
            "from",
            "to",
            "envid",
            "orcpt",
            "ret",
            "notify",
            "by_time_absolute",
            "by_time_relative",
            "by_mode",
            "by_trace");

    private sealed interface Part {

        /** What it stands for. */
        String text(Run run);

        /** How a trace calls it, empty for plain text. */
        String name();
    }

    private record Fixed(String text) implements Part {
        @Override
        public String text(Run run) {
            return text;
        }

        @Override
        public String name() {
            return "";
        }
    }

    private record Local(String name, Slot slot) implements Part {
        @Override
        public String text(Run run) {
            return run.value(slot).asText();
        }
    }

    private record Capture(String name, int index) implements Part {
        @Override
        public String text(Run run) {
            return run.capture(index);
        }
    }

    private record Environment(String name, EnvironmentTable.Item item) implements Part {
        @Override
        public String text(Run run) {
            return item.value().apply(run.facts());
        }
    }

    private final Part[] parts;

    private StringTemplate(List<Part> parts) {
        this.parts = parts.toArray(Part[]::new);
    }

    /** Compiles a string; problems with what it refers to are reported at their place in it. */
    static StringTemplate compile(Excerpt literal, Compilation compilation) {
        String text = literal.text();
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int opening = text.indexOf("${", at);
            if (opening < 0) {
                break;
            }
            plain.append(text, at, opening);
            int end = compilation.decodesCharacters() ? EncodedCharacters.end(text, opening) : -1;
            if (end >= 0) {
                Span span = new Span(opening, end);
                compilation.use(SieveLanguage.ENCODED_CHARACTER, literal, span);
                plain.append(EncodedCharacters.decode(literal, span, compilation));
                at = end;
                continue;
            }
            end = compilation.expands() ? referenceEnd(text, opening + 2) : -1;
            if (end < 0) {
                plain.append("${");
                at = opening + 2;
                continue;
            }
            flush(plain, parts);
            Span span = new Span(opening, end + 1);
            compilation.use(SieveLanguage.VARIABLES, literal, span);
            String name = text.substring(opening + 2, end).toLowerCase(Locale.ROOT);
            parts.add(reference(name, literal, span, compilation));
            at = end + 1;
        }
        plain.append(text, at, text.length());
        if (parts.isEmpty()) {
            parts.add(new Fixed(plain.toString()));
        } else {
            flush(plain, parts);
        }
        return new StringTemplate(parts);
    }

    private static void flush(StringBuilder plain, List<Part> parts) {
        if (plain.length() > 0) {
            parts.add(new Fixed(plain.toString()));
            plain.setLength(0);
        }
    }

    /** The text, when no variable comes in. */
    Optional<String> constant() {
        return parts.length == 1 && parts[0] instanceof Fixed fixed ? Optional.of(fixed.text) : Optional.empty();
    }

    /** What the text begins with in every run; empty when it begins with a variable. */
    String start() {
        return parts[0] instanceof Fixed fixed ? fixed.text : "";
    }

    /** The text of this run; a run whose text would grow beyond {@link #STRING_CHARS_MAX} fails. */
    String expand(Run run) {
        if (parts.length == 1) {
            return parts[0].text(run);
        }
        String text = expand(run, STRING_CHARS_MAX + 1);
        if (text.length() > STRING_CHARS_MAX) {
            throw run.limit("a string grows beyond " + STRING_CHARS_MAX + " characters");
        }
        return text;
    }

    /** The text of this run, cut at {@code charsMax} characters. */
    String expand(Run run, int charsMax) {
        if (parts.length == 1) {
            return cut(parts[0].text(run), charsMax);
        }
        StringBuilder out = new StringBuilder(64);
        for (int i = 0; i < parts.length && out.length() <= charsMax; i++) {
            out.append(parts[i].text(run));
        }
        return out.length() <= charsMax ? out.toString() : cut(out.toString(), charsMax);
    }

    /** Adds the variables in it and their values, for a trace. */
    void reads(Run run, Map<String, String> reads) {
        for (Part part : parts) {
            if (!part.name().isEmpty()) {
                reads.put(part.name(), part.text(run));
            }
        }
    }

    /** At most {@code charsMax} characters of a text, never half a code point. */
    static String cut(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        boolean splits = charsMax > 0
                && Character.isHighSurrogate(text.charAt(charsMax - 1))
                && Character.isLowSurrogate(text.charAt(charsMax));
        return text.substring(0, splits ? charsMax - 1 : charsMax);
    }

    /** Where the brace stands that closes a reference, or -1: digits, or identifiers joined by dots. */
    private static int referenceEnd(String text, int from) {
        int at = from;
        while (at < text.length() && Identifier.isDigit(text.charAt(at))) {
            at++;
        }
        boolean more = at == from;
        while (more) {
            int start = at;
            while (at < text.length() && Identifier.isPart(text.charAt(at))) {
                at++;
            }
            if (at == start || Identifier.isDigit(text.charAt(start))) {
                return -1;
            }
            more = at < text.length() && text.charAt(at) == '.';
            at += more ? 1 : 0;
        }
        return at < text.length() && text.charAt(at) == '}' ? at : -1;
    }

    private static Part reference(String name, Excerpt literal, Span span, Compilation compilation) {
        if (Identifier.isDigit(name.charAt(0))) {
            return capture(name, literal, span, compilation);
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            if (name.length() > NAME_CHARS_MAX) {
                compilation.error(literal, span, "a variable's name has at most " + NAME_CHARS_MAX + " characters");
            }
            return new Local(name, compilation.read(name, literal, span));
        }
        String namespace = name.substring(0, dot);
        String item = name.substring(dot + 1);
        if (namespace.equals(GLOBAL) && Identifier.isIdentifier(item)) {
            return new Local(name, compilation.global(item, literal, span));
        }
        if (namespace.equals("env")) {
            Optional<EnvironmentTable.Item> known = EnvironmentTable.find(item);
            if (known.isPresent()) {
                return new Environment(name, known.get());
            }
            compilation.error(
                    literal,
                    span,
                    "unknown environment item '" + Compilation.shown(item) + "'"
                            + Suggestion.didYouMean(item, EnvironmentTable.names()));
        } else if (!(namespace.equals("envelope") && ENVELOPE.contains(item))) {
            compilation.error(literal, span, wrongNamespace(namespace, item));
        }
        return new Fixed("");
    }

    private static String wrongNamespace(String namespace, String item) {
        if (MESSAGE_NAMESPACES.contains(namespace)) {
            return "'${" + namespace + "." + Compilation.shown(item)
                    + "}' needs a message, and there is none at the EHLO stage";
        }
        if (namespace.equals("envelope")) {
            return "unknown part '" + Compilation.shown(item) + "' of the envelope"
                    + Suggestion.didYouMean(item, ENVELOPE);
        }
        return "unknown namespace '" + Compilation.shown(namespace) + "'"
                + Suggestion.didYouMean(namespace, Set.of("env", "envelope", GLOBAL));
    }

    private static Part capture(String digits, Excerpt literal, Span span, Compilation compilation) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        String significant = digits.substring(zeros);
        if (significant.length() > 2 || Integer.parseInt(significant) > MATCH_VARIABLE_MAX) {
            compilation.error(
                    literal,
                    span,
                    "match variables go up to ${" + MATCH_VARIABLE_MAX + "}, found ${" + Compilation.shown(digits)
                            + "}");
            return new Fixed("");
        }
        int index = Integer.parseInt(significant);
        compilation.readCapture(index);
        return new Capture(significant, index);
    }
}
