package dev.jamesext.expr;

import dev.jamesext.source.Span;
import java.util.Optional;

/**
 * Turns the text of an expression into tokens, one at a time, so that the first mistake in the text is the one
 * reported.
 *
 * <pre>
 * blank    = space | tab | CR | LF ;                        never matters between tokens
 * name     = ( letter | "_" ) { letter | digit | "_" | "." } ;
 * whole    = digit { digit } ;                              64 bits
 * decimal  = { digit } "." digit { digit } ;
 * duration = whole unit { whole unit } ;                    unit: w d h m s ms, in any case, each once, descending
 * text     = "'" { character | escape } "'" | '"' { character | escape } '"' ;
 * escape   = "\" ( "\" | "'" | '"' | "n" | "r" | "t" ) ;
 * capture  = "$" digit ;
 * pattern  = "'" { character | "\" character } "'" | '"' { character | "\" character } '"' ;
 * </pre>
 *
 * A pattern is what a text is called where {@code matches} begins: its backslashes belong to the regular expression and
 * stay, as the documentation writes them.
 */
final class Tokenizer {

    private static final char END = '\0';

    private final String text;
    private int at;
    private boolean patternExpected;

    Tokenizer(String text) {
        this.text = text;
    }

    /** Says that a text which comes next is a pattern. */
    void expectPattern() {
        patternExpected = true;
    }

    /** The next token; {@link Token.Kind#END} again and again after the last. */
    Token next() {
        boolean pattern = patternExpected;
        patternExpected = false;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        int start = at;
        if (start == text.length()) {
            return token(Token.Kind.END, start);
        }
        char first = text.charAt(start);
        if (isNameStart(first)) {
            return name(start);
        }
        if (isDigit(first) || (first == '.' && isDigit(peek(1)))) {
            return number(start);
        }
        if (first == '\'' || first == '"') {
            return pattern ? pattern(start, first) : quoted(start, first);
        }
        if (first == '$') {
            return capture(start);
        }
        return symbol(start, first);
    }

    private Token name(int start) {
        while (isNamePart(peek(0))) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> literal(start, Value.TRUE);
            case "false" -> literal(start, Value.FALSE);
            default -> token(Token.Kind.NAME, start);
        };
    }

    /** Reads everything that clings to the first digit, so that {@code 10.0.0.1} is one mistake and not four tokens. */
    private Token number(int start) {
        boolean letters = false;
        boolean colons = false;
        int dots = 0;
        for (char c = peek(0); isNamePart(c) || c == ':'; c = peek(0)) {
            letters |= isNameStart(c);
            colons |= c == ':';
            dots += c == '.' ? 1 : 0;
            at++;
        }
        String word = text.substring(start, at);
        Span span = new Span(start, at);
        if (colons || dots > 1) {
            throw new SyntaxFailure(
                    span, Token.quoted(word) + " is no number; an address or another text needs quotes around it");
        }
        if (letters) {
            return literal(start, new Value.Period(PeriodText.parse(word, span)));
        }
        if (dots == 1) {
            return literal(start, decimal(word, span));
        }
        if (!NumberText.fitsWhole(word)) {
            throw new SyntaxFailure(span, Token.quoted(word) + " is too large, whole numbers have 64 bits");
        }
        return literal(start, new Value.Whole(Long.parseLong(word)));
    }

    private static Value decimal(String word, Span span) {
        if (word.endsWith(".")) {
            throw new SyntaxFailure(span, Token.quoted(word) + " needs a digit after the dot");
        }
        double value = Double.parseDouble(word);
        if (Double.isInfinite(value)) {
            throw new SyntaxFailure(span, Token.quoted(word) + " is too large");
        }
        return new Value.Decimal(value);
    }

    private Token quoted(int start, char quote) {
        StringBuilder content = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            content.append(text.charAt(at) == '\\' ? escape() : text.charAt(at));
            at++;
        }
        close(start, quote);
        return literal(start, new Value.Text(content.toString()));
    }

    private Token pattern(int start, char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
        }
        close(start, quote);
        Value content = new Value.Text(text.substring(start + 1, at - 1));
        return new Token(Token.Kind.PATTERN, new Span(start, at), text.substring(start, at), Optional.of(content));
    }

    private void close(int start, char quote) {
        if (at == text.length()) {
            throw new SyntaxFailure(new Span(start, at), "text is not closed, a " + quote + " is missing");
        }
        at++;
    }

    private Token capture(int start) {
        at++;
        while (isDigit(peek(0))) {
            at++;
        }
        if (at != start + 2) {
            throw new SyntaxFailure(
                    new Span(start, at),
                    "captures are $0 to $9, " + Token.quoted(text.substring(start, at)) + " is none");
        }
        return token(Token.Kind.CAPTURE, start);
    }

    /** Stands on the backslash before and on the character after it afterwards. */
    private char escape() {
        int start = at++;
        return switch (peek(0)) {
            case '\\' -> '\\';
            case '\'' -> '\'';
            case '"' -> '"';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> {
                int end = at < text.length() ? text.offsetByCodePoints(at, 1) : at;
                throw new SyntaxFailure(
                        new Span(start, end),
                        "unknown escape " + Token.quoted(text.substring(start, end))
                                + ", known are \\\\ \\' \\\" \\n \\r \\t; a backslash itself is written \\\\");
            }
        };
    }

    private Token symbol(int start, char first) {
        char second = peek(1);
        return switch (first) {
            case '(' -> symbol(Token.Kind.LEFT_PAREN, 1);
            case ')' -> symbol(Token.Kind.RIGHT_PAREN, 1);
            case '[' -> symbol(Token.Kind.LEFT_BRACKET, 1);
            case ']' -> symbol(Token.Kind.RIGHT_BRACKET, 1);
            case ',' -> symbol(Token.Kind.COMMA, 1);
            case '^' -> symbol(Token.Kind.XOR, 1);
            case '+' -> symbol(Token.Kind.PLUS, 1);
            case '-' -> symbol(Token.Kind.MINUS, 1);
            case '*' -> symbol(Token.Kind.TIMES, 1);
            case '/' -> symbol(Token.Kind.SLASH, 1);
            case '|' -> symbol(Token.Kind.OR, second == '|' ? 2 : 1);
            case '&' -> symbol(Token.Kind.AND, second == '&' ? 2 : 1);
            case '!' -> second == '=' ? symbol(Token.Kind.NOT_EQUAL, 2) : symbol(Token.Kind.NOT, 1);
            case '<' -> second == '=' ? symbol(Token.Kind.LESS_OR_EQUAL, 2) : symbol(Token.Kind.LESS, 1);
            case '>' -> second == '=' ? symbol(Token.Kind.GREATER_OR_EQUAL, 2) : symbol(Token.Kind.GREATER, 1);
            case '=' ->
                switch (second) {
                    case '=' -> symbol(Token.Kind.EQUAL, 2);
                    case '<' -> symbol(Token.Kind.LESS_OR_EQUAL, 2);
                    case '>' -> symbol(Token.Kind.GREATER_OR_EQUAL, 2);
                    default -> symbol(Token.Kind.EQUAL, 1);
                };
            default -> throw strange(start);
        };
    }

    private SyntaxFailure strange(int start) {
        int point = text.codePointAt(start);
        Span span = new Span(start, start + Character.charCount(point));
        return new SyntaxFailure(
                span,
                switch (point) {
                    case '{', '}' ->
                        "'" + (char) point + "' has no meaning here, parentheses group and brackets make arrays";
                    case '\u2018', '\u2019', '\u201c', '\u201d' -> "a text needs straight quotes, ' or \"";
                    default -> {
                        boolean visible = point > ' ' && point < 0x7f;
                        yield (visible ? "'" + (char) point + "'" : String.format("character U+%04X", point))
                                + " has no meaning here, a text needs quotes around it";
                    }
                });
    }

    private Token symbol(Token.Kind kind, int length) {
        at += length;
        return token(kind, at - length);
    }

    private Token token(Token.Kind kind, int start) {
        return new Token(kind, new Span(start, at), text.substring(start, at), Optional.empty());
    }

    private Token literal(int start, Value value) {
        return new Token(Token.Kind.LITERAL, new Span(start, at), text.substring(start, at), Optional.of(value));
    }

    /** The character so far ahead; a NUL beyond the end, which means nothing in the language either. */
    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '.';
    }
}
