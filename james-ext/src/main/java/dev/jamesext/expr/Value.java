package dev.jamesext.expr;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value of the rule language. Immutable; equal when type and content are. */
public sealed interface Value {

    /** The empty text: what a variable without a value reads as. */
    Text EMPTY = new Text("");

    Flag TRUE = new Flag(true);

    Flag FALSE = new Flag(false);

    Type type();

    /** The dialect's truth rule: non-empty, non-zero. {@code '0'} and {@code 'false'} are non-empty texts, hence true. */
    boolean truth();

    /** The value as text: what a join or a reply shows. */
    String asText();

    /** A value as a rule would write it: what a trace shows. */
    static String print(Value value) {
        return Printer.print(value);
    }

    /** What a text holds that has no type of its own: a number where it is written as one would print it, else a text. */
    static Value ofUntyped(String text) {
        return NumberText.isCanonical(text) ? NumberText.parse(text) : new Text(text);
    }

    static Value of(boolean flag) {
        return flag ? TRUE : FALSE;
    }

    /** Text of any length, compared as written. */
    record Text(String value) implements Value {
        @Override
        public Type type() {
            return Type.TEXT;
        }

        @Override
        public boolean truth() {
            return !value.isEmpty();
        }

        @Override
        public String asText() {
            return value;
        }
    }

    /** A whole number of 64 bits; arithmetic saturates. */
    record Whole(long value) implements Value {
        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public boolean truth() {
            return value != 0;
        }

        @Override
        public String asText() {
            return Long.toString(value);
        }
    }

    /** A number with a fraction, never NaN or infinite. */
    record Decimal(double value) implements Value {
        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public boolean truth() {
            return value != 0;
        }

        @Override
        public String asText() {
            return Double.toString(value);
        }
    }

    /** True or false; equals 1 or 0 where it meets a number. */
    record Flag(boolean value) implements Value {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public boolean truth() {
            return value;
        }

        @Override
        public String asText() {
            return value ? "1" : "0";
        }
    }

    /**
     * An IP address. Compares as an address, whatever its spelling; an IPv4-mapped IPv6 address is the IPv4 address
     * (the JDK's own factories make it one).
     *
     * @param text the canonical spelling: dotted quad, or RFC 5952
     */
    record Address(InetAddress value, String text) implements Value {

        /** An address with its canonical spelling; a scope such as {@code %eth0} is dropped. */
        public static Address of(InetAddress address) {
            return new Address(address, AddressText.canonical(address));
        }

        /** The address is what counts, not its spelling. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Address address && Arrays.equals(value.getAddress(), address.value.getAddress());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value.getAddress());
        }

        @Override
        public Type type() {
            return Type.ADDRESS;
        }

        @Override
        public boolean truth() {
            return true;
        }

        @Override
        public String asText() {
            return text;
        }
    }

    /** A length of time. */
    record Period(Duration value) implements Value {

        /** The length that a text spells as a rule would write it, such as {@code 12h}; empty when it spells none. */
        public static Optional<Period> of(String text) {
            return PeriodText.find(text).map(Period::new);
        }

        @Override
        public Type type() {
            return Type.DURATION;
        }

        @Override
        public boolean truth() {
            return !value.isZero();
        }

        /** In the unit the dialect counts in: milliseconds. */
        @Override
        public String asText() {
            return Long.toString(value.toMillis());
        }
    }

    /** An array. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public Type type() {
            return Type.LIST;
        }

        @Override
        public boolean truth() {
            return !values.isEmpty();
        }

        /** The elements joined with CRLF; nested arrays are left out, as the dialect says. */
        @Override
        public String asText() {
            return values.stream()
                    .filter(value -> !(value instanceof Items))
                    .map(Value::asText)
                    .collect(Collectors.joining("\r\n"));
        }
    }
}
