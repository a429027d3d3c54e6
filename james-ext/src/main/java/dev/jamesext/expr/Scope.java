package dev.jamesext.expr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names an expression may use at one place of a policy, and those it may not, with the reason. Immutable. */
public final class Scope {

    private final Map<String, Variable> variables;
    private final Map<String, Value> constants;
    private final Map<String, String> unavailable;
    private final NamedLists lists;
    private final int captureGroups;
    private final Optional<String> whyNoOutside;
    private final Dialect dialect;

    private Scope(
            Map<String, Variable> variables,
            Map<String, Value> constants,
            Map<String, String> unavailable,
            NamedLists lists,
            int captureGroups,
            Optional<String> whyNoOutside,
            Dialect dialect) {
        this.variables = variables;
        this.constants = constants;
        this.unavailable = unavailable;
        this.lists = lists;
        this.captureGroups = captureGroups;
        this.whyNoOutside = whyNoOutside;
        this.dialect = dialect;
    }

    /**
     * A scope.
     *
     * @param variables what has a value here
     * @param constants names that stand for a text, such as {@code mixer}
     * @param unavailable names the language knows but that have no value here, each with the end of a sentence that
     *     starts with the quoted name: {@code has no value before RCPT}
     * @throws IllegalArgumentException when a name is declared twice
     */
    public static Scope of(List<Variable> variables, Map<String, String> constants, Map<String, String> unavailable) {
        Map<String, Variable> byName = new LinkedHashMap<>();
        for (Variable variable : variables) {
            boolean taken = constants.containsKey(variable.name()) || unavailable.containsKey(variable.name());
            if (taken || byName.put(variable.name(), variable) != null) {
                throw new IllegalArgumentException("declared twice: " + variable.name());
            }
        }
        Map<String, Value> values = new LinkedHashMap<>();
        constants.forEach((name, text) -> values.put(name, new Value.Text(text)));
        return new Scope(
                byName,
                values,
                Map.copyOf(unavailable),
                NamedLists.NONE,
                Expression.NO_PATTERN,
                Optional.empty(),
                Dialect.STANDARD);
    }

    /** The same names, with lists to ask. */
    public Scope withLists(NamedLists available) {
        return new Scope(variables, constants, unavailable, available, captureGroups, whyNoOutside, dialect);
    }

    /** The same names, with functions as a documentation has them; {@link Dialect#STANDARD} where nothing is said. */
    public Scope withDialect(Dialect read) {
        return new Scope(variables, constants, unavailable, lists, captureGroups, whyNoOutside, read);
    }

    /**
     * The same names where the {@link Outside} cannot be asked.
     *
     * @param why the end of a sentence that starts with the quoted name of a function
     */
    public Scope withoutOutside(String why) {
        return new Scope(variables, constants, unavailable, lists, captureGroups, Optional.of(why), dialect);
    }

    /**
     * The scope behind an expression of the same setting: captures may hold what its patterns matched.
     *
     * @param expression was compiled in this scope
     */
    public Scope after(Expression expression) {
        int groups = Math.max(captureGroups, expression.patternGroups());
        return groups == captureGroups
                ? this
                : new Scope(variables, constants, unavailable, lists, groups, whyNoOutside, dialect);
    }

    NamedLists lists() {
        return lists;
    }

    /** What functions do. */
    Dialect dialect() {
        return dialect;
    }

    /** Why the outside cannot be asked; empty where it can. */
    Optional<String> whyNoOutside() {
        return whyNoOutside;
    }

    /** As {@link Expression#patternGroups}, of all expressions before. */
    int captureGroups() {
        return captureGroups;
    }

    Optional<Variable> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    Optional<Value> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    /** Why a name that the language knows cannot be used here. */
    Optional<String> unavailable(String name) {
        return Optional.ofNullable(unavailable.get(name));
    }

    /** All that could be written where a name stands, for suggestions. */
    Set<String> names() {
        TreeSet<String> names = new TreeSet<>(variables.keySet());
        names.addAll(constants.keySet());
        names.add("true");
        names.add("false");
        return names;
    }
}
