package dev.jamesext.settings;

import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Text to TOML tree; what tomlj complains about becomes problems, with advice where the dialect's own parser is laxer. */
final class TomlParsing {

    /** tomlj quotes keys in its messages; a longer message is cut. */
    static final int MESSAGE_CHARS_MAX = 200;

    private static final BitSet NO_LINES = new BitSet();

    private TomlParsing() {}

    /**
     * A file as TOML.
     *
     * @param table the whole of it
     */
    record Parsed(TomlScan.Scanned scanned, TomlTable table) {}

    /**
     * The tree, or nothing when the text is not TOML: what tomlj makes of the remains is guesswork, and complaints about
     * the guesses would bury the cause.
     *
     * @param tokensBefore words and signs of the files of the policy that were read before
     */
    static Optional<Parsed> parse(SourceText source, int tokensBefore, Problems problems) {
        Optional<TomlScan.Scanned> scanned = TomlScan.of(source, tokensBefore, NO_LINES, problems);
        Optional<TomlParseResult> result = scanned.flatMap(text -> parse(source, text, problems));
        if (result.isEmpty() || !result.get().hasErrors()) {
            return result.map(table -> new Parsed(scanned.orElseThrow(), table));
        }
        Optional<Parsed> rest = withoutForeignTables(source, tokensBefore, scanned.get(), result.get(), problems);
        if (rest.isEmpty()) {
            result.get().errors().forEach(error -> report(error, source, scanned.get(), problems));
        }
        return rest;
    }

    /** What is left when all that is wrong stands in tables that nobody reads. */
    private static Optional<Parsed> withoutForeignTables(
            SourceText source, int tokensBefore, TomlScan.Scanned scanned, TomlParseResult broken, Problems problems) {
        Set<Integer> lines = broken.errors().stream()
                .map(error -> scanned.line(error.position().line()))
                .collect(Collectors.toCollection(TreeSet::new));
        Optional<ForeignTables> foreign = ForeignTables.around(source, lines);
        if (foreign.isEmpty()) {
            return Optional.empty();
        }
        Problems ofRest = new Problems();
        Optional<TomlScan.Scanned> kept =
                TomlScan.of(source, tokensBefore, foreign.get().lines(), ofRest);
        Optional<TomlParseResult> rest =
                kept.flatMap(text -> parse(source, text, ofRest)).filter(result -> !result.hasErrors());
        if (rest.isPresent()) {
            foreign.get()
                    .headers()
                    .forEach((line, header) -> problems.warning(
                            source,
                            headerSpan(source, line, header),
                            KeyPath.ROOT,
                            "the table is not TOML and not used here; it is passed over"));
        }
        return rest.map(table -> new Parsed(kept.orElseThrow(), table));
    }

    private static Span headerSpan(SourceText source, int line, String header) {
        int start = source.text().indexOf(header, source.offset(line, 1));
        return new Span(start, start + header.length());
    }

    private static Optional<TomlParseResult> parse(SourceText source, TomlScan.Scanned scanned, Problems problems) {
        try {
            return Optional.of(Toml.parse(scanned.text()));
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
