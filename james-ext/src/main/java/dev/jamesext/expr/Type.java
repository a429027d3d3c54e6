package dev.jamesext.expr;

/** What an expression can yield. The checker works with these; values carry them. */
public enum Type {
    TEXT("a text"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    ADDRESS("an address"),
    DURATION("a duration"),
    LIST("an array"),
    /** Known only when evaluated: the element of an array, the result of a branch. */
    ANY("a value");

    private final String words;

    Type(String words) {
        this.words = words;
    }

    /** The type as a sentence names it, article included. */
    public String words() {
        return words;
    }
}
