package dev.jamesext.expr;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the functions on texts, and on anything seen as a text, compute. */
final class TextFunctions {

    private TextFunctions() {}

    static boolean isEmpty(Value value) {
        return value instanceof Value.Text text
                ? text.value().isEmpty()
                : value instanceof Value.Items items && items.values().isEmpty();
    }

    /** A call of {@code is_number} that takes a text of digits for a number. */
    static Evaluator bindIsNumberOrText(Function.Site site) {
        return bindIsNumber(
                value -> isNumber(value) || (value instanceof Value.Text text && NumberText.isNumber(text.value())),
                site);
    }

    /** A call of {@code is_number} that looks at the type. */
    static Evaluator bindIsNumber(Function.Site site) {
        return bindIsNumber(TextFunctions::isNumber, site);
    }

    private static Evaluator bindIsNumber(Predicate<Value> isNumber, Function.Site site) {
        Type type = site.argument(0).type();
        if (type == Type.TEXT || type == Type.ANY) {
            site.differs("of a text of digits is true in the documentation of 0.15, and false in that of 0.16");
        }
        return new Evaluator.TestOne(isNumber, site.argument(0));
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Whole || value instanceof Value.Decimal;
    }

    static Value length(Value value) {
        return new Value.Whole(
                value instanceof Value.Items items ? items.values().size() : octets(value.asText()));
    }

    /** Octets of UTF-8, counted without encoding; a lone surrogate counts as the {@code ?} it would become. */
    private static long octets(String text) {
        return text.codePoints()
                .mapToLong(point -> point < 0x80
                        ? 1
                        : point < 0x800 ? 2 : point >= 0x10000 ? 4 : Character.isSurrogate((char) point) ? 1 : 3)
                .sum();
    }

    /**
     * {@code contains(array, value)} or {@code contains(text, part)}. The texts of a constant array that is searched
     * for an address are read as addresses here, once, instead of at each evaluation.
     */
    static Evaluator bindContains(Function.Site site) {
        Evaluator whole = site.argument(0);
        Evaluator part = site.argument(1);
        if (whole instanceof Evaluator.Constant constant && constant.value() instanceof Value.Items items) {
            warnAboutRepetition(items, site);
        }
        if (part.type() == Type.ADDRESS
                && whole instanceof Evaluator.Constant constant
                && constant.value() instanceof Value.Items items) {
            List<Value> addresses = new ArrayList<>();
            for (Value element : items.values()) {
                addresses.add(address(element).<Value>map(address -> address).orElse(element));
            }
            whole = new Evaluator.Constant(new Value.Items(addresses));
        }
        return new Evaluator.TestTwo(TextFunctions::contains, whole, part);
    }

    private static void warnAboutRepetition(Value.Items items, Function.Site site) {
        ElementSet met = new ElementSet();
        items.values().stream()
                .filter(element -> !met.add(element))
                .findFirst()
                .ifPresent(element -> site.warning(
                        site.written(0).span(), Token.quoted(element.asText()) + " stands twice in this array"));
    }

    private static boolean contains(Value whole, Value part) {
        if (!(whole instanceof Value.Items items)) {
            return whole.asText().contains(part.asText());
        }
        for (int i = 0; i < items.values().size(); i++) {
            if (Comparison.equal(items.values().get(i), part)) {
                return true;
            }
        }
        return false;
    }

    static boolean equalIgnoringCase(Value left, Value right) {
        String a = left.asText();
        String b = right.asText();
        if (a.length() != b.length()) {
            return false;
        }
        for (int i = 0; i < a.length(); i++) {
            if (folded(a.charAt(i)) != folded(b.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char folded(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    /** {@code contains_ignore_case}: parts of texts by Unicode's letters, elements of arrays by ASCII's. */
    static boolean containsIgnoringCase(Value whole, Value part) {
        if (whole instanceof Value.Items items) {
            return items.values().stream()
                    .anyMatch(element -> element instanceof Value.Text && equalIgnoringCase(element, part));
        }
        return whole.asText().toLowerCase(Locale.ROOT).contains(part.asText().toLowerCase(Locale.ROOT));
    }

    /** A call of {@code if_then}: only the value that is chosen is evaluated. */
    static Evaluator bindIfThen(Function.Site site) {
        return new Evaluator.IfThen(site.argument(0), site.argument(1), site.argument(2));
    }

    /** The address that a value is, or that it spells as a text. */
    static Optional<Value.Address> address(Value value) {
        if (value instanceof Value.Address address) {
            return Optional.of(address);
        }
        return value instanceof Value.Text text ? AddressText.parse(text.value()) : Optional.empty();
    }

    static boolean isAddressOf(Value value, int octets) {
        return address(value)
                .filter(address -> address.value().getAddress().length == octets)
                .isPresent();
    }

    /** The address backwards, as reverse DNS names it without its suffix: octets for IPv4, nibbles for IPv6. */
    static Value reverseName(Value value) {
        return address(value)
                .map(address -> address.value().getAddress())
                .<Value>map(
                        octets -> new Value.Text(octets.length == 4 ? reversedOctets(octets) : reversedNibbles(octets)))
                .orElse(Value.EMPTY);
    }

    private static String reversedOctets(byte[] octets) {
        return IntStream.rangeClosed(1, octets.length)
                .mapToObj(i -> Integer.toString(octets[octets.length - i] & 0xff))
                .collect(Collectors.joining("."));
    }

    private static String reversedNibbles(byte[] octets) {
        String digits = HexFormat.of().formatHex(octets);
        return new StringBuilder(digits)
                .reverse()
                .chars()
                .mapToObj(Character::toString)
                .collect(Collectors.joining("."));
    }
}
