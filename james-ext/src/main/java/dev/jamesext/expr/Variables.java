package dev.jamesext.expr;

/** The values of the declared variables during one evaluation. Reading one is cheap and always gives the same answer. */
public interface Variables {

    /** The value of a variable; one that has none yet is the empty text, as the dialect says. */
    Value value(Variable variable);

    /** Whom functions ask that ask the outside; in one evaluation always with the same answers. */
    default Outside outside() {
        return Outside.NONE;
    }
}
