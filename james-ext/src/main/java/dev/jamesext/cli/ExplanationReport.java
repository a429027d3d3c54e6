package dev.jamesext.cli;

import dev.jamesext.cli.Terminal.Colour;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.SessionVariable;
import dev.jamesext.policy.Trace;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Printable;
import dev.jamesext.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An explanation, for people and for programs. */
final class ExplanationReport {

    /** Characters of a rule, a value or a result that are shown to people. */
    static final int SHOWN_CHARS_MAX = 200;

    private final LoadedPolicy loaded;
    private final Explanation explanation;

    ExplanationReport(LoadedPolicy loaded, Explanation explanation) {
        this.loaded = loaded;
        this.explanation = explanation;
    }

    /** The session as a dialogue, and below each command what was asked. */
    void print(Terminal terminal) {
        terminal.line(session());
        for (Exchange exchange : explanation.exchanges()) {
            terminal.line("");
            terminal.line("C: " + Printable.of(exchange.command()));
            Colour colour = exchange.accepted() ? Colour.GREEN : Colour.RED;
            exchange.reply().forEach(line -> terminal.line("S: " + terminal.painted(colour, line)));
            exchange.cause().ifPresent(cause -> terminal.line("   because " + Printable.of(cause)));
            exchange.remarks().forEach(remark -> terminal.line("   " + terminal.painted(Colour.FAINT, remark)));
            exchange.asked().forEach(entry -> print(entry, terminal));
        }
    }

    /** The fields of the JSON report. The manual lists them; a field that exists keeps its meaning. */
    Map<String, Object> json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("file", loaded.name());
        report.put("session", variables());
        report.put(
                "commands",
                explanation.exchanges().stream().map(ExplanationReport::json).toList());
        return report;
    }

    private String session() {
        SessionFacts facts = explanation.facts();
        String login = facts.text(SessionVariable.AUTHENTICATED_AS);
        return "listener '" + shown(facts.text(SessionVariable.LISTENER)) + "', "
                + facts.text(SessionVariable.REMOTE_IP) + " port " + facts.text(SessionVariable.REMOTE_PORT) + " to "
                + facts.text(SessionVariable.LOCAL_IP) + " port " + facts.text(SessionVariable.LOCAL_PORT)
                + (facts.truth(SessionVariable.IS_TLS) ? ", TLS" : ", no TLS")
                + (login.isEmpty() ? ", not logged in" : ", logged in as '" + shown(login) + "'");
    }

    /** What the session itself has: the name and the sender are what its commands say. */
    private Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        for (SessionVariable variable : SessionVariable.values()) {
            switch (variable) {
                case HELO_DOMAIN, SENDER, SENDER_DOMAIN -> {}
                default -> variables.put(variable.variable().name(), json(variable));
            }
        }
        return variables;
    }

    private Object json(SessionVariable variable) {
        String text = explanation.facts().text(variable);
        return switch (variable.variable().type()) {
            case BOOLEAN -> explanation.facts().truth(variable);
            case NUMBER -> Integer.parseInt(text);
            case TEXT, ADDRESS, DURATION, LIST, ANY -> text;
        };
    }

    private static void print(Trace.Entry entry, Terminal terminal) {
        Excerpt.Place place = place(entry);
        String where =
                place.source().name() + ":" + place.source().line(place.span().start()) + ":"
                        + place.source().column(place.span().start());
        terminal.line(terminal.painted(
                Colour.FAINT, where + ": " + shown(entry.where().key().text()) + ":"));
        String text = shown(onOneLine(entry.where().shown()));
        String result = shown(entry.result());
        terminal.line("    " + text);
        if (!entry.read().isEmpty()) {
            terminal.line("    reads " + read(entry));
        }
        if (!text.equals(result)) {
            terminal.line("    says " + result);
        }
    }

    private static String read(Trace.Entry entry) {
        return new TreeMap<>(entry.read())
                .entrySet().stream()
                        .map(value -> value.getKey() + ": " + shown(value.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> json(Exchange exchange) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("command", exchange.command());
        fields.put("outcome", exchange.outcome().word());
        fields.put("reply", exchange.reply());
        fields.put("cause", exchange.cause());
        fields.put("remarks", exchange.remarks());
        List<Map<String, Object>> asked = new ArrayList<>();
        exchange.asked().forEach(entry -> asked.add(json(entry)));
        fields.put("asked", asked);
        return fields;
    }

    private static Map<String, Object> json(Trace.Entry entry) {
        Excerpt.Place place = place(entry);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", place.source().name());
        fields.put("line", place.source().line(place.span().start()));
        fields.put("column", place.source().column(place.span().start()));
        fields.put("key", entry.where().key().text());
        fields.put("text", entry.where().shown());
        fields.put("reads", new TreeMap<>(entry.read()));
        fields.put("says", entry.result());
        return fields;
    }

    private static Excerpt.Place place(Trace.Entry entry) {
        return entry.where().locate(new Span(0, entry.where().text().length()));
    }

    /** A command of a script may go over several lines. */
    private static String onOneLine(String text) {
        return text.strip().lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARS_MAX
                ? Printable.of(text)
                : Printable.of(text.substring(0, SHOWN_CHARS_MAX)) + "...";
    }
}
