package dev.jamesext.cli;

import dev.jamesext.cli.Terminal.Colour;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problem.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The problems of a policy, for people and for programs. */
final class ProblemReport {

    private final LoadedPolicy loaded;
    private final List<Problem> problems;

    ProblemReport(LoadedPolicy loaded) {
        this.loaded = loaded;
        this.problems = loaded.problems().sorted();
    }

    /** Every problem with its line and caret, then how many there are. */
    void print(Terminal terminal) {
        problems.forEach(problem -> print(problem, terminal));
        int dropped = loaded.problems().dropped();
        if (dropped > 0) {
            terminal.line("... and " + counted(dropped, "more problem"));
        }
        terminal.line(terminal.painted(colour(), summary()));
    }

    /** The fields of the JSON report. The manual lists them; a field that exists keeps its meaning. */
    Map<String, Object> json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("file", loaded.name());
        report.put("errors", count(Severity.ERROR));
        report.put("warnings", count(Severity.WARNING));
        report.put("dropped", loaded.problems().dropped());
        report.put("problems", problems.stream().map(ProblemReport::json).toList());
        return report;
    }

    /** @param strict whether warnings count */
    int exitCode(boolean strict) {
        boolean counts = loaded.problems().hasErrors() || (strict && !problems.isEmpty());
        return counts ? ExitCode.PROBLEMS : ExitCode.CLEAN;
    }

    /** {@code ehlo.toml: 2 errors, 1 warning}. */
    String summary() {
        int errors = count(Severity.ERROR);
        int warnings = count(Severity.WARNING);
        String what = errors > 0 && warnings > 0
                ? counted(errors, "error") + ", " + counted(warnings, "warning")
                : errors > 0 ? counted(errors, "error") : warnings > 0 ? counted(warnings, "warning") : "no problems";
        return loaded.name() + ": " + what;
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private int count(Severity severity) {
        return (int) problems.stream()
                .filter(problem -> problem.severity() == severity)
                .count();
    }

    private Colour colour() {
        return count(Severity.ERROR) > 0 ? Colour.RED : count(Severity.WARNING) > 0 ? Colour.YELLOW : Colour.GREEN;
    }

    private static void print(Problem problem, Terminal terminal) {
        Colour colour = problem.severity() == Severity.ERROR ? Colour.RED : Colour.YELLOW;
        List<String> lines = problem.render().lines().toList();
        // The first line says it, the last one points at it; what stands between is the policy's own text.
        for (int i = 0; i < lines.size(); i++) {
            boolean ours = i == 0 || i == lines.size() - 1;
            terminal.line(ours ? terminal.painted(colour, lines.get(i)) : lines.get(i));
        }
    }

    private static Map<String, Object> json(Problem problem) {
        int end = problem.span().end();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("severity", problem.severity().toString());
        fields.put("file", problem.source().name());
        fields.put("line", problem.line());
        fields.put("column", problem.column());
        fields.put("endLine", problem.source().line(end));
        fields.put("endColumn", problem.source().column(end));
        fields.put("key", problem.key().text());
        fields.put("sentence", problem.sentence());
        return fields;
    }
}
