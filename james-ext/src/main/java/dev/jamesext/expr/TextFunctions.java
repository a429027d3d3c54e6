package dev.jamesext.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the functions on texts, and on anything seen as a text, compute. */
final class TextFunctions {

    private TextFunctions() {}

    static boolean isEmpty(Value value) {
        return value instanceof Value.Text text
                ? text.value().isEmpty()
                : value instanceof Value.Items items && items.values().isEmpty();
    }

    static boolean isNumber(Value value) {
        return value instanceof Value.Text text
                ? NumberText.isNumber(text.value())
                : value instanceof Value.Whole || value instanceof Value.Decimal;
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

    /** A call that changes a text, or each element of an array. */
    static Evaluator bindMapped(UnaryOperator<String> function, Function.Site site) {
        Type type = site.argument(0).type();
        return switch (type) {
            case TEXT, NUMBER, ADDRESS ->
                new Evaluator.ApplyOne(Type.TEXT, value -> mapped(function, value), site.argument(0));
            case LIST, ANY -> new Evaluator.ApplyOne(type, value -> mapped(function, value), site.argument(0));
            case BOOLEAN, DURATION -> site.refuse(0, "must be a text or an array, not " + type.words());
        };
    }

    private static Value mapped(UnaryOperator<String> function, Value value) {
        if (value instanceof Value.Items items) {
            return new Value.Items(items.values().stream()
                    .map(element -> mapped(function, element))
                    .toList());
        }
        return new Value.Text(function.apply(value.asText()));
    }

    /** Blanks are those of Unicode, the unbreakable ones included; all of them are single UTF-16 units. */
    static String trimmed(String text, boolean atStart, boolean atEnd) {
        int start = 0;
        int end = text.length();
        while (atStart && start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (atEnd && end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
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
}
