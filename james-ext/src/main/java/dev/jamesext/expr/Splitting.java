package dev.jamesext.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions that cut texts into pieces. A text that does not hold the delimiter is one piece, and so is an empty one. */
final class Splitting {

    private Splitting() {}

    private static final String RSPLIT_DIFFERS =
            "gives the pieces in the order of the text in the documentation of 0.15, and the last one first in that of 0.16";

    /** A call of {@code split}. */
    static Evaluator bindSplit(Function.Site site) {
        return withDelimiter(site)
                .orElseGet(() -> new Evaluator.ApplyTwo(
                        Type.LIST,
                        (text, delimiter) -> pieces(text.asText(), delimiter.asText(), Long.MAX_VALUE),
                        site.argument(0),
                        site.argument(1)));
    }

    /** A call of {@code rsplit} that does as {@code split}. */
    static Evaluator bindRsplitInOrder(Function.Site site) {
        site.differs(RSPLIT_DIFFERS);
        return bindSplit(site);
    }

    /** A call of {@code rsplit} that cuts from the right. */
    static Evaluator bindRsplit(Function.Site site) {
        site.differs(RSPLIT_DIFFERS);
        return withDelimiter(site)
                .orElseGet(() -> new Evaluator.ApplyTwo(
                        Type.LIST,
                        (text, delimiter) -> piecesFromTheRight(text.asText(), delimiter.asText()),
                        site.argument(0),
                        site.argument(1)));
    }

    /** A call of {@code split_n}; the last piece holds whatever is left. */
    static Evaluator bindSplitAtMost(Function.Site site) {
        return withDelimiter(site)
                .orElseGet(() -> new Evaluator.ApplyThree(
                        Type.LIST,
                        (text, delimiter, cuts) -> pieces(text.asText(), delimiter.asText(), wholeOf(cuts)),
                        site.argument(0),
                        site.argument(1),
                        site.argument(2)));
    }

    /** A call of {@code split_once} or {@code rsplit_once}: two pieces, or the empty text without a delimiter. */
    static Evaluator bindSplitOnce(boolean atLast, Function.Site site) {
        return withDelimiter(site)
                .orElseGet(() -> new Evaluator.ApplyTwo(
                        Type.ANY,
                        (text, delimiter) -> once(text.asText(), delimiter.asText(), atLast),
                        site.argument(0),
                        site.argument(1)));
    }

    /** What stands in for a call that can do nothing: its delimiter is known to be empty. */
    private static Optional<Evaluator> withDelimiter(Function.Site site) {
        boolean empty = site.argument(1) instanceof Evaluator.Constant constant
                && constant.value().asText().isEmpty();
        return empty
                ? Optional.of(site.refuse(1, "must not be empty, it is what stands between the pieces"))
                : Optional.empty();
    }

    private static Value pieces(String text, String delimiter, long cutsMax) {
        List<Value> pieces = new ArrayList<>();
        int start = 0;
        int end = delimiter.isEmpty() ? -1 : text.indexOf(delimiter);
        while (end >= 0 && pieces.size() < cutsMax) {
            pieces.add(new Value.Text(text.substring(start, end)));
            start = end + delimiter.length();
            end = text.indexOf(delimiter, start);
        }
        pieces.add(new Value.Text(text.substring(start)));
        return new Value.Items(pieces);
    }

    private static Value piecesFromTheRight(String text, String delimiter) {
        List<Value> pieces = new ArrayList<>();
        int end = text.length();
        int start = delimiter.isEmpty() ? -1 : text.lastIndexOf(delimiter);
        while (start >= 0) {
            pieces.add(new Value.Text(text.substring(start + delimiter.length(), end)));
            end = start;
            start = text.lastIndexOf(delimiter, end - delimiter.length());
        }
        pieces.add(new Value.Text(text.substring(0, end)));
        return new Value.Items(pieces);
    }

    private static Value once(String text, String delimiter, boolean atLast) {
        int at = atLast ? text.lastIndexOf(delimiter) : text.indexOf(delimiter);
        if (at < 0 || delimiter.isEmpty()) {
            return Value.EMPTY;
        }
        return new Value.Items(List.of(
                new Value.Text(text.substring(0, at)), new Value.Text(text.substring(at + delimiter.length()))));
    }

    /** The lines, without their ends; an end behind the last line begins no further one. An array stays as it is. */
    static Value lines(Value value) {
        return value instanceof Value.Items
                ? value
                : new Value.Items(split(value.asText().replace("\r\n", "\n"), point -> point == '\n').stream()
                        .<Value>map(Value.Text::new)
                        .toList());
    }

    /** The words between blanks that are letters and digits and nothing else. */
    static Value words(Value value) {
        return new Value.Items(split(value.asText(), Letters::isBlank).stream()
                .filter(word -> !word.isEmpty() && word.codePoints().allMatch(Character::isLetterOrDigit))
                .<Value>map(Value.Text::new)
                .toList());
    }

    /** The pieces between single UTF-16 units, without an empty one at the end. */
    private static List<String> split(String text, java.util.function.IntPredicate isDelimiter) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isDelimiter.test(text.charAt(i))) {
                pieces.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    /** A call of {@code substring}. One that begins at the first character is read alike by all. */
    static Evaluator bindSubstring(Evaluator.ApplyThree.OfThree part, Function.Site site) {
        boolean atStart = site.argument(1) instanceof Evaluator.Constant first && wholeOf(first.value()) <= 0;
        if (!atStart) {
            site.differs("takes where the part ends in the documentation of 0.15, and its length in that of 0.16");
        }
        return new Evaluator.ApplyThree(Type.TEXT, part, site.argument(0), site.argument(1), site.argument(2));
    }

    /** {@code substring(text, start, end)}: characters counted from 0, the end not included. */
    static Value fromTo(Value value, Value first, Value end) {
        return part(value.asText(), wholeOf(first), wholeOf(end));
    }

    /** {@code substring(text, start, length)}: characters counted from 0. */
    static Value fromOn(Value value, Value first, Value count) {
        long start = Math.max(0, wholeOf(first));
        long length = Math.max(0, wholeOf(count));
        return part(value.asText(), start, length > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + length);
    }

    private static Value part(String text, long first, long last) {
        int length = text.codePointCount(0, text.length());
        int start = (int) Math.max(0, Math.min(length, first));
        int end = (int) Math.max(start, Math.min(length, last));
        return new Value.Text(text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end)));
    }

    static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : "";
    }

    static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : "";
    }

    private static long wholeOf(Value number) {
        return Arithmetic.whole(number);
    }
}
