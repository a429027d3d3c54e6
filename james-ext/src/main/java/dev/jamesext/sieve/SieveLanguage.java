package dev.jamesext.sieve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The language of EHLO scripts in one table: every command, test and capability, what each takes, and what of Sieve is
 * known but not carried out. The compilers look up here; whatever is not here does not compile.
 */
final class SieveLanguage {

    /**
     * What stands where a positional argument is expected.
     *
     * @param list whether a list of strings may stand there too
     */
    record Parameter(String name, boolean list) {

        /** As the RFCs write it: {@code <keys: string-list>}. */
        @Override
        public String toString() {
            return "<" + name + ": " + (list ? "string-list" : "string") + ">";
        }
    }

    /** How many tests a command or test holds. */
    enum Tests {
        NONE,
        ONE,
        MANY
    }

    /**
     * A tag a form takes.
     *
     * @param group of the tags of one group at most one may stand
     * @param valued whether a string follows
     * @param capability what it needs, empty for none
     */
    record TagForm(String name, String group, boolean valued, String capability) {}

    /**
     * How a command or a test is written.
     *
     * @param capability what it needs, empty for none
     * @param block whether commands between braces follow
     */
    record Form(
            String name,
            String capability,
            List<TagForm> tags,
            List<Parameter> parameters,
            Tests tests,
            boolean block) {

        Optional<TagForm> tag(String name) {
            return tags.stream().filter(tag -> tag.name().equals(name)).findFirst();
        }
    }

    static final String VARIABLES = "variables";
    static final String ENCODED_CHARACTER = "encoded-character";
    private static final String EXTLISTS = "extlists";
    private static final String RELATIONAL = "relational";
    private static final String REGEX = "regex";
    private static final String INCLUDE = "include";
    private static final String IHAVE = "ihave";
    private static final String EXPRESSIONS = "vnd.stalwart.expressions";
    private static final String WHILE = "vnd.stalwart.while";
    static final String COMPARATOR_PREFIX = "comparator-";

    private static final String NEEDS_MESSAGE = "needs a message, and there is none at the EHLO stage";

    private static final String MATCH_TYPE = "match type";

    private static final List<TagForm> MATCH = List.of(
            new TagForm(":is", MATCH_TYPE, false, ""),
            new TagForm(":contains", MATCH_TYPE, false, ""),
            new TagForm(":matches", MATCH_TYPE, false, ""),
            new TagForm(":regex", MATCH_TYPE, false, REGEX),
            new TagForm(":value", MATCH_TYPE, true, RELATIONAL),
            new TagForm(":count", MATCH_TYPE, true, RELATIONAL),
            new TagForm(":list", MATCH_TYPE, false, EXTLISTS),
            new TagForm(":comparator", "comparator", true, ""));

    private static final List<TagForm> DATE_MATCH = Stream.concat(
                    Stream.of(new TagForm(":zone", "zone", true, "")), MATCH.stream())
            .toList();

    /** RFC 5229 section 4.1: modifiers of one precedence exclude each other. */
    private static final List<TagForm> MODIFIERS = List.of(
            new TagForm(":lower", "modifier of precedence 40", false, ""),
            new TagForm(":upper", "modifier of precedence 40", false, ""),
            new TagForm(":lowerfirst", "modifier of precedence 30", false, ""),
            new TagForm(":upperfirst", "modifier of precedence 30", false, ""),
            new TagForm(":quotewildcard", "modifier of precedence 20", false, ""),
            new TagForm(":quoteregex", "modifier of precedence 20", false, REGEX),
            new TagForm(":length", "modifier of precedence 10", false, ""));

    private static final List<TagForm> INCLUDE_TAGS = List.of(
            new TagForm(":personal", "location", false, ""),
            new TagForm(":global", "location", false, ""),
            new TagForm(":once", "once", false, ""),
            new TagForm(":optional", "optional", false, ""));

    private static final List<TagForm> LOG_LEVELS = Stream.of(LogLevel.values())
            .map(level -> new TagForm(level.tag(), "level", false, ""))
            .toList();

    private static final Map<String, Form> COMMANDS = table(
            new Form("require", "", List.of(), List.of(strings("capabilities")), Tests.NONE, false),
            new Form("if", "", List.of(), List.of(), Tests.ONE, true),
            new Form("elsif", "", List.of(), List.of(), Tests.ONE, true),
            new Form("else", "", List.of(), List.of(), Tests.NONE, true),
            new Form("set", VARIABLES, MODIFIERS, List.of(string("name"), string("value")), Tests.NONE, false),
            new Form("reject", "reject", List.of(), List.of(string("reason")), Tests.NONE, false),
            new Form("ereject", "ereject", List.of(), List.of(string("reason")), Tests.NONE, false),
            new Form("stop", "", List.of(), List.of(), Tests.NONE, false),
            new Form("keep", "", List.of(), List.of(), Tests.NONE, false),
            new Form("include", INCLUDE, INCLUDE_TAGS, List.of(string("script")), Tests.NONE, false),
            new Form("return", INCLUDE, List.of(), List.of(), Tests.NONE, false),
            new Form("global", INCLUDE, List.of(), List.of(strings("names")), Tests.NONE, false),
            new Form("let", EXPRESSIONS, List.of(), List.of(string("name"), string("expression")), Tests.NONE, false),
            new Form("eval", EXPRESSIONS, List.of(), List.of(string("expression")), Tests.NONE, false),
            new Form("while", WHILE, List.of(), List.of(string("expression")), Tests.NONE, true),
            new Form("break", WHILE, List.of(), List.of(), Tests.NONE, false),
            new Form("continue", WHILE, List.of(), List.of(), Tests.NONE, false),
            new Form("error", IHAVE, List.of(), List.of(string("message")), Tests.NONE, false),
            new Form("log", "", LOG_LEVELS, List.of(string("text")), Tests.NONE, false));

    private static final Map<String, Form> TESTS = table(
            new Form("allof", "", List.of(), List.of(), Tests.MANY, false),
            new Form("anyof", "", List.of(), List.of(), Tests.MANY, false),
            new Form("not", "", List.of(), List.of(), Tests.ONE, false),
            new Form("true", "", List.of(), List.of(), Tests.NONE, false),
            new Form("false", "", List.of(), List.of(), Tests.NONE, false),
            new Form("string", VARIABLES, MATCH, List.of(strings("source"), strings("keys")), Tests.NONE, false),
            new Form("environment", "environment", MATCH, List.of(string("name"), strings("keys")), Tests.NONE, false),
            new Form("currentdate", "date", DATE_MATCH, List.of(string("part"), strings("keys")), Tests.NONE, false),
            new Form("valid_ext_list", EXTLISTS, List.of(), List.of(strings("lists")), Tests.NONE, false),
            new Form("eval", EXPRESSIONS, List.of(), List.of(string("expression")), Tests.NONE, false),
            new Form("ihave", IHAVE, List.of(), List.of(strings("capabilities")), Tests.NONE, false));

    private static final Set<String> CAPABILITIES = sorted(
            VARIABLES,
            EXTLISTS,
            "reject",
            "ereject",
            "environment",
            RELATIONAL,
            REGEX,
            "date",
            INCLUDE,
            IHAVE,
            ENCODED_CHARACTER,
            EXPRESSIONS,
            WHILE,
            // jSieve's name of its command; nothing needs it.
            "log",
            "comparator-i;octet",
            "comparator-i;ascii-casemap",
            "comparator-i;ascii-numeric",
            "comparator-i;unicode-casemap");

    /** What the dialect has for messages. */
    static final Set<String> MESSAGE_CAPABILITIES = sorted(
            "body",
            "convert",
            "copy",
            "editheader",
            "enclose",
            "enotify",
            "envelope",
            "envelope-deliverby",
            "envelope-dsn",
            "extracttext",
            "foreverypart",
            "imap4flags",
            "index",
            "mime",
            "redirect-deliverby",
            "redirect-dsn",
            "replace",
            "spamtest",
            "spamtestplus",
            "special-use",
            "subaddress",
            "virustest");

    /** What exists in Sieve and has no place at this stage in the dialect either. */
    static final Set<String> MISPLACED_CAPABILITIES = sorted(
            "comparator-elbonia",
            "duplicate",
            "fcc",
            "fileinto",
            "imapsieve",
            "mailbox",
            "mailboxid",
            "mboxmetadata",
            "servermetadata",
            "vacation",
            "vacation-seconds");

    private static final Set<String> MESSAGE_TESTS =
            sorted("address", "body", "date", "exists", "hasflag", "header", "size", "spamtest", "virustest");

    private static final Set<String> MISPLACED_COMMANDS = sorted(
            "addflag",
            "addheader",
            "convert",
            "deleteheader",
            "discard",
            "enclose",
            "extracttext",
            "fileinto",
            "foreverypart",
            "notify",
            "redirect",
            "removeflag",
            "replace",
            "setflag",
            "vacation");

    private static final Set<String> MISPLACED_TESTS = sorted(
            "convert",
            "duplicate",
            "envelope",
            "mailboxexists",
            "mailboxidexists",
            "metadata",
            "metadataexists",
            "notify_method_capability",
            "servermetadata",
            "servermetadataexists",
            "specialuse_exists",
            "valid_notify_method");

    /** Tags of capabilities that have no place here. */
    private static final Map<String, String> MISPLACED_TAGS = Map.of(":encodeurl", "enotify");

    private SieveLanguage() {}

    static Optional<Form> command(String name) {
        return Optional.ofNullable(COMMANDS.get(name));
    }

    static Optional<Form> test(String name) {
        return Optional.ofNullable(TESTS.get(name));
    }

    static Set<String> commandNames() {
        return COMMANDS.keySet();
    }

    static Set<String> testNames() {
        return TESTS.keySet();
    }

    /** What a script may {@code require}, in alphabetical order. */
    static Set<String> capabilities() {
        return CAPABILITIES;
    }

    /** Why a capability cannot be required, for one that exists somewhere; empty for what nobody knows. */
    static Optional<String> whyNoCapability(String name) {
        return MESSAGE_CAPABILITIES.contains(name)
                ? Optional.of(NEEDS_MESSAGE)
                : misplaced(MISPLACED_CAPABILITIES.contains(name));
    }

    /** Why a command that Sieve knows cannot stand here; empty for what nobody knows. */
    static Optional<String> whyNoCommand(String name) {
        return misplaced(MISPLACED_COMMANDS.contains(name));
    }

    /** Why a test that Sieve knows cannot stand here; empty for what nobody knows. */
    static Optional<String> whyNoTest(String name) {
        return MESSAGE_TESTS.contains(name) ? Optional.of(NEEDS_MESSAGE) : misplaced(MISPLACED_TESTS.contains(name));
    }

    /** The capability that would bring a tag, and has no place here. */
    static Optional<String> capabilityOfTag(String tag) {
        return Optional.ofNullable(MISPLACED_TAGS.get(tag));
    }

    private static Parameter string(String name) {
        return new Parameter(name, false);
    }

    private static Parameter strings(String name) {
        return new Parameter(name, true);
    }

    private static Optional<String> misplaced(boolean known) {
        return known ? Optional.of("is not supported at the EHLO stage") : Optional.empty();
    }

    private static Map<String, Form> table(Form... forms) {
        Map<String, Form> byName = new LinkedHashMap<>();
        for (Form form : forms) {
            byName.put(form.name(), form);
        }
        return Collections.unmodifiableMap(byName);
    }

    private static Set<String> sorted(String... names) {
        return Collections.unmodifiableSet(new TreeSet<>(List.of(names)));
    }
}
