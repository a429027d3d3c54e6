package dev.jamesext.harness.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The result of a group as a Markdown table that is aligned, so that it reads as plain text too. */
final class Table {
    private Table() {}

    static String of(Samples samples) {
        Group group = samples.group();
        List<List<String>> rows = new ArrayList<>();
        String unit = " of server CPU for each " + group.unit();
        double most = group.scenarios().stream()
                .mapToDouble(scenario -> samples.micros(scenario).median())
                .max()
                .orElseThrow();
        boolean millis = most >= 1_000;
        rows.add(List.of(group.title(), (millis ? "ms" : "µs") + unit, "ratio"));
        for (Scenario scenario : group.scenarios()) {
            Spread micros = samples.micros(scenario);
            rows.add(List.of(
                    scenario.name(),
                    millis ? cell("%.1f", micros, 1_000) : cell("%.1f", micros, 1),
                    scenario.equals(group.baseline()) ? "1" : cell("%.2f", samples.ratio(scenario), 1)));
        }
        return aligned(rows);
    }

    private static String cell(String format, Spread spread, double divisor) {
        String each = format + " (" + format + " to " + format + ")";
        return String.format(
                Locale.ROOT, each, spread.median() / divisor, spread.least() / divisor, spread.most() / divisor);
    }

    private static String aligned(List<List<String>> rows) {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toList();
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(IntStream.range(0, row.size())
                .mapToObj(
                        i -> row.get(i) + " ".repeat(widths.get(i) - row.get(i).length()))
                .collect(Collectors.joining(" | ", "| ", " |"))));
        lines.add(1, widths.stream().map("-"::repeat).collect(Collectors.joining(" | ", "| ", " |")));
        return String.join("\n", lines) + "\n";
    }
}
