package dev.jamesext.expr;

import static dev.jamesext.expr.Type.ADDRESS;
import static dev.jamesext.expr.Type.ANY;
import static dev.jamesext.expr.Type.BOOLEAN;
import static dev.jamesext.expr.Type.NUMBER;
import static dev.jamesext.expr.Type.TEXT;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * All functions of the rule language. Each is pure: the same arguments give the same value, nothing is waited for.
 * Where documentation and upstream's code differ, the documentation's meaning is built (DESIGN decision 29).
 */
final class FunctionTable {

    static final List<Function> FUNCTIONS = List.of(
            test("is_empty", ANY, TextFunctions::isEmpty)
                    .means("a text or an array without content; no number is empty")
                    .example("is_empty('')", "true"),
            test("is_number", ANY, TextFunctions::isNumber)
                    .means("a number, or a text of digits with an optional sign and fraction")
                    .example("is_number('25')", "true"),
            function("len", List.of(ANY), NUMBER, site -> apply(NUMBER, TextFunctions::length, site))
                    .means("octets of a text in UTF-8, elements of an array, characters of a number")
                    .example("len('smtp')", "4"),

            // texts
            test("starts_with", TEXT, TEXT, (text, start) -> text.asText().startsWith(start.asText()))
                    .means("the first text starts with the second")
                    .example("starts_with('mx1.example.org', 'mx')", "true"),
            test("ends_with", TEXT, TEXT, (text, end) -> text.asText().endsWith(end.asText()))
                    .means("the first text ends with the second")
                    .example("ends_with('mx1.example.org', '.example.org')", "true"),
            function("contains", List.of(ANY, ANY), BOOLEAN, TextFunctions::bindContains)
                    .means("the second is an element of the first, an array, or a part of it, a text")
                    .example("contains(['smtp', 'submission'], 'smtp')", "true"),
            test("eq_ignore_case", TEXT, TEXT, TextFunctions::equalIgnoringCase)
                    .means("equal texts, upper and lower case of ASCII letters being the same")
                    .example("eq_ignore_case('MX.example.org', 'mx.Example.ORG')", "true"),
            mapped("to_lowercase", text -> text.toLowerCase(Locale.ROOT))
                    .means("in lower case; an array element by element")
                    .example("to_lowercase('MX')", "'mx'"),
            mapped("to_uppercase", text -> text.toUpperCase(Locale.ROOT))
                    .means("in upper case; an array element by element")
                    .example("to_uppercase(['a', 'b'])", "['A', 'B']"),
            mapped("trim", text -> TextFunctions.trimmed(text, true, true))
                    .means("without blanks at both ends; an array element by element")
                    .example("trim(' a b ')", "'a b'"),
            mapped("trim_start", text -> TextFunctions.trimmed(text, true, false))
                    .means("without blanks at the start; an array element by element")
                    .example("trim_start(' a ')", "'a '"),
            mapped("trim_end", text -> TextFunctions.trimmed(text, false, true))
                    .means("without blanks at the end; an array element by element")
                    .example("trim_end(' a ')", "' a'"),

            // addresses
            test("is_ip_addr", ANY, value -> TextFunctions.address(value).isPresent())
                    .means("an address, or a text that spells one")
                    .example("is_ip_addr('2001:db8::1')", "true"),
            test("is_ipv4_addr", ANY, value -> TextFunctions.isAddressOf(value, 4))
                    .means("an IPv4 address, or a text that spells one")
                    .example("is_ipv4_addr('192.0.2.1')", "true"),
            test("is_ipv6_addr", ANY, value -> TextFunctions.isAddressOf(value, 16))
                    .means("an IPv6 address, or a text that spells one")
                    .example("is_ipv6_addr('192.0.2.1')", "false"),
            function("is_ip_in_cidr", List.of(ADDRESS, TEXT), BOOLEAN, Network::bindContains)
                    .means("the address lies in the network, a quoted text 'address/length'")
                    .example("is_ip_in_cidr('192.0.2.77', '192.0.2.0/24')", "true"));

    /** Functions of the dialect that are not built. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "config_get",
            "contains_ignore_case",
            "count",
            "count_chars",
            "count_lowercase",
            "count_spaces",
            "count_uppercase",
            "counter_get",
            "counter_incr",
            "dedup",
            "dns_query",
            "email_part",
            "has_digits",
            "hash",
            "if_then",
            "ip_reverse_name",
            "is_email",
            "is_intersect",
            "is_local_address",
            "is_local_domain",
            "is_lowercase",
            "is_uppercase",
            "key_exists",
            "key_get",
            "key_set",
            "lines",
            "matches",
            "rsplit",
            "rsplit_once",
            "sort",
            "split",
            "split_n",
            "split_once",
            "split_words",
            "sql_query",
            "strip_prefix",
            "strip_suffix",
            "substring",
            "winnow");

    private static final Map<String, Function> BY_NAME =
            FUNCTIONS.stream().collect(Collectors.toUnmodifiableMap(Function::name, function -> function));

    private FunctionTable() {}

    static Optional<Function> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether the dialect has a function that this version has not. */
    static boolean isUnsupported(String name) {
        return UNSUPPORTED.contains(name);
    }

    /** For suggestions. */
    static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static Draft test(String name, Type parameter, Predicate<Value> function) {
        return function(name, List.of(parameter), BOOLEAN, site -> new Evaluator.TestOne(function, site.argument(0)));
    }

    private static Draft test(String name, Type first, Type second, BiPredicate<Value, Value> function) {
        return function(
                name,
                List.of(first, second),
                BOOLEAN,
                site -> new Evaluator.TestTwo(function, site.argument(0), site.argument(1)));
    }

    private static Draft mapped(String name, UnaryOperator<String> function) {
        return function(name, List.of(ANY), ANY, site -> TextFunctions.bindMapped(function, site));
    }

    private static Evaluator apply(Type type, UnaryOperator<Value> function, Function.Site site) {
        return new Evaluator.ApplyOne(type, function, site.argument(0));
    }

    private static Draft function(String name, List<Type> parameters, Type result, Function.Binding binding) {
        return meaning ->
                (example, expected) -> new Function(name, parameters, result, binding, meaning, example, expected);
    }

    /** A row that still lacks its manual. */
    private interface Draft {
        Documented means(String sentence);
    }

    /** A row that still lacks its example. */
    private interface Documented {
        Function example(String expression, String expected);
    }
}
