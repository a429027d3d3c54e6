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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    /**
     * What is shown in place of texts that a run makes, when macros brought in some of what it may be made of: text of the
     * script, of those it includes, or of lists (decision 44).
     */
    Optional<String> macro(Script script) {
        if (lists.macro().isPresent()
                || script.macro().isPresent()
                || script.includes().isEmpty()) {
            return script.macro().or(lists::macro);
        }
        Set<String> seen = new HashSet<>(script.includes());
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Optional<Script> next = script(open.pop());
            if (next.isPresent() && next.get().macro().isPresent()) {
                return next.get().macro();
            }
            next.ifPresent(found -> found.includes().stream().filter(seen::add).forEach(open::push));
        }
        return Optional.empty();
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

    /** The names of the scripts that a script includes, as far as it was compiled. */
    List<String> includedBy(String script) {
        return inclusions.getOrDefault(script, List.of()).stream()
                .map(Inclusion::script)
                .toList();
    }

    /**
     * Complains about scripts that include themselves, and about too many that include one another in a row. Without recursion: a
     * policy has room for a row of many thousand scripts.
     *
     * @param problems receives what is wrong with a script
     * @return the scripts complained about
     */
    Set<String> checkIncludes(Function<String, Problems> problems) {
        Set<String> refused = new HashSet<>();
        Set<String> circling = circling();
        Set<String> tooDeep = beginningRows(limits.includesNested() + 1);
        Set<String> deepest = beginningRows(limits.includesNested());
        inclusions.forEach((script, all) -> all.forEach(inclusion -> {
            String included = inclusion.script;
            if (circling.contains(script) && circling.contains(included)) {
                wayBack(script, included).ifPresent(way -> {
                    refused.add(script);
                    error(problems.apply(script), inclusion, "a script cannot include itself: " + way);
                });
            } else if (deepest.contains(included) && !tooDeep.contains(included)) {
                refused.add(script);
                error(
                        problems.apply(script),
                        inclusion,
                        "more than " + limits.includesNested()
                                + " scripts in a row include one another, which is sieve.trusted.limits.nested-includes");
            }
        }));
        return refused;
    }

    /** The scripts with which a row of that many inclusions begins. */
    private Set<String> beginningRows(int length) {
        Set<String> beginning = names;
        for (int i = 0; i < length; i++) {
            Set<String> shorter = beginning;
            beginning = including(shorter::contains);
        }
        return beginning;
    }

    private Set<String> including(Predicate<String> included) {
        return inclusions.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(inclusion -> included.test(inclusion.script)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The scripts on circles of inclusions, and those between two circles. */
    private Set<String> circling() {
        Map<String, List<String>> included = new HashMap<>();
        Map<String, List<String>> including = new HashMap<>();
        inclusions.forEach((script, all) -> all.forEach(inclusion -> {
            included.computeIfAbsent(script, any -> new ArrayList<>()).add(inclusion.script);
            including
                    .computeIfAbsent(inclusion.script, any -> new ArrayList<>())
                    .add(script);
        }));
        Set<String> neverEnding = withoutEnds(names, included, including);
        return withoutEnds(neverEnding, including, included);
    }

    /** The scripts that are left when those are taken away, again and again, from which no edge leads to another that is left. */
    private static Set<String> withoutEnds(
            Set<String> scripts, Map<String, List<String>> edges, Map<String, List<String>> edgesBack) {
        Map<String, Integer> left = new HashMap<>();
        Deque<String> ends = new ArrayDeque<>();
        for (String script : scripts) {
            int count = (int) edges.getOrDefault(script, List.of()).stream()
                    .filter(scripts::contains)
                    .count();
            left.put(script, count);
            if (count == 0) {
                ends.add(script);
            }
        }
        while (!ends.isEmpty()) {
            String end = ends.remove();
            left.remove(end);
            for (String before : edgesBack.getOrDefault(end, List.of())) {
                Integer count = left.get(before);
                if (count != null) {
                    left.put(before, count - 1);
                    if (count == 1) {
                        ends.add(before);
                    }
                }
            }
        }
        return Set.copyOf(left.keySet());
    }

    /** The way from a script by one that it includes back to itself, if there is one, for a sentence. */
    private Optional<String> wayBack(String script, String included) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(included));
        cameFrom.put(included, script);
        while (!open.isEmpty() && !cameFrom.containsKey(script)) {
            String at = open.remove();
            for (Inclusion inclusion : inclusions.getOrDefault(at, List.of())) {
                if (cameFrom.putIfAbsent(inclusion.script, at) == null) {
                    open.add(inclusion.script);
                }
            }
        }
        if (!cameFrom.containsKey(script)) {
            return Optional.empty();
        }
        Deque<String> way = new ArrayDeque<>(List.of(script));
        String at = script;
        do {
            at = Objects.requireNonNull(cameFrom.get(at));
            way.addFirst(at);
        } while (!at.equals(script));
        return Optional.of("'" + Compilation.shown(String.join("' - '", way)) + "'");
    }

    private static void error(Problems problems, Inclusion inclusion, String sentence) {
        problems.error(inclusion.where, new Span(0, inclusion.where.text().length()), sentence);
    }
}
