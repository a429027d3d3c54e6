package dev.jamesext.esmtp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The parameters of one MAIL or RCPT (RFC 5321 4.1.2 {@code Mail-parameters}), in the order they were given, each keyword
 * once.
 */
public record Parameters(List<Parameter> all) {

    /** No parameters. */
    public static final Parameters NONE = new Parameters(List.of());

    public Parameters {
        all = List.copyOf(all);
    }

    /**
     * One parameter.
     *
     * @param keyword in upper case
     * @param value as written; absent for a flag, never empty
     */
    public record Parameter(String keyword, Optional<String> value) {

        /** As it goes over the wire. */
        @Override
        public String toString() {
            return value.map(text -> keyword + "=" + text).orElse(keyword);
        }
    }

    /** What a text is: parameters, or a fault. */
    public sealed interface Reading {

        /** The parameters. */
        record Read(Parameters parameters) implements Reading {}

        /** A word that is no parameter. */
        record Malformed() implements Reading {}

        /** A keyword that comes twice: nobody can say which of the two was meant. */
        record Repeated(String keyword) implements Reading {}
    }

    /**
     * Reads what stands behind the path of MAIL or RCPT: words with blanks between them. Total over all texts.
     *
     * <p>A keyword is {@code (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")} in any case; a value is one or more printable
     * characters without {@code =} and blanks (RFC 5321 4.1.2 {@code esmtp-value}), or beyond US-ASCII (RFC 6531 3.3).
     */
    public static Reading read(String text) {
        List<Parameter> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String word : text.split(" ", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            int equals = word.indexOf('=');
            String keyword = equals < 0 ? word : word.substring(0, equals);
            String value = word.substring(keyword.length());
            if (!isKeyword(keyword) || (equals >= 0 && !isValue(value.substring(1)))) {
                return new Reading.Malformed();
            }
            Parameter parameter = new Parameter(
                    AsciiCase.upper(keyword), equals < 0 ? Optional.empty() : Optional.of(value.substring(1)));
            if (!seen.add(parameter.keyword())) {
                return new Reading.Repeated(parameter.keyword());
            }
            all.add(parameter);
        }
        return new Reading.Read(new Parameters(all));
    }

    /** The parameter of a keyword in upper case. */
    public Optional<Parameter> find(String keyword) {
        return all.stream()
                .filter(parameter -> parameter.keyword().equals(keyword))
                .findFirst();
    }

    /** The value of the parameter of a keyword in upper case: empty text for a flag, nothing where it is not given. */
    public Optional<String> text(String keyword) {
        return find(keyword).map(parameter -> parameter.value().orElse(""));
    }

    /** Those whose keyword, in upper case, passes a test, in the same order. */
    public Parameters only(Predicate<String> keyword) {
        return new Parameters(all.stream()
                .filter(parameter -> keyword.test(parameter.keyword()))
                .toList());
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** As they go over the wire, one blank between two. */
    @Override
    public String toString() {
        return all.stream().map(Parameter::toString).collect(Collectors.joining(" "));
    }

    private static boolean isKeyword(String word) {
        return !word.isEmpty()
                && word.charAt(0) != '-'
                && word.chars()
                        .allMatch(c ->
                                (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    private static boolean isValue(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c != '=' && c != 0x7f && !isC1(c));
    }

    /** Control characters beyond US-ASCII, and what was no UTF-8. */
    private static boolean isC1(int character) {
        return (character >= 0x80 && character < 0xa0) || character == 0xfffd;
    }
}
