package dev.jamesext.expr;

import dev.jamesext.source.Span;
import java.util.Optional;

/**
 * The smallest piece of an expression.
 *
 * @param kind what it is
 * @param span where it stands in the expression's text
 * @param lexeme the characters as written, for sentences
 * @param literal the value written, for {@link Kind#LITERAL} and {@link Kind#PATTERN} only
 */
record Token(Kind kind, Span span, String lexeme, Optional<Value> literal) {

    /** A longer piece of text is quoted in part. */
    static final int QUOTED_CHARS_MAX = 40;

    enum Kind {
        LITERAL,
        PATTERN,
        CAPTURE,
        NAME,
        LEFT_PAREN,
        RIGHT_PAREN,
        LEFT_BRACKET,
        RIGHT_BRACKET,
        COMMA,
        NOT,
        OR,
        AND,
        XOR,
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        PLUS,
        MINUS,
        TIMES,
        SLASH,
        END
    }

    /** The token as a sentence quotes it. */
    String found() {
        if (kind == Kind.END) {
            return "the end of the expression";
        }
        return lexeme.startsWith("'") || lexeme.startsWith("\"") ? shortened(lexeme) : quoted(lexeme);
    }

    /** Text in single quotes, cut where it is long. */
    static String quoted(String text) {
        return "'" + shortened(text) + "'";
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED_CHARS_MAX ? text : text.substring(0, QUOTED_CHARS_MAX) + "...";
    }
}
