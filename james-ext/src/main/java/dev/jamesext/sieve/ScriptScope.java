package dev.jamesext.sieve;

import dev.jamesext.expr.Scope;
import dev.jamesext.expr.Type;
import dev.jamesext.expr.Variable;
import dev.jamesext.policy.RuleLists;
import dev.jamesext.policy.SessionVariable;
import dev.jamesext.source.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that expressions of one script may use: every variable that the script sets anywhere or calls global, and
 * {@code env.*}.
 */
final class ScriptScope {

    private static final Set<String> NAMING = Set.of("set", "let", "global");

    private final Compilation compilation;
    private final Set<String> names = new TreeSet<>();

    ScriptScope(Compilation compilation, List<Call> calls) {
        this.compilation = compilation;
        collect(calls);
    }

    private void collect(List<Call> calls) {
        for (Call call : calls) {
            call.block().ifPresent(this::collect);
            if (NAMING.contains(call.name())) {
                call.arguments().stream()
                        .filter(argument -> argument instanceof Call.Argument.Strings)
                        .findFirst()
                        .ifPresent(argument -> ((Call.Argument.Strings) argument)
                                .values()
                                .forEach(name -> collect(name.text().toLowerCase(Locale.ROOT))));
            }
        }
    }

    private void collect(String name) {
        if (Identifier.isIdentifier(name)) {
            names.add(name);
        }
    }

    /** Compiles an expression; empty when a problem was reported. */
    Optional<ScriptExpression> compile(Excerpt literal) {
        List<Variable> variables = new ArrayList<>();
        List<ScriptExpression.Reader> readers = new ArrayList<>();
        for (String name : names) {
            Slot slot = compilation.readable(name, literal);
            variables.add(new Variable(name, Type.ANY, variables.size(), "a variable of the script"));
            readers.add(run -> ScriptExpression.typed(run.value(slot)));
        }
        for (EnvironmentTable.Item item : EnvironmentTable.items()) {
            variables.add(new Variable("env." + item.name(), Type.ANY, variables.size(), "an item of the environment"));
            readers.add(run -> item.typed(run.facts()));
        }
        Scope scope = Scope.of(variables, Map.of(), unavailable())
                .withLists(new RuleLists(compilation.lists()))
                .withDialect(compilation.library().limits().dialect());
        return compilation.expression(literal, scope).map(expression -> {
            expression.variables().stream()
                    .map(Variable::name)
                    .filter(names::contains)
                    .forEach(name ->
                            compilation.read(name, literal, expression.excerpt().span()));
            return new ScriptExpression(expression, readers);
        });
    }

    /** Rules call some things by other names. */
    private Map<String, String> unavailable() {
        Map<String, String> unavailable = new LinkedHashMap<>();
        for (SessionVariable variable : SessionVariable.values()) {
            String name = variable.variable().name();
            if (!names.contains(name)) {
                unavailable.put(
                        name,
                        EnvironmentTable.find(name).isPresent()
                                ? "is a variable of rules; in a script it is written env." + name
                                : "is a variable of rules; scripts do not have it");
            }
        }
        return unavailable;
    }
}
