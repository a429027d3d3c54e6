package dev.jamesext.sieve;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jsieve.parser.SieveNode;
import org.apache.jsieve.parser.generated.ASTargument;
import org.apache.jsieve.parser.generated.ASTarguments;
import org.apache.jsieve.parser.generated.ASTblock;
import org.apache.jsieve.parser.generated.ASTcommand;
import org.apache.jsieve.parser.generated.ASTcommands;
import org.apache.jsieve.parser.generated.ASTstring;
import org.apache.jsieve.parser.generated.ASTtest;
import org.apache.jsieve.parser.generated.JavaCharStream;
import org.apache.jsieve.parser.generated.Node;
import org.apache.jsieve.parser.generated.ParseException;
import org.apache.jsieve.parser.generated.SieveParser;
import org.apache.jsieve.parser.generated.SieveParserConstants;
import org.apache.jsieve.parser.generated.SieveParserTokenManager;
import org.apache.jsieve.parser.generated.Token;
import org.apache.jsieve.parser.generated.TokenMgrError;

/**
 * Lets jSieve's parser read a script and turns its tree into {@link Call}s. The only class that knows jSieve; the parser
 * is driven directly, because {@code SieveFactory} logs and wants managers.
 */
final class ScriptParser {

    private final ScannedScript scanned;

    private ScriptParser(ScannedScript scanned) {
        this.scanned = scanned;
    }

    /** The commands of a script, or empty when its syntax is wrong; then a problem was reported. */
    static Optional<List<Call>> parse(Excerpt script, Problems problems) {
        return ScriptScanner.scan(script, problems).flatMap(scanned -> new ScriptParser(scanned).parse(problems));
    }

    private Optional<List<Call>> parse(Problems problems) {
        JavaCharStream characters = new JavaCharStream(new StringReader(scanned.neutral()), 1, 1);
        try {
            Node start = new SieveParser(new SieveParserTokenManager(characters)).start();
            return Optional.of(commands(start));
        } catch (ParseException e) {
            report(e, problems);
        } catch (TokenMgrError e) {
            // The scanner lets nothing through that the token manager refuses; an Error must not pass all the same.
            int offset = Math.min(Math.max(0, characters.getEndColumn() - 1), length());
            problems.error(scanned.script(), Span.at(offset), "the script cannot be read from here on");
        }
        return Optional.empty();
    }

    private void report(ParseException failure, Problems problems) {
        Token last = failure.currentToken;
        Token found = last.next;
        String expected = expectation(failure.expectedTokenSequences);
        if (found.kind == SieveParserConstants.EOF) {
            int end = scanned.neutral().stripTrailing().length();
            problems.error(scanned.script(), Span.at(end), "the script ends where " + expected + " is expected");
            return;
        }
        Span span = span(found, found);
        String shown = scanned.literals().containsKey(span.start())
                ? "a string"
                : "'" + Compilation.shown(scanned.script().text().substring(span.start(), span.end())) + "'";
        problems.error(scanned.script(), span, "found " + shown + " where " + expected + " is expected");
    }

    private static String expectation(int[][] sequences) {
        List<String> words = new ArrayList<>();
        for (int[] sequence : sequences) {
            String word = word(sequence[0]);
            if (word.equals("';'")) {
                // A command may end here: that is what was forgotten, not one more argument.
                return "';' or '{'";
            }
            if (!words.contains(word)) {
                words.add(word);
            }
        }
        if (words.isEmpty()) {
            return "something else";
        }
        String last = words.remove(words.size() - 1);
        return words.isEmpty() ? last : String.join(", ", words) + " or " + last;
    }

    /** What a person calls a kind of token. */
    private static String word(int kind) {
        return switch (kind) {
            case SieveParserConstants.EOF, SieveParserConstants.EOF_HASH_COMMENT -> "the end of the script";
            case SieveParserConstants.IDENTIFIER -> "a name";
            case SieveParserConstants.TAG -> "a tag";
            case SieveParserConstants.NUMBER -> "a number";
            case SieveParserConstants.QUOTED_STRING, SieveParserConstants.MULTI_LINE -> "a string";
            default -> SieveParserConstants.tokenImage[kind].replace('"', '\'');
        };
    }

    private List<Call> commands(Node parent) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < parent.jjtGetNumChildren(); i++) {
            Node child = parent.jjtGetChild(i);
            if (child instanceof ASTcommand command) {
                calls.add(call(command));
            } else if (child instanceof ASTcommands) {
                calls.addAll(commands(child));
            }
        }
        return calls;
    }

    private <N extends SieveNode & Node> Call call(N node) {
        List<Call.Argument> arguments = new ArrayList<>();
        List<Call> tests = new ArrayList<>();
        Optional<List<Call>> block = Optional.empty();
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            Node child = node.jjtGetChild(i);
            if (child instanceof ASTarguments) {
                read(child, arguments, tests);
            } else if (child instanceof ASTblock) {
                block = Optional.of(List.copyOf(commands(child)));
            }
        }
        Span name = span(node.getFirstToken(), node.getFirstToken());
        return new Call(
                node.getName().toLowerCase(Locale.ROOT),
                name,
                span(node.getFirstToken(), node.getLastToken()),
                arguments,
                tests,
                block);
    }

    /** Arguments are followed by a test, or by a list of tests. */
    private void read(Node parent, List<Call.Argument> arguments, List<Call> tests) {
        for (int i = 0; i < parent.jjtGetNumChildren(); i++) {
            Node child = parent.jjtGetChild(i);
            if (child instanceof ASTargument argument) {
                arguments.add(argument(argument));
            } else if (child instanceof ASTtest test) {
                tests.add(call(test));
            } else {
                read(child, arguments, tests);
            }
        }
    }

    private Call.Argument argument(ASTargument node) {
        Token first = node.getFirstToken();
        Span span = span(first, node.getLastToken());
        return switch (first.kind) {
            case SieveParserConstants.TAG -> new Call.Argument.Tag(first.image.toLowerCase(Locale.ROOT), span);
            case SieveParserConstants.NUMBER -> new Call.Argument.Numeral(span);
            default -> {
                List<Excerpt> values = new ArrayList<>();
                strings(node, values);
                yield new Call.Argument.Strings(values, first.image.equals("["), span);
            }
        };
    }

    private void strings(Node parent, List<Excerpt> values) {
        for (int i = 0; i < parent.jjtGetNumChildren(); i++) {
            Node child = parent.jjtGetChild(i);
            if (child instanceof ASTstring string) {
                values.add(scanned.literals().get(string.getFirstToken().beginColumn - 1));
            } else {
                strings(child, values);
            }
        }
    }

    private Span span(Token first, Token last) {
        int start = Math.min(first.beginColumn - 1, length());
        return new Span(start, Math.max(start, Math.min(last.endColumn, length())));
    }

    private int length() {
        return scanned.script().text().length();
    }
}
