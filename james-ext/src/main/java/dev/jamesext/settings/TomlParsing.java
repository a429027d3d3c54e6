package dev.jamesext.settings;

import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** Text to TOML tree; what tomlj complains about becomes problems, with advice where the dialect's own parser is laxer. */
final class TomlParsing {

    /** tomlj quotes keys in its messages; a longer message is cut. */
    static final int MESSAGE_CHARS_MAX = 200;

    private TomlParsing() {}

    /**
     * The tree, or nothing when the text is not TOML: what tomlj makes of the remains is guesswork, and complaints about
     * the guesses would bury the cause.
     *
     * @param problems also receives, later, what is wrong with macros when their values are read
     */
    static Optional<TomlNode> parse(SourceText source, MacroSource macros, Problems problems) {
        return TomlScan.of(source, problems).flatMap(scanned -> parse(source, scanned, macros, problems));
    }

    private static Optional<TomlNode> parse(
            SourceText source, TomlScan.Scanned scanned, MacroSource macros, Problems problems) {
        TomlParseResult result;
        try {
            result = Toml.parse(scanned.text());
        } catch (StackOverflowError | AssertionError | RuntimeException e) {
            // The parser recurses over brackets and dots. It counts them and gives up in time on a thread with the
            // usual stack; whoever called us may have less left. Where assertions are on, some broken texts trip one
            // of its own. Nothing of the parser's state outlives the call, so going on is safe. It documents no
            // unchecked exception, and none may escape a reader that never throws.
            problems.error(
                    source,
                    new Span(0, 0),
                    KeyPath.ROOT,
                    e instanceof StackOverflowError
                            ? "this is not TOML that can be read: it is nested too deeply"
                            : "this is not TOML that can be read: " + Quoted.cut(String.valueOf(e), MESSAGE_CHARS_MAX));
            return Optional.empty();
        }
        result.errors().forEach(error -> report(error, source, scanned, problems));
        return result.hasErrors()
                ? Optional.empty()
                : Optional.of(new Macros(new KeyLocator(source, scanned), result, macros, problems).root());
    }

    private static void report(TomlParseError error, SourceText source, TomlScan.Scanned scanned, Problems problems) {
        String message = Quoted.cut(scanned.message(String.valueOf(error.getMessage())), MESSAGE_CHARS_MAX);
        int at = source.offset(
                scanned.line(error.position().line()), error.position().column());
        String sentence =
                message.isEmpty() ? "not TOML" : Character.toLowerCase(message.charAt(0)) + message.substring(1);
        problems.error(source, Span.at(at), KeyPath.ROOT, sentence + advice(message, source.text(), at));
    }

    private static String advice(String message, String text, int at) {
        if (message.startsWith("Invalid escape sequence")) {
            return "; in single quotes '...' a backslash needs no escape";
        }
        String word = bareWord(text, at);
        if (message.endsWith("expected a value") && !word.isEmpty()) {
            return "; text needs quotes: \"" + word + "\"";
        }
        if (message.endsWith("expected a newline or end-of-input") && !word.isEmpty() && isWordPart(text, at - 1)) {
            return "; a value that is not only a number needs quotes";
        }
        if (message.startsWith("Unexpected end of line, expected \"")
                || message.startsWith("Unexpected end of line, expected '")) {
            return "; text over several lines stands between ''' and '''";
        }
        return "";
    }

    private static String bareWord(String text, int start) {
        int end = start;
        while (end - start < Quoted.WORD_CHARS_MAX && isWordPart(text, end)) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isWordPart(String text, int at) {
        return at >= 0
                && at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_-./:".indexOf(text.charAt(at)) >= 0);
    }
}
