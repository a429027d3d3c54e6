package dev.jamesext.expr;

import static dev.jamesext.expr.Dialect.Version.V0_15;
import static dev.jamesext.expr.Dialect.Version.V0_16;
import static dev.jamesext.expr.Type.ADDRESS;
import static dev.jamesext.expr.Type.ANY;
import static dev.jamesext.expr.Type.BOOLEAN;
import static dev.jamesext.expr.Type.LIST;
import static dev.jamesext.expr.Type.NUMBER;
import static dev.jamesext.expr.Type.TEXT;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All functions of the rule language. Where documentation and upstream's code differ, the documentation's meaning is built, and
 * where the documentation of two versions differs there is a row for each (decision 29). Letters and blanks are Unicode's unless a row says otherwise.
 */
final class FunctionTable {

    static final List<Function> FUNCTIONS = List.of(
            Row.test("is_empty", ANY, TextFunctions::isEmpty)
                    .means("a text or an array without content; no number is empty")
                    .example("is_empty('')", "true"),
            Row.bound("is_number", List.of(ANY), BOOLEAN, TextFunctions::bindIsNumberOrText)
                    .in(V0_15)
                    .means("a number, or a text of digits with an optional sign and fraction")
                    .example("is_number('25')", "true"),
            Row.bound("is_number", List.of(ANY), BOOLEAN, TextFunctions::bindIsNumber)
                    .in(V0_16)
                    .means("a number; a text of digits is none")
                    .example("is_number('25')", "false"),
            Row.one("len", ANY, NUMBER, TextFunctions::length)
                    .means("octets of a text in UTF-8, elements of an array, characters of a number")
                    .example("len('smtp')", "4"),
            Row.bound(WrittenOutcomes.CHOICE, List.of(ANY, ANY, ANY), ANY, TextFunctions::bindIfThen)
                    .means("the second where the first is true, else the third; the other one is not evaluated")
                    .example("if_then(len('smtp') > 3, 'long', 'short')", "'long'"),

            // comparing texts
            Row.test("starts_with", TEXT, TEXT, (text, start) -> text.asText().startsWith(start.asText()))
                    .means("the first text starts with the second")
                    .example("starts_with('mx1.example.org', 'mx')", "true"),
            Row.test("ends_with", TEXT, TEXT, (text, end) -> text.asText().endsWith(end.asText()))
                    .means("the first text ends with the second")
                    .example("ends_with('mx1.example.org', '.example.org')", "true"),
            Row.bound("contains", List.of(ANY, ANY), BOOLEAN, TextFunctions::bindContains)
                    .means("the second is an element of the first, an array, or a part of it, a text")
                    .example("contains(['smtp', 'submission'], 'smtp')", "true"),
            Row.test("contains_ignore_case", ANY, ANY, TextFunctions::containsIgnoringCase)
                    .means("as 'contains', upper and lower case being the same: of all letters in a text, of ASCII"
                            + " letters in the elements of an array")
                    .example("contains_ignore_case('Hello World', 'world')", "true"),
            Row.test("eq_ignore_case", TEXT, TEXT, TextFunctions::equalIgnoringCase)
                    .means("equal texts, upper and lower case of ASCII letters being the same")
                    .example("eq_ignore_case('MX.example.org', 'mx.Example.ORG')", "true"),
            Row.bound("matches", List.of(TEXT, ANY), BOOLEAN, Function.Nature.CAPTURES, Matching::bind)
                    .means("the regular expression, quoted and taken as written, matches somewhere in the second; $0 is"
                            + " then what matched and $1 to $9 its groups")
                    .example("matches('^mx[0-9]+\\.', 'mx1.example.org')", "true"),

            // changing texts
            Row.mapped("to_lowercase", TEXT, text -> new Value.Text(text.toLowerCase(Locale.ROOT)))
                    .means("in lower case; an array element by element")
                    .example("to_lowercase('MX')", "'mx'"),
            Row.mapped("to_uppercase", TEXT, text -> new Value.Text(text.toUpperCase(Locale.ROOT)))
                    .means("in upper case; an array element by element")
                    .example("to_uppercase(['a', 'b'])", "['A', 'B']"),
            Row.mapped("trim", TEXT, text -> Letters.trimmed(text, true, true))
                    .means("without blanks at both ends; an array element by element")
                    .example("trim(' a b ')", "'a b'"),
            Row.mapped("trim_start", TEXT, text -> Letters.trimmed(text, true, false))
                    .means("without blanks at the start; an array element by element")
                    .example("trim_start(' a ')", "'a '"),
            Row.mapped("trim_end", TEXT, text -> Letters.trimmed(text, false, true))
                    .means("without blanks at the end; an array element by element")
                    .example("trim_end(' a ')", "' a'"),
            Row.mapped("strip_prefix", Splitting::withoutPrefix)
                    .means("without the second at the start, empty where it is not there; an array element by element")
                    .example("strip_prefix('hello world', 'hello ')", "'world'"),
            Row.mapped("strip_suffix", Splitting::withoutSuffix)
                    .means("without the second at the end, empty where it is not there; an array element by element")
                    .example("strip_suffix('mx.example.org', '.example.org')", "'mx'"),
            Row.bound(
                            "substring",
                            List.of(TEXT, NUMBER, NUMBER),
                            TEXT,
                            site -> Splitting.bindSubstring(Splitting::fromTo, site))
                    .in(V0_15)
                    .means("the characters from the second, counted from 0, up to the third, which is not included")
                    .example("substring('hello world', 6, 8)", "'wo'"),
            Row.bound(
                            "substring",
                            List.of(TEXT, NUMBER, NUMBER),
                            TEXT,
                            site -> Splitting.bindSubstring(Splitting::fromOn, site))
                    .in(V0_16)
                    .means("the characters from the second on, counted from 0, as many as the third says")
                    .example("substring('hello world', 6, 3)", "'wor'"),
            Row.bound("hash", List.of(TEXT, TEXT), TEXT, Hashing::bind)
                    .means("hexadecimal digest by 'md5', 'sha1', 'sha256' or 'sha512'")
                    .example("hash('hello', 'md5')", "'5d41402abc4b2a76b9719d911017c592'"),

            // cutting texts
            Row.bound("split", List.of(TEXT, TEXT), LIST, Splitting::bindSplit)
                    .means("the pieces between delimiters")
                    .example("split('hello,world', ',')", "['hello', 'world']"),
            Row.bound("rsplit", List.of(TEXT, TEXT), LIST, Splitting::bindRsplitInOrder)
                    .in(V0_15)
                    .means("the pieces between delimiters, in the order of the text")
                    .example("rsplit('hello.world.com', '.')", "['hello', 'world', 'com']"),
            Row.bound("rsplit", List.of(TEXT, TEXT), LIST, Splitting::bindRsplit)
                    .in(V0_16)
                    .means("the pieces between delimiters, cut from the right, the last one first")
                    .example("rsplit('hello.world.com', '.')", "['com', 'world', 'hello']"),
            Row.bound("split_n", List.of(TEXT, TEXT, NUMBER), LIST, Splitting::bindSplitAtMost)
                    .means("the pieces between delimiters after at most so many cuts; the last holds the rest")
                    .example("split_n('a,b,c,d', ',', 2)", "['a', 'b', 'c,d']"),
            Row.bound("split_once", List.of(TEXT, TEXT), ANY, site -> Splitting.bindSplitOnce(false, site))
                    .means("what is before and behind the first delimiter; empty without one")
                    .example("split_once('key=value=extra', '=')", "['key', 'value=extra']"),
            Row.bound("rsplit_once", List.of(TEXT, TEXT), ANY, site -> Splitting.bindSplitOnce(true, site))
                    .means("what is before and behind the last delimiter; empty without one")
                    .example("rsplit_once('key=value=extra', '=')", "['key=value', 'extra']"),
            Row.one("split_words", TEXT, LIST, Splitting::words)
                    .means("the words between blanks that are letters and digits only")
                    .example("split_words('hello, new world')", "['new', 'world']"),
            Row.one("lines", ANY, LIST, Splitting::lines)
                    .means("the lines of a text without their ends; an array as it is")
                    .example("lines('hello\\nworld')", "['hello', 'world']"),

            // looking at characters
            Row.mapped("is_lowercase", BOOLEAN, Letters::isLowercase)
                    .means("all letters are in lower case; an array element by element")
                    .example("is_lowercase('mx1')", "true"),
            Row.mapped("is_uppercase", BOOLEAN, Letters::isUppercase)
                    .means("all letters are in upper case; an array element by element")
                    .example("is_uppercase('HELLO')", "true"),
            Row.mapped("has_digits", BOOLEAN, Letters::hasDigits)
                    .means("holds a digit from 0 to 9; an array element by element")
                    .example("has_digits('hello2')", "true"),
            Row.one("count_spaces", TEXT, NUMBER, Letters::countSpaces)
                    .means("number of blanks")
                    .example("count_spaces('hello world')", "1"),
            Row.one("count_uppercase", TEXT, NUMBER, Letters::countUppercase)
                    .means("number of letters in upper case")
                    .example("count_uppercase('Hello World')", "2"),
            Row.one("count_lowercase", TEXT, NUMBER, Letters::countLowercase)
                    .means("number of letters in lower case")
                    .example("count_lowercase('Hello World')", "8"),
            Row.one("count_chars", TEXT, NUMBER, Letters::countChars)
                    .means("number of characters, blanks included")
                    .example("count_chars('hi there')", "8"),

            // arrays
            Row.one("count", ANY, NUMBER, ArrayFunctions::count)
                    .means("number of elements; 1 for a single value, 0 for an empty text")
                    .example("count(['a@example.com', 'b@example.com'])", "2"),
            Row.two("sort", LIST, BOOLEAN, LIST, ArrayFunctions::sorted)
                    .means("in order, ascending where the second is true, else descending")
                    .example("sort(['z', 'a', 'b'], true)", "['a', 'b', 'z']"),
            Row.one("dedup", LIST, LIST, ArrayFunctions::distinct)
                    .means("each element once, where it first stands")
                    .example("dedup(['a', 'b', 'a'])", "['a', 'b']"),
            Row.one("winnow", LIST, LIST, ArrayFunctions::filled)
                    .means("without empty texts")
                    .example("winnow(['a', '', 'b', ''])", "['a', 'b']"),
            Row.bound("is_intersect", List.of(ANY, ANY), BOOLEAN, ArrayFunctions::bindIntersect)
                    .means("two arrays have an element in common, or an array holds a value")
                    .example("is_intersect(['a', 'b'], ['b', 'c'])", "true"),

            // mail addresses
            Row.test("is_email", TEXT, EmailText::isEmail)
                    .means("a mail address: one @, and a domain of two labels or more")
                    .example("is_email('user@example.com')", "true"),
            Row.bound("email_part", List.of(ANY, TEXT), ANY, EmailText::bindPart)
                    .means("the 'local' or the 'domain' part of a mail address, empty without @; an array element by"
                            + " element")
                    .example("email_part('user@example.com', 'domain')", "'example.com'"),

            // network addresses
            Row.test("is_ip_addr", ANY, value -> TextFunctions.address(value).isPresent())
                    .means("an address, or a text that spells one")
                    .example("is_ip_addr('2001:db8::1')", "true"),
            Row.test("is_ipv4_addr", ANY, value -> TextFunctions.isAddressOf(value, 4))
                    .means("an IPv4 address, or a text that spells one")
                    .example("is_ipv4_addr('192.0.2.1')", "true"),
            Row.test("is_ipv6_addr", ANY, value -> TextFunctions.isAddressOf(value, 16))
                    .means("an IPv6 address, or a text that spells one")
                    .example("is_ipv6_addr('192.0.2.1')", "false"),
            Row.bound("is_ip_in_cidr", List.of(ADDRESS, TEXT), BOOLEAN, Network::bindContains)
                    .means("the address lies in the network, a quoted text 'address/length', or is the address given")
                    .example("is_ip_in_cidr('192.0.2.77', '192.0.2.0/24')", "true"),
            Row.one("ip_reverse_name", ADDRESS, TEXT, TextFunctions::reverseName)
                    .means("octets or nibbles backwards, as DNS asks for them, without in-addr.arpa or ip6.arpa; empty"
                            + " for what is no address")
                    .example("ip_reverse_name('192.0.2.1')", "'1.2.0.192'"),

            // lists
            Row.bound(
                            "key_exists",
                            List.of(TEXT, TEXT),
                            BOOLEAN,
                            Function.Nature.LISTS,
                            site -> ListQuery.bind(BOOLEAN, site))
                    .means("the list named first holds the key, compared as a domain name; a list that fails is a"
                            + " temporary failure, never false")
                    .example("key_exists('blocked', 'Mail.Spammer.test')", "true"),
            Row.bound("key_get", List.of(TEXT, TEXT), ANY, Function.Nature.LISTS, site -> ListQuery.bind(ANY, site))
                    .means(
                            "what the list named first holds for the key: its value, true on a list without values, empty"
                                    + " where the key is missing")
                    .example("key_get('greetings', 'mx.example.org')", "'hello'"),

            // asking the outside
            Row.bound("dns_query", List.of(TEXT, TEXT), LIST, Function.Nature.OUTSIDE, OutsideQuery::bindRecords)
                    .means(
                            "the records of a name: 'ip' or 'ipv4' (IPv4 addresses), 'mx' (hosts, best first), 'txt', or 'ptr'"
                                    + " of an address; an empty array where there are none, a temporary failure where no"
                                    + " name server answers")
                    .example("dns_query('example.org', 'mx')", "['mx1.example.org', 'mx2.example.org']"),
            Row.bound(
                            "is_local_domain",
                            List.of(TEXT, TEXT),
                            BOOLEAN,
                            Function.Nature.OUTSIDE,
                            site -> OutsideQuery.bindLocal(Outside.Subject.LOCAL_DOMAIN, site))
                    .firstMayBeLeftOut()
                    .means(
                            "mail for the last, a domain, ends at this server; the first names a directory, is not looked at,"
                                    + " since James has one, and may be left out")
                    .example("is_local_domain('example.test')", "true"),
            Row.bound(
                            "is_local_address",
                            List.of(TEXT, TEXT),
                            BOOLEAN,
                            Function.Nature.OUTSIDE,
                            site -> OutsideQuery.bindLocal(Outside.Subject.LOCAL_ADDRESS, site))
                    .firstMayBeLeftOut()
                    .means("the last is the address of a user here, or of an alias or a group; the first is as for"
                            + " 'is_local_domain'")
                    .example("is_local_address('*', 'nobody@example.test')", "false"));

    private static final String NEVER = "is not supported: rules read, they do not write or run queries";

    /** Functions of the dialect that are not built, each with the end of a sentence. */
    static final Map<String, String> UNSUPPORTED = Map.of(
            "config_get", "is not supported: write the value itself",
            "counter_get", NEVER,
            "counter_incr", NEVER,
            "dns_exists", "is not supported: write 'dns_query', which is true where there are records",
            "key_exists_http", "is not supported: fetch the list into a file, and ask it with 'key_exists'",
            "key_set", NEVER,
            "metric", "is not supported: James's metrics are for those who watch it",
            "sql_query", NEVER,
            "system", "is not supported: write the value itself");

    private static final Map<Dialect.Version, Map<String, Function>> BY_NAME = Stream.of(Dialect.Version.values())
            .collect(Collectors.toUnmodifiableMap(version -> version, FunctionTable::byName));

    private FunctionTable() {}

    private static Map<String, Function> byName(Dialect.Version version) {
        return FUNCTIONS.stream()
                .filter(function -> function.version().orElse(version) == version)
                .collect(Collectors.toUnmodifiableMap(Function::name, function -> function));
    }

    /** The function of a name as a version has it. */
    static Optional<Function> find(String name, Dialect.Version version) {
        return Optional.ofNullable(BY_NAME.getOrDefault(version, Map.of()).get(name));
    }

    /** Why a function that the dialect has is not here: the end of a sentence that starts with its name. */
    static Optional<String> whyUnsupported(String name) {
        return Optional.ofNullable(UNSUPPORTED.get(name));
    }

    /** The names, for suggestions: all versions have the same. */
    static Set<String> names() {
        return BY_NAME.getOrDefault(Dialect.STANDARD.version(), Map.of()).keySet();
    }
}
