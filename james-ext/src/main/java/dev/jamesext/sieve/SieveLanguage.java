package dev.jamesext.sieve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
    static final String COMPARATOR_PREFIX = "comparator-";

    private static final String MATCH_TYPE = "match type";

    private static final List<TagForm> MATCH = List.of(
            new TagForm(":is", MATCH_TYPE, false, ""),
            new TagForm(":contains", MATCH_TYPE, false, ""),
            new TagForm(":matches", MATCH_TYPE, false, ""),
            new TagForm(":list", MATCH_TYPE, false, "extlists"),
            new TagForm(":comparator", "comparator", true, ""));

    /** RFC 5229 section 4.1: modifiers of one precedence exclude each other. */
    private static final List<TagForm> MODIFIERS = List.of(
            new TagForm(":lower", "modifier of precedence 40", false, ""),
            new TagForm(":upper", "modifier of precedence 40", false, ""),
            new TagForm(":lowerfirst", "modifier of precedence 30", false, ""),
            new TagForm(":upperfirst", "modifier of precedence 30", false, ""),
            new TagForm(":quotewildcard", "modifier of precedence 20", false, ""),
            new TagForm(":length", "modifier of precedence 10", false, ""));

    private static final Map<String, Form> COMMANDS = table(
            new Form("require", "", List.of(), List.of(strings("capabilities")), Tests.NONE, false),
            new Form("if", "", List.of(), List.of(), Tests.ONE, true),
            new Form("elsif", "", List.of(), List.of(), Tests.ONE, true),
            new Form("else", "", List.of(), List.of(), Tests.NONE, true),
            new Form("set", VARIABLES, MODIFIERS, List.of(string("name"), string("value")), Tests.NONE, false),
            new Form("reject", "reject", List.of(), List.of(string("reason")), Tests.NONE, false),
            new Form("ereject", "ereject", List.of(), List.of(string("reason")), Tests.NONE, false),
            new Form("stop", "", List.of(), List.of(), Tests.NONE, false),
            new Form("keep", "", List.of(), List.of(), Tests.NONE, false));

    private static final Map<String, Form> TESTS = table(
            new Form("allof", "", List.of(), List.of(), Tests.MANY, false),
            new Form("anyof", "", List.of(), List.of(), Tests.MANY, false),
            new Form("not", "", List.of(), List.of(), Tests.ONE, false),
            new Form("true", "", List.of(), List.of(), Tests.NONE, false),
            new Form("false", "", List.of(), List.of(), Tests.NONE, false),
            new Form("string", VARIABLES, MATCH, List.of(strings("source"), strings("keys")), Tests.NONE, false),
            new Form("environment", "environment", MATCH, List.of(string("name"), strings("keys")), Tests.NONE, false));

    private static final Set<String> CAPABILITIES = sorted(
            "variables",
            "extlists",
            "reject",
            "ereject",
            "environment",
            "comparator-i;octet",
            "comparator-i;ascii-casemap");

    /** What the dialect has and this version does not. */
    private static final Set<String> LATER_CAPABILITIES = sorted(
            "body",
            "comparator-elbonia",
            "comparator-i;ascii-numeric",
            "convert",
            "copy",
            "date",
            "editheader",
            "enclose",
            "encoded-character",
            "enotify",
            "envelope",
            "envelope-deliverby",
            "envelope-dsn",
            "extracttext",
            "foreverypart",
            "ihave",
            "imap4flags",
            "include",
            "index",
            "mime",
            "redirect-deliverby",
            "redirect-dsn",
            "regex",
            "relational",
            "replace",
            "spamtest",
            "spamtestplus",
            "special-use",
            "subaddress",
            "virustest",
            "vnd.stalwart.expressions",
            "vnd.stalwart.while");

    /** What exists in Sieve and has no place at this stage in the dialect either. */
    private static final Set<String> MISPLACED_CAPABILITIES = sorted(
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
            "break",
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

    private static final Set<String> LATER_COMMANDS =
            sorted("continue", "convert", "error", "eval", "global", "include", "let", "return", "while");

    private static final Set<String> LATER_TESTS = sorted("currentdate", "eval", "ihave", "valid_ext_list");

    private static final Map<String, String> LATER_TAGS =
            Map.of(":regex", "regex", ":value", "relational", ":count", "relational", ":encodeurl", "enotify");

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
        return LATER_CAPABILITIES.contains(name)
                ? Optional.of("is not supported by this version")
                : misplaced(MISPLACED_CAPABILITIES.contains(name));
    }

    /** Why a command that Sieve knows cannot stand here; empty for what nobody knows. */
    static Optional<String> whyNoCommand(String name) {
        return LATER_COMMANDS.contains(name)
                ? Optional.of("is not supported by this version")
                : misplaced(MISPLACED_COMMANDS.contains(name));
    }

    /** Why a test that Sieve knows cannot stand here; empty for what nobody knows. */
    static Optional<String> whyNoTest(String name) {
        if (MESSAGE_TESTS.contains(name)) {
            return Optional.of("needs a message, and there is none at the EHLO stage");
        }
        return LATER_TESTS.contains(name)
                ? Optional.of("is not supported by this version")
                : misplaced(MISPLACED_TESTS.contains(name));
    }

    /** The capability that would bring a tag which this version does not have. */
    static Optional<String> capabilityOfTag(String tag) {
        return Optional.ofNullable(LATER_TAGS.get(tag));
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
