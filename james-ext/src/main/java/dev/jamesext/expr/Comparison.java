package dev.jamesext.expr;

import java.util.Arrays;
import java.util.List;

/**
 * What it means for two values to be equal or in order (DESIGN decisions 4 and 30).
 *
 * <ul>
 *   <li>numbers by value, whole and decimal alike; true counts as 1 and false as 0
 *   <li>texts by their octets
 *   <li>a text and a number: as numbers when the text is a canonical number, else neither equal nor in order
 *   <li>addresses by value, IPv4 before IPv6; a text meets an address as the address it spells, if it spells one
 *   <li>durations with durations only
 *   <li>arrays element by element; an array and a single value are neither equal nor in order
 * </ul>
 *
 * What is neither equal nor in order makes {@code !=} true and every other comparison false. Nothing here fails.
 */
final class Comparison {

    /** The answer of {@link #order} where there is none. */
    private static final int UNORDERED = Integer.MIN_VALUE;

    private Comparison() {}

    static boolean equal(Value left, Value right) {
        if (left instanceof Value.Address a && right instanceof Value.Address b) {
            return sameAddress(a, b);
        }
        return order(left, right) == 0;
    }

    static boolean less(Value left, Value right) {
        int order = order(left, right);
        return order != UNORDERED && order < 0;
    }

    static boolean lessOrEqual(Value left, Value right) {
        int order = order(left, right);
        return order != UNORDERED && order <= 0;
    }

    /**
     * An order of all values, for sorting: numbers, then durations, addresses, texts and arrays, each kind in its own order.
     * A text of digits is a text here: were it a number, three values could each come before the next, in a circle.
     */
    static int total(Value left, Value right) {
        int rank = Integer.compare(rank(left), rank(right));
        if (rank != 0) {
            return rank;
        }
        if (!(left instanceof Value.Items a && right instanceof Value.Items b)) {
            return order(left, right);
        }
        for (int i = 0; i < Math.min(a.values().size(), b.values().size()); i++) {
            int order = total(a.values().get(i), b.values().get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.values().size(), b.values().size());
    }

    private static int rank(Value value) {
        return switch (value.type()) {
            case NUMBER, BOOLEAN -> 0;
            case DURATION -> 1;
            case ADDRESS -> 2;
            case TEXT -> 3;
            case LIST, ANY -> 4;
        };
    }

    /** Negative, zero or positive as {@link java.util.Comparator} has it, or {@link #UNORDERED}. */
    private static int order(Value left, Value right) {
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return texts(a.value(), b.value());
        }
        if (left instanceof Value.Address a) {
            return addressAnd(a, right);
        }
        if (right instanceof Value.Address b) {
            return reversed(addressAnd(b, left));
        }
        if (left instanceof Value.Items a && right instanceof Value.Items b) {
            return arrays(a.values(), b.values());
        }
        if (left instanceof Value.Period a && right instanceof Value.Period b) {
            return sign(a.value().compareTo(b.value()));
        }
        if (isNumeric(left) && isNumeric(right)) {
            return numbers(left, right);
        }
        if (left instanceof Value.Text a && isNumeric(right)) {
            return textAndNumber(a.value(), right);
        }
        if (right instanceof Value.Text b && isNumeric(left)) {
            return reversed(textAndNumber(b.value(), left));
        }
        return UNORDERED;
    }

    /**
     * The order of the octets of UTF-8, which is the order of code points. UTF-16 units have the same order except that
     * a surrogate, half of a code point above all others, comes last.
     */
    private static int texts(String left, String right) {
        if (left.equals(right)) {
            return 0;
        }
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean surrogate = Character.isSurrogate(a);
                return surrogate == Character.isSurrogate(b) ? sign(a - b) : surrogate ? 1 : -1;
            }
        }
        return sign(left.length() - right.length());
    }

    private static int addressAnd(Value.Address address, Value other) {
        if (other instanceof Value.Address same) {
            return addresses(address, same);
        }
        if (other instanceof Value.Text text) {
            return AddressText.parse(text.value())
                    .map(parsed -> addresses(address, parsed))
                    .orElse(UNORDERED);
        }
        return UNORDERED;
    }

    /** Canonical spellings are equal exactly when the addresses are; comparing them copies no octets. */
    private static boolean sameAddress(Value.Address left, Value.Address right) {
        return left.text().equals(right.text());
    }

    private static int addresses(Value.Address left, Value.Address right) {
        byte[] a = left.value().getAddress();
        byte[] b = right.value().getAddress();
        return a.length == b.length ? sign(Arrays.compareUnsigned(a, b)) : sign(a.length - b.length);
    }

    private static int arrays(List<Value> left, List<Value> right) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            int order = order(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return sign(left.size() - right.size());
    }

    private static int textAndNumber(String text, Value number) {
        if (!NumberText.isCanonical(text)) {
            return UNORDERED;
        }
        if (NumberText.isWhole(text)) {
            return wholeAnd(Long.parseLong(text), number);
        }
        return reversed(decimalAnd(number, NumberText.decimal(text)));
    }

    private static int numbers(Value left, Value right) {
        if (left instanceof Value.Decimal a) {
            return reversed(decimalAnd(right, a.value()));
        }
        return wholeAnd(whole(left), right);
    }

    private static int wholeAnd(long left, Value right) {
        return right instanceof Value.Decimal decimal
                ? wholeAndDecimal(left, decimal.value())
                : Long.compare(left, whole(right));
    }

    /** The order of a number and a decimal. */
    private static int decimalAnd(Value left, double right) {
        return left instanceof Value.Decimal decimal
                ? sign(Double.compare(decimal.value() + 0.0, right + 0.0))
                : wholeAndDecimal(whole(left), right);
    }

    /** Exact: a double cannot hold every whole number of 64 bits, so the two are never brought to one type. */
    private static int wholeAndDecimal(long left, double right) {
        if (right >= 0x1p63) {
            return -1;
        }
        if (right < -0x1p63) {
            return 1;
        }
        int order = Long.compare(left, (long) right);
        return order != 0 ? order : sign(Double.compare(0, right - (long) right + 0.0));
    }

    private static long whole(Value value) {
        if (value instanceof Value.Whole whole) {
            return whole.value();
        }
        return value.truth() ? 1 : 0;
    }

    private static boolean isNumeric(Value value) {
        return value instanceof Value.Whole || value instanceof Value.Decimal || value instanceof Value.Flag;
    }

    private static int reversed(int order) {
        return order == UNORDERED ? UNORDERED : -order;
    }

    private static int sign(int order) {
        return Integer.signum(order);
    }
}
