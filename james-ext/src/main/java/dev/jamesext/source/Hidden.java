package dev.jamesext.source;

import java.util.List;
import java.util.Locale;

/**
 * Sentences about text that a macro brought in, without that text (decision 44). Whatever a sentence quotes may stem from it,
 * as written, in part, or together with more. A quoted word stays only where it cannot: when it stands in the visible part of
 * the text, or nowhere in it. From the first word that may on, everything up to the last quote gives way to the macro, since
 * the hidden text may hold quotes itself.
 */
final class Hidden {

    private static final String QUOTES = "'\"";
    /** Letters and digits of a hidden text that are no coincidence in a sentence. */
    private static final int TELLING_CHARS_MIN = 3;

    private static final String ADVICE = ", did you mean '";

    private Hidden() {}

    /**
     * The sentence as it may be shown.
     *
     * @param whole the text that it is about
     * @param hidden those parts of the text that macros brought in
     * @param visible the other parts
     */
    static String sentence(String sentence, String macro, String whole, List<String> hidden, List<String> visible) {
        String shown = withoutAdvice(sentence);
        String masked = masked(shown, macro, core(whole), hidden, visible);
        return tells(masked, hidden) ? cut(shown, opening(shown, 0), macro) : masked;
    }

    private static String masked(
            String sentence, String macro, String core, List<String> hidden, List<String> visible) {
        int at = opening(sentence, 0);
        while (at >= 0) {
            int end = sentence.indexOf(sentence.charAt(at), at + 1);
            if (end < 0 || !isHarmless(sentence.substring(at + 1, end), core, hidden, visible)) {
                return cut(sentence, at, macro);
            }
            at = opening(sentence, end + 1);
        }
        return sentence;
    }

    /** Quotes inside hidden text shift where the words of a sentence seem to begin and end. */
    private static boolean tells(String sentence, List<String> hidden) {
        String core = core(sentence);
        return opening(sentence, 0) >= 0
                && hidden.stream()
                        .map(Hidden::core)
                        .anyMatch(part -> part.length() >= TELLING_CHARS_MIN && core.contains(part));
    }

    /** The nearest known word tells much about the one it is near to. */
    private static String withoutAdvice(String sentence) {
        int at = sentence.lastIndexOf(ADVICE);
        return at > 0 && sentence.endsWith("'?") ? sentence.substring(0, at) : sentence;
    }

    private static String cut(String sentence, int from, String macro) {
        int last = Math.max(sentence.lastIndexOf('\''), sentence.lastIndexOf('"'));
        String behind = last > from ? sentence.substring(last + 1) : "";
        return sentence.substring(0, from) + Quoted.of(macro) + behind;
    }

    /** The next quote that begins a word; that of {@code isn't} does not. */
    private static int opening(String text, int from) {
        int at = from;
        while (at < text.length()
                && (QUOTES.indexOf(text.charAt(at)) < 0
                        || (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))))) {
            at++;
        }
        return at < text.length() ? at : -1;
    }

    private static boolean isHarmless(String word, String core, List<String> hidden, List<String> visible) {
        if (visible.stream().anyMatch(part -> part.contains(word))) {
            return true;
        }
        String sought = core(word);
        return sought.isEmpty()
                ? hidden.stream().noneMatch(part -> part.contains(word))
                : !core.contains(sought) && hidden.stream().map(Hidden::core).noneMatch(part -> holds(sought, part));
    }

    private static boolean holds(String word, String part) {
        return !part.isEmpty() && word.contains(part);
    }

    /** What is left of a text however it was escaped, folded or cut: its letters and digits, in lower case. */
    private static String core(String text) {
        StringBuilder core = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                core.append(text.charAt(i));
            }
        }
        return core.toString().toLowerCase(Locale.ROOT);
    }
}
