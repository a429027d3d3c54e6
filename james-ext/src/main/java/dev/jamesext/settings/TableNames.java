package dev.jamesext.settings;

import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at the names of tables: a foreign table of a pasted Stalwart file is passed over with one warning for all, a name
 * that is nearly one of ours is an error, because the rules below it would silently not hold.
 */
final class TableNames {

    /** More names than that are counted, not listed. */
    static final int NAMES_LISTED_MAX = 40;

    private static final Set<String> TOP = Set.of(
            "session",
            "sieve",
            "store",
            "lookup",
            "http-lookup",
            "server",
            KeyTable.INCLUDE.path(),
            Macros.TABLE,
            "james-ext",
            "test");

    private static final Set<String> TOP_FOREIGN = Set.of(
            "acme",
            "asn",
            "auth",
            "authentication",
            "cache",
            "calendar",
            "certificate",
            "cluster",
            "config",
            "contacts",
            "directory",
            "dkim",
            "email",
            "enterprise",
            "file-storage",
            "form",
            "global",
            "http",
            "imap",
            "jmap",
            "limiter",
            "management",
            "metrics",
            "milter",
            "oauth",
            "queue",
            "remote",
            "report",
            "resolver",
            "sharing",
            "signature",
            "spam",
            "spam-filter",
            "storage",
            "telemetry",
            "tracer",
            "tracing",
            "version",
            "webadmin",
            "webhook");
    private static final Set<String> SESSION = Set.of("ehlo", "extensions");
    private static final Set<String> SESSION_FOREIGN = Set.of(
            "arc",
            "auth",
            "connect",
            "data",
            "duration",
            "hook",
            "limits",
            "mail",
            "milter",
            "mta-sts",
            "pipe",
            "rcpt",
            "throttle",
            "timeout",
            "transfer-limit");
    private static final Set<String> SIEVE = Set.of("trusted");
    private static final Set<String> SIEVE_FOREIGN = Set.of("untrusted");
    private static final Set<String> SERVER = Set.of("listener");

    /** Of what else stands under server, the tables. */
    private static final Set<String> SERVER_FOREIGN =
            Set.of("allowed-ip", "blocked-ip", "fail2ban", "http", "proxy", "run-as", "security", "socket", "tls");

    /** Whether a table, given by the keys of its header, is one that the dialect documents and nobody reads here. */
    static boolean isForeign(List<String> header) {
        String top = header.isEmpty() ? "" : header.get(0);
        String below = header.size() < 2 ? "" : header.get(1);
        return TOP_FOREIGN.contains(top)
                || (top.equals("session") && SESSION_FOREIGN.contains(below))
                || (top.equals("sieve") && SIEVE_FOREIGN.contains(below))
                || (top.equals("server") && SERVER_FOREIGN.contains(below));
    }

    private final Problems problems;
    private final List<TomlNode> foreign = new ArrayList<>();

    TableNames(Problems problems) {
        this.problems = problems;
    }

    /** To be called last: a table of values that macros stand for is not foreign. */
    void check(TomlNode root) {
        check(root, TOP, TOP_FOREIGN);
        root.find("session").ifPresent(session -> check(session, SESSION, SESSION_FOREIGN));
        root.find("sieve").ifPresent(sieve -> check(sieve, SIEVE, SIEVE_FOREIGN));
        int listed = foreign.size();
        root.find("server").ifPresent(server -> check(server, SERVER, Set.of()));
        // What else stands under server is the dialect's alone, and half of every pasted file: not worth a line.
        foreign.subList(listed, foreign.size()).clear();
        warnOfForeign();
    }

    private void check(TomlNode table, Set<String> ours, Set<String> documented) {
        if (!table.isTable()) {
            table.error(problems, "expects a table, found " + table.described());
        }
        for (TomlNode child : table.children()) {
            if (ours.contains(child.name())) {
                continue;
            }
            Optional<String> meant =
                    documented.contains(child.name()) ? Optional.empty() : Suggestion.nearest(child.name(), ours);
            if (meant.isPresent()) {
                child.keyError(
                        problems, "unknown name " + Quoted.of(child.name()) + ", did you mean '" + meant.get() + "'?");
            } else if (!child.isNamedByMacro()) {
                foreign.add(child);
            }
        }
    }

    private void warnOfForeign() {
        if (foreign.isEmpty()) {
            return;
        }
        foreign.sort(TomlNode.TEXT_ORDER);
        String names = foreign.stream()
                .limit(NAMES_LISTED_MAX)
                .map(node -> Quoted.cut(node.key().text(), Quoted.WORD_CHARS_MAX))
                .collect(Collectors.joining(", "));
        int more = foreign.size() - NAMES_LISTED_MAX;
        TomlNode first = foreign.get(0);
        problems.warning(
                first.source(),
                first.keySpan(),
                KeyPath.ROOT,
                "these are not used here: " + names + (more > 0 ? " and " + more + " more" : ""));
    }
}
