package dev.jamesext.expr;

import dev.jamesext.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A function of the rule language: a row of {@link FunctionTable}, which is also its manual.
 *
 * @param name as it is written in a rule
 * @param parameters what it takes; {@link Type#ANY} where it takes all kinds
 * @param firstOptional whether the first of them may be left out
 * @param result what it yields; {@link Type#ANY} where that depends on the argument
 * @param nature what its result depends on
 * @param version the version that has it so; empty where all have
 * @param binding what a call becomes
 * @param meaning one sentence for the manual
 * @param example an expression that shows it
 * @param expected what the example yields, as an expression
 */
record Function(
        String name,
        List<Type> parameters,
        boolean firstOptional,
        Type result,
        Nature nature,
        Optional<Dialect.Version> version,
        Binding binding,
        String meaning,
        String example,
        String expected) {

    Function {
        parameters = List.copyOf(parameters);
    }

    /** What a call with so many arguments takes, in their order; empty when no call has so many. */
    Optional<List<Type>> parameters(int arguments) {
        boolean leftOut = firstOptional && arguments == parameters.size() - 1;
        return leftOut || arguments == parameters.size()
                ? Optional.of(parameters.subList(parameters.size() - arguments, parameters.size()))
                : Optional.empty();
    }

    /** What the result of a call depends on, its arguments apart. */
    enum Nature {
        /** Nothing: the same arguments give the same value, and constant ones are computed at load. */
        PURE,
        /** Nothing, but it leaves captures behind. */
        CAPTURES,
        /** A list, which may fail. */
        LISTS,
        /** Name servers or the mail server, which may take time, and may fail. */
        OUTSIDE
    }

    /** Whether an argument may be given where a parameter stands, as far as types tell. */
    static boolean accepts(Type parameter, Type argument) {
        if (parameter == argument || parameter == Type.ANY || argument == Type.ANY) {
            return true;
        }
        return switch (parameter) {
            case TEXT -> argument == Type.ADDRESS || argument == Type.NUMBER;
            case ADDRESS -> argument == Type.TEXT;
            case NUMBER, BOOLEAN, DURATION, LIST, ANY -> false;
        };
    }

    /** Makes a call ready to run, once, at load; the place to refuse or to prepare a constant argument. */
    interface Binding {
        Evaluator bind(Site site);
    }

    /** A call whose arguments are as many as the function takes, of types it accepts. */
    interface Site {
        Evaluator argument(int index);

        /** The last argument; an optional first one does not count. */
        Evaluator lastArgument();

        /** The argument as it is written. */
        Expr written(int index);

        /**
         * Reports an error about an argument.
         *
         * @param sentence goes on after the argument's number: {@code must be a network}
         * @return what stands in for the call, so that the rest is checked all the same
         */
        Evaluator refuse(int index, String sentence);

        /** Reports an error at a place of the expression, in a whole sentence; returns what {@link #refuse} does. */
        Evaluator error(Span span, String sentence);

        void warning(Span span, String sentence);

        /**
         * Says that versions of the dialect read this call differently; a warning where the policy does not say which it means.
         *
         * @param sentence goes on after the name of the function
         */
        void differs(String sentence);

        /** The lists a call may ask. */
        NamedLists lists();

        /** Says that the call fills captures, {@code $0} and one for each group. */
        void fillsCaptures(int groups);

        /** Says that the call asks a list, for those who want to know what the list said. */
        void asksList(ListQuery query);

        /** Says that a call asks the outside: the call, or what stands in for it where it may not. */
        Evaluator outside(Evaluator call);

        /** What a call throws that got no answer. */
        EvalFailure failure(String reason);
    }
}
