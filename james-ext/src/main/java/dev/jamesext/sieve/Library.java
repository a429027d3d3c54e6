package dev.jamesext.sieve;

import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the scripts of one policy share: who may include whom, the variables that are global, lists, limits and the log. Filled
 * while they are compiled, and only read afterwards.
 */
final class Library {

    /** Global variables of all scripts. */
    static final int GLOBALS_MAX = 256;

    private final Set<String> names;
    private final ListCatalog lists;
    private final ScriptLimits limits;
    private final ScriptLog log;
    private final Map<String, Script> scripts = new HashMap<>();
    private final Map<String, Integer> globals = new HashMap<>();
    private final Map<String, List<Inclusion>> inclusions = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();

    /** An {@code include}: the script that is included, and where. */
    private record Inclusion(String script, Excerpt where) {}

    Library(Set<String> names, ListCatalog lists, ScriptLimits limits, ScriptLog log) {
        this.names = names;
        this.lists = lists;
        this.limits = limits;
        this.log = log;
    }

    ListCatalog lists() {
        return lists;
    }

    ScriptLimits limits() {
        return limits;
    }

    ScriptLog log() {
        return log;
    }

    /** The names of all scripts, those among them that do not compile. */
    Set<String> names() {
        return names;
    }

    void add(Script script) {
        scripts.put(script.name(), script);
    }

    /** A script that compiled. */
    Optional<Script> script(String name) {
        return Optional.ofNullable(scripts.get(name));
    }

    /** The index of a global variable, the same for all scripts; empty when there are too many. */
    Optional<Integer> global(String name) {
        Integer known = globals.get(name);
        if (known == null && globals.size() == GLOBALS_MAX) {
            return Optional.empty();
        }
        return Optional.of(globals.computeIfAbsent(name, any -> globals.size()));
    }

    int globals() {
        return globals.size();
    }

    /** Notes that a script includes another one. */
    void includes(String script, String included, Excerpt where) {
        inclusions.computeIfAbsent(script, any -> new ArrayList<>()).add(new Inclusion(included, where));
    }

    /**
     * Complains about scripts that include themselves, and about too many that include one another in a row.
     *
     * @return the scripts complained about
     */
    Set<String> checkIncludes(Problems problems) {
        Map<String, Integer> depths = new HashMap<>();
        for (String script : inclusions.keySet()) {
            depth(script, new ArrayDeque<>(), depths, problems);
        }
        return refused;
    }

    /** How many scripts in a row a script begins, itself not counted. */
    private int depth(String script, Deque<String> including, Map<String, Integer> depths, Problems problems) {
        Integer known = depths.get(script);
        if (known != null) {
            return known;
        }
        including.addLast(script);
        int deepest = 0;
        for (Inclusion inclusion : inclusions.getOrDefault(script, List.of())) {
            if (including.contains(inclusion.script)) {
                refused.add(script);
                error(problems, inclusion, "a script cannot include itself: " + circle(including, inclusion.script));
                continue;
            }
            int depth = 1 + depth(inclusion.script, including, depths, problems);
            if (depth == limits.includesNested() + 1) {
                refused.add(script);
                error(
                        problems,
                        inclusion,
                        "more than " + limits.includesNested()
                                + " scripts in a row include one another, which is sieve.trusted.limits.nested-includes");
            }
            deepest = Math.max(deepest, depth);
        }
        including.removeLast();
        depths.put(script, deepest);
        return deepest;
    }

    private static String circle(Deque<String> including, String again) {
        List<String> way = new ArrayList<>(including);
        List<String> circle = new ArrayList<>(way.subList(way.indexOf(again), way.size()));
        circle.add(again);
        return "'" + Compilation.shown(String.join("' - '", circle)) + "'";
    }

    private static void error(Problems problems, Inclusion inclusion, String sentence) {
        problems.error(inclusion.where, new Span(0, inclusion.where.text().length()), sentence);
    }
}
