package dev.jamesext.sieve;

import dev.jamesext.sieve.SieveLanguage.Form;
import dev.jamesext.sieve.SieveLanguage.Parameter;
import dev.jamesext.sieve.SieveLanguage.TagForm;
import dev.jamesext.sieve.SieveLanguage.Tests;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds a command or test as written against its form in {@link SieveLanguage}, and sorts its arguments. */
final class CallChecker {

    /**
     * The arguments of a call that fits its form.
     *
     * @param positional the strings of each positional argument
     */
    record Fitting(List<TagUse> tags, List<List<Excerpt>> positional) {

        /** The tag of a group, when one stands. */
        Optional<TagUse> tag(String group) {
            return tags.stream().filter(tag -> tag.form().group().equals(group)).findFirst();
        }
    }

    /** A tag as used, with the string behind it where it takes one. */
    record TagUse(TagForm form, Span span, Optional<Excerpt> value) {}

    private final Call call;
    private final Form form;
    private final Compilation compilation;
    private final List<TagUse> tags = new ArrayList<>();
    private final List<Call.Argument> rest = new ArrayList<>();
    private boolean fits = true;

    /** A tag nobody knows may have taken an argument, one without its own did not: counting would only repeat the complaint. */
    private boolean strayTag;

    private CallChecker(Call call, Form form, Compilation compilation) {
        this.call = call;
        this.form = form;
        this.compilation = compilation;
    }

    /** The sorted arguments; empty when anything does not fit, and then every misfit was reported. */
    static Optional<Fitting> check(Call call, Form form, Compilation compilation) {
        return new CallChecker(call, form, compilation).check();
    }

    private Optional<Fitting> check() {
        compilation.use(form.capability(), call.nameSpan());
        sort();
        List<List<Excerpt>> positional = positional();
        checkTests();
        if (form.block() && call.block().isEmpty()) {
            misfit(call.nameSpan(), "'" + form.name() + "' needs a block, expected '{'");
        } else if (!form.block() && call.block().isPresent()) {
            misfit(call.nameSpan(), "'" + form.name() + "' takes no block, expected ';'");
        }
        return fits ? Optional.of(new Fitting(tags, positional)) : Optional.empty();
    }

    private void sort() {
        Map<String, TagUse> groups = new HashMap<>();
        List<Call.Argument> arguments = call.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            if (!(arguments.get(i) instanceof Call.Argument.Tag tag)) {
                rest.add(arguments.get(i));
                continue;
            }
            Optional<TagForm> known = form.tag(tag.name());
            if (known.isEmpty()) {
                unknown(tag);
                continue;
            }
            TagForm tagForm = known.get();
            compilation.use(tagForm.capability(), tag.span());
            Optional<Excerpt> value = Optional.empty();
            if (tagForm.valued()) {
                value = i + 1 < arguments.size() ? single(arguments.get(i + 1)) : Optional.empty();
                if (value.isEmpty()) {
                    strayTag = true;
                    misfit(tag.span(), "'" + tag.name() + "' needs a string behind it");
                    continue;
                }
                i++;
            }
            TagUse use = new TagUse(tagForm, tag.span(), value);
            TagUse other = groups.putIfAbsent(tagForm.group(), use);
            if (other != null) {
                misfit(
                        tag.span(),
                        "'" + other.form().name() + "' and '" + tag.name() + "' exclude each other: one "
                                + tagForm.group() + " is allowed");
            } else if (!rest.isEmpty()) {
                misfit(tag.span(), "'" + tag.name() + "' must stand before the arguments without a tag");
            }
            tags.add(use);
        }
    }

    private void unknown(Call.Argument.Tag tag) {
        strayTag = true;
        Optional<String> later = SieveLanguage.capabilityOfTag(tag.name());
        if (later.isPresent()) {
            misfit(
                    tag.span(),
                    "'" + tag.name() + "' belongs to the capability '" + later.get()
                            + "', which has no place at the EHLO stage");
            return;
        }
        List<String> names = form.tags().stream().map(TagForm::name).toList();
        misfit(
                tag.span(),
                names.isEmpty()
                        ? "'" + form.name() + "' takes no tags, found '" + Compilation.shown(tag.name()) + "'"
                        : "unknown tag '" + Compilation.shown(tag.name()) + "' of '" + form.name() + "'"
                                + Suggestion.didYouMean(tag.name(), names));
    }

    private List<List<Excerpt>> positional() {
        List<Parameter> parameters = form.parameters();
        if (rest.size() != parameters.size() && !strayTag) {
            boolean few = rest.size() < parameters.size();
            misfit(
                    few ? call.nameSpan() : rest.get(parameters.size()).span(),
                    "'" + form.name() + "' takes " + words(parameters) + ", found " + rest.size()
                            + (rest.size() == 1 ? " argument" : " arguments"));
        }
        List<List<Excerpt>> positional = new ArrayList<>();
        for (int i = 0; i < Math.min(rest.size(), parameters.size()); i++) {
            positional.add(strings(rest.get(i), parameters.get(i)));
        }
        return positional;
    }

    private List<Excerpt> strings(Call.Argument argument, Parameter parameter) {
        if (argument instanceof Call.Argument.Strings strings && (parameter.list() || !strings.list())) {
            return strings.values();
        }
        String found = argument instanceof Call.Argument.Numeral ? "a number" : "a list";
        misfit(argument.span(), parameter + " of '" + form.name() + "' cannot be " + found);
        return List.of();
    }

    private static Optional<Excerpt> single(Call.Argument argument) {
        return argument instanceof Call.Argument.Strings strings && !strings.list()
                ? Optional.of(strings.values().get(0))
                : Optional.empty();
    }

    private void checkTests() {
        int count = call.tests().size();
        if (form.tests() == Tests.NONE && count > 0) {
            Call first = call.tests().get(0);
            misfit(
                    first.nameSpan(),
                    "'" + form.name() + "' takes no test, found '" + Compilation.shown(first.name())
                            + "'; is a ';' missing before it?");
        } else if (form.tests() == Tests.ONE && count != 1) {
            misfit(
                    count == 0 ? call.nameSpan() : call.tests().get(1).nameSpan(),
                    "'" + form.name() + "' needs one test, found " + count
                            + (count == 0 ? "" : "; join them with 'allof' or 'anyof'"));
        } else if (form.tests() == Tests.MANY && count == 0) {
            misfit(call.nameSpan(), "'" + form.name() + "' needs a list of tests: " + form.name() + " (..., ...)");
        }
    }

    private void misfit(Span span, String sentence) {
        fits = false;
        compilation.error(span, sentence);
    }

    private static String words(List<Parameter> parameters) {
        return parameters.isEmpty()
                ? "no arguments"
                : parameters.stream().map(Parameter::toString).collect(Collectors.joining(" "));
    }
}
