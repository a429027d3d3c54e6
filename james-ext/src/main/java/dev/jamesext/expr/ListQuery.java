package dev.jamesext.expr;

import dev.jamesext.source.Suggestion;
import java.util.Optional;

/**
 * A call of {@code key_exists} or {@code key_get}. A list named by a constant exists, or the policy does not load; one
 * that is named at run time and does not exist is a failure, never a different list and never an empty one.
 *
 * @param type {@link Type#BOOLEAN} for the question whether a key is there, {@link Type#ANY} for its value
 * @param name of the list
 * @param lists finds it
 * @param failure makes the failure of this call
 */
record ListQuery(
        Type type,
        Evaluator name,
        java.util.function.Function<String, Optional<NamedLists.NamedList>> lists,
        Evaluator key,
        java.util.function.Function<String, EvalFailure> failure)
        implements Evaluator.Call {

    private static final NamedLists.Answer MISSING = new NamedLists.Answer.Missing();

    static Evaluator bind(Type type, Function.Site site) {
        NamedLists lists = site.lists();
        if (!(site.argument(0) instanceof Evaluator.Constant constant)) {
            return told(new ListQuery(type, site.argument(0), lists::list, site.argument(1), site::failure), site);
        }
        String name = constant.value().asText();
        Optional<NamedLists.NamedList> list = lists.list(name);
        if (list.isEmpty()) {
            return site.error(site.written(0).span(), unknown(name) + Suggestion.didYouMean(name, lists.names()));
        }
        return told(new ListQuery(type, constant, any -> list, site.argument(1), site::failure), site);
    }

    private static Evaluator told(ListQuery query, Function.Site site) {
        site.asksList(query);
        return query;
    }

    /** The name of the list as a trace calls it. */
    String shownList(Variables variables) {
        return "list " + Token.quoted(name.evaluate(variables).asText());
    }

    /** What the list says, in words: {@code holds 'mx.example.org'}. */
    String shownAnswer(Variables variables) {
        try {
            NamedLists.Answer answer = ask(variables);
            String sought = Value.print(key.evaluate(variables));
            if (answer instanceof NamedLists.Answer.Found found) {
                boolean hasValue = !found.value().equals(Value.TRUE);
                return "holds " + sought + (hasValue ? ": " + Value.print(found.value()) : "");
            }
            return "lacks " + sought;
        } catch (EvalFailure failed) {
            return "failed: " + failed.getMessage();
        }
    }

    @Override
    public Value evaluate(Variables variables) {
        NamedLists.Answer answer = ask(variables);
        if (type == Type.BOOLEAN) {
            return Value.of(answer instanceof NamedLists.Answer.Found);
        }
        return answer instanceof NamedLists.Answer.Found found ? found.value() : Value.EMPTY;
    }

    /** The answer, which is not {@link NamedLists.Answer.Failed}. The empty key is on no list. */
    private NamedLists.Answer ask(Variables variables) {
        String list = name.evaluate(variables).asText();
        Optional<NamedLists.NamedList> asked = lists.apply(list);
        if (asked.isEmpty()) {
            throw failure.apply(unknown(list));
        }
        String sought = key.evaluate(variables).asText();
        NamedLists.Answer answer = sought.isEmpty() ? MISSING : asked.get().find(sought);
        if (answer instanceof NamedLists.Answer.Failed failed) {
            throw failure.apply("list " + Token.quoted(list) + ": " + failed.reason());
        }
        return answer;
    }

    private static String unknown(String name) {
        return name.isEmpty()
                ? "a list is asked by its name, there is no default one"
                : "there is no list named " + Token.quoted(name);
    }
}
