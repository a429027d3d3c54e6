package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The macros in the string values of a policy: {@code %{env:NAME}%}, {@code %{file:PATH}%}, {@code %{cfg:dotted.key}%}, and
 * {@code %{name}%} of the table {@code [macros]}, where there is one. Each class has one pass over a value, names first, then in
 * that order: what a variable brings in may name a file, what a file brings in may name a key, not the other way round. A value is
 * expanded when it is first read: tables that nobody reads may hold macros that would fail. Whatever cannot be expanded is
 * reported at its place, once.
 */
final class Macros {

    /** Macros in one value. */
    static final int MACROS_MAX = 1_000;

    /** Characters of one value after expansion; as many as a script may have. */
    static final int EXPANDED_CHARS_MAX = 256 * 1024;

    /** Characters that all macros of a policy may bring in; values that double each other would grow without end. */
    static final int EXPANDED_CHARS_TOTAL_MAX = 4 * 1024 * 1024;

    /** Values inside each other by way of {@code cfg}. */
    static final int CFG_DEPTH_MAX = 16;

    /** The table of the macros that are named. */
    static final String TABLE = "macros";

    private static final String CLOSING = "}%";
    private static final String SCRIPTS = "sieve.trusted.scripts.";

    private final MacroSource outside;
    private final Problems problems;
    private final List<TomlNode> policy = new ArrayList<>();
    private final Map<Place, Optional<Excerpt>> expanded = new HashMap<>();
    private final Map<Place, String> open = new LinkedHashMap<>();
    private final Map<String, MacroSource.Inclusion> files = new HashMap<>();
    private final Set<KeyPath> named = new HashSet<>();
    private final Map<String, TomlNode> names = new LinkedHashMap<>();

    /** How many files of the policy {@link #names} was made of. */
    private int namesOf;

    private int charsTotal;
    private int failures;

    /** Where a value begins; a source is known by itself, not by its name. */
    private record Place(SourceText source, int start) {}

    Macros(MacroSource outside, Problems problems) {
        this.outside = outside;
        this.problems = problems;
    }

    /** Takes a file of the policy whose macros these are, and gives it back. */
    TomlNode add(TomlNode file) {
        policy.add(file);
        return file;
    }

    /** The files of the policy so far, as one. */
    TomlNode root() {
        return TomlNode.joined(policy);
    }

    /** Whether a text needs to be looked at. */
    static boolean mayHold(String text) {
        return text.contains("%{");
    }

    /**
     * A string value with its macros expanded; empty when one of them could not be, which was reported.
     *
     * @param valueStart where the value begins in the file: what it is known by
     */
    Optional<Excerpt> expand(int valueStart, Excerpt written) {
        Place place = new Place(written.source(), valueStart);
        Optional<Excerpt> known = expanded.get(place);
        if (known == null) {
            open.put(place, written.key().text());
            known = new Value(written).expand();
            open.remove(place);
            expanded.put(place, known);
        }
        return known;
    }

    /** One value on its way through the passes. */
    private final class Value {

        private Excerpt text;
        private int count;
        private boolean failed;

        private Value(Excerpt written) {
            this.text = written;
        }

        private Optional<Excerpt> expand() {
            boolean readable = true;
            for (MacroClass pass : MacroClass.values()) {
                readable = readable && pass(pass);
            }
            if (readable) {
                checkRest();
            }
            return failed ? Optional.empty() : Optional.of(text);
        }

        /** Replaces the macros of a class; false when what is left makes no sense to look at further. */
        private boolean pass(MacroClass pass) {
            String before = text.text();
            int at = next(pass, before, 0);
            if (at < 0) {
                return true;
            }
            List<Excerpt> parts = new ArrayList<>();
            int done = 0;
            int length = 0;
            while (at >= 0) {
                Optional<Span> macro = macro(pass, at);
                if (macro.isEmpty()) {
                    return false;
                }
                parts.add(text.part(new Span(done, at)));
                Optional<Excerpt> brought = bring(pass, macro.get());
                failed |= brought.isEmpty();
                brought.ifPresent(parts::add);
                length += at - done + brought.map(part -> part.text().length()).orElse(0);
                done = macro.get().end();
                if (length + before.length() - done > EXPANDED_CHARS_MAX) {
                    return giveUp(
                            macro.get(),
                            "with its macros expanded the value is longer than " + EXPANDED_CHARS_MAX + " characters");
                }
                at = next(pass, before, done);
            }
            parts.add(text.part(new Span(done, before.length())));
            text = Excerpt.joined(text.source(), text.key(), text.span(), parts);
            return true;
        }

        /** The extent of the macro that begins at an offset. */
        private Optional<Span> macro(MacroClass pass, int start) {
            int argument = start + pass.opening().length();
            int end = text.text().indexOf(CLOSING, argument);
            Span opening = new Span(start, argument);
            if (end < 0) {
                giveUp(opening, "the macro that begins here is not closed by '" + CLOSING + "'");
                return Optional.empty();
            }
            if (mayHold(text.text().substring(argument, end))) {
                giveUp(
                        opening,
                        "the macro that begins here is not closed before the next one; inside a macro only one of an"
                                + " earlier class is expanded, in the order env, file, cfg");
                return Optional.empty();
            }
            count++;
            if (count > MACROS_MAX) {
                giveUp(opening, "a value has at most " + MACROS_MAX + " macros, this is one more");
                return Optional.empty();
            }
            return Optional.of(new Span(start, end + CLOSING.length()));
        }

        private Optional<Excerpt> bring(MacroClass pass, Span macro) {
            if (charsTotal > EXPANDED_CHARS_TOTAL_MAX) {
                return Optional.empty();
            }
            String argument =
                    text.text().substring(macro.start() + pass.opening().length(), macro.end() - CLOSING.length());
            Optional<Excerpt> brought = switch (pass) {
                case NAMED -> named(argument, macro);
                case ENV -> environment(argument, macro);
                case FILE -> file(argument, macro);
                case CFG -> key(argument, macro);
            };
            charsTotal += brought.map(part -> part.text().length()).orElse(0);
            if (charsTotal > EXPANDED_CHARS_TOTAL_MAX) {
                giveUp(
                        macro,
                        "the macros of this policy stand for more than " + EXPANDED_CHARS_TOTAL_MAX
                                + " characters together");
                return Optional.empty();
            }
            return brought;
        }

        private Optional<Excerpt> environment(String name, Span macro) {
            Optional<String> value = outside.environment(name);
            if (value.isEmpty()) {
                giveUp(macro, "the environment variable " + Quoted.of(name) + " is not set");
            }
            Excerpt.Place place = text.locate(macro);
            return value.map(set -> Excerpt.standIn(place.source(), text.key(), set, place.span())
                    .hiddenBehind(text.part(macro).shown()));
        }

        private Optional<Excerpt> file(String written, Span macro) {
            String path = written.startsWith("//") ? written.substring(2) : written;
            MacroSource.Inclusion inclusion =
                    files.computeIfAbsent(path, asked -> outside.file(asked, allowsFilesOutside()));
            if (inclusion instanceof MacroSource.Inclusion.Read read) {
                Excerpt asWritten = text.part(macro);
                // A variable may have brought in the path.
                String name =
                        asWritten.isHidden() ? asWritten.shown() : read.text().name();
                SourceText hidden = read.text().hiddenBehind(name, asWritten.shown());
                return Optional.of(Excerpt.whole(hidden, text.key()).hiddenBehind(asWritten.shown()));
            }
            if (text.part(macro).isHidden()) {
                giveUp(macro, "the file " + Quoted.of(path) + " cannot be used");
                return Optional.empty();
            }
            String reason = ((MacroSource.Inclusion.Refused) inclusion).reason();
            giveUp(macro, "the file " + Quoted.of(path) + " cannot be used: " + reason);
            return Optional.empty();
        }

        private Optional<Excerpt> key(String dotted, Span macro) {
            Optional<List<String>> steps = DottedKey.steps(dotted);
            Optional<TomlNode> found = steps.flatMap(path -> root().find(path));
            if (found.isEmpty()) {
                giveUp(macro, "there is no key " + Quoted.of(dotted) + meant(dotted));
                return Optional.empty();
            }
            noteNamed(steps.orElseThrow());
            return valueOf(found.get(), dotted, macro);
        }

        /** A macro of the table {@code [macros]}. */
        private Optional<Excerpt> named(String name, Span macro) {
            Optional<TomlNode> found = root().find(TABLE, name)
                    .or(() -> Optional.ofNullable(namesInLowerCase().get(name.toLowerCase(Locale.ROOT))));
            if (found.isEmpty()) {
                giveUp(
                        macro,
                        "[macros] has no " + Quoted.of(name)
                                + (failures < Problems.PROBLEMS_MAX
                                        ? Suggestion.didYouMean(
                                                name, namesInLowerCase().keySet())
                                        : ""));
                return Optional.empty();
            }
            return valueOf(found.get(), name, macro);
        }

        private Optional<Excerpt> valueOf(TomlNode node, String name, Span macro) {
            Place place = new Place(node.source(), node.valueStart());
            if (open.containsKey(place)) {
                giveUp(macro, "the value refers to itself: " + circle(place, node));
                return Optional.empty();
            }
            if (open.size() > CFG_DEPTH_MAX) {
                giveUp(macro, "values refer to each other over more than " + CFG_DEPTH_MAX + " steps");
                return Optional.empty();
            }
            if (node.isBroken()) {
                // What is wrong with a script that nothing runs is no error; with a value that needs its text it is
                // one.
                if (node.key().text().startsWith(SCRIPTS)) {
                    giveUp(macro, "the text of " + Quoted.of(name) + " cannot be had");
                }
                return Optional.empty();
            }
            if (!node.isExpression()) {
                giveUp(
                        macro,
                        "a macro stands for a text, a number, true or false; " + Quoted.of(name) + " is "
                                + node.described());
                return Optional.empty();
            }
            return Optional.of(node.expression());
        }

        /** What still reads like a macro when all passes are over. */
        private void checkRest() {
            String rest = text.text();
            for (int at = rest.indexOf("%{"); at >= 0; at = rest.indexOf("%{", at + 2)) {
                int end = wordEnd(rest, at + 2);
                String word = rest.substring(at + 2, end);
                if (word.isEmpty()) {
                    continue;
                }
                if (rest.startsWith(":", end)) {
                    giveUp(new Span(at, end + 1), unexpanded(word));
                } else if (rest.startsWith(CLOSING, end)) {
                    giveUp(
                            new Span(at, end + CLOSING.length()),
                            "a macro names its class: %{env:NAME}%, %{file:PATH}% or %{cfg:KEY}%");
                }
            }
        }

        private boolean giveUp(Span where, String sentence) {
            failed = true;
            failures++;
            problems.error(text, where, sentence);
            return false;
        }
    }

    /** Whether a macro stands for a value below a table; known when everything else has been read. */
    boolean isNamed(KeyPath table) {
        return named.contains(table);
    }

    private void noteNamed(List<String> steps) {
        KeyPath path = KeyPath.ROOT;
        for (String step : steps) {
            path = path.key(step);
            named.add(path);
        }
    }

    /** The table of named macros: the dialect takes their names in any case. */
    private Map<String, TomlNode> namesInLowerCase() {
        if (namesOf != policy.size()) {
            namesOf = policy.size();
            names.clear();
            root().find(TABLE)
                    .ifPresent(table -> table.children()
                            .forEach(node -> names.putIfAbsent(node.name().toLowerCase(Locale.ROOT), node)));
        }
        return names;
    }

    /** Whether files outside the working directory may be read. */
    boolean allowsFilesOutside() {
        return root().find("james-ext", "allow-files-outside")
                .filter(node -> node.isPlainly(true))
                .isPresent();
    }

    private static String unexpanded(String word) {
        return MacroClass.of(word).isPresent()
                ? "macros expand in the order env, file, cfg: text that came in by a macro is too late for " + word
                : "unknown macro class " + Quoted.of(word) + Suggestion.didYouMean(word, MacroClass.WORDS)
                        + (Suggestion.nearest(word, MacroClass.WORDS).isPresent()
                                ? ""
                                : "; there are env, file and cfg");
    }

    /** Where the next macro of a class begins, or -1. */
    private int next(MacroClass pass, String text, int from) {
        int at = text.indexOf(pass.opening(), from);
        if (pass != MacroClass.NAMED) {
            return at;
        }
        if (at < 0 || root().find(TABLE).isEmpty()) {
            return -1;
        }
        while (at >= 0) {
            int end = wordEnd(text, at + pass.opening().length());
            if (end > at + pass.opening().length() && text.startsWith(CLOSING, end)) {
                return at;
            }
            at = text.indexOf(pass.opening(), at + 1);
        }
        return -1;
    }

    /** The end of a word of letters, digits, hyphens and underscores that begins with a letter. */
    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length()
                && end - start < Quoted.WORD_CHARS_MAX
                && isWordPart(text.charAt(end), end > start)) {
            end++;
        }
        return end;
    }

    private static boolean isWordPart(char c, boolean inside) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (inside && ((c >= '0' && c <= '9') || c == '-' || c == '_'));
    }

    private String circle(Place place, TomlNode node) {
        StringBuilder circle = new StringBuilder();
        boolean inside = false;
        for (Map.Entry<Place, String> entry : open.entrySet()) {
            inside |= entry.getKey().equals(place);
            if (inside) {
                circle.append(Quoted.cut(entry.getValue(), Quoted.WORD_CHARS_MAX))
                        .append(" -> ");
            }
        }
        return circle.append(Quoted.cut(node.key().text(), Quoted.WORD_CHARS_MAX))
                .toString();
    }

    /** The nearest key; no more of them are looked for once nobody would be told. */
    private String meant(String dotted) {
        Optional<List<String>> steps = DottedKey.steps(dotted).filter(found -> failures < Problems.PROBLEMS_MAX);
        TomlNode node = root();
        for (String step : steps.orElse(List.of())) {
            Optional<TomlNode> next = node.find(step);
            if (next.isEmpty()) {
                List<String> names =
                        node.children().stream().map(TomlNode::name).toList();
                TomlNode parent = node;
                return Suggestion.nearest(step, names)
                        .map(name -> ", did you mean '" + parent.key().key(name) + "'?")
                        .orElse("");
            }
            node = next.get();
        }
        return "";
    }
}
