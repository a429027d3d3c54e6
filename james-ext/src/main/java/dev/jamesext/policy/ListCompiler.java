package dev.jamesext.policy;

import dev.jamesext.esmtp.ALabels;
import dev.jamesext.lookup.ListBuilder;
import dev.jamesext.lookup.ListFile;
import dev.jamesext.lookup.ListFormat;
import dev.jamesext.lookup.ListRoom;
import dev.jamesext.lookup.LookupList;
import dev.jamesext.pattern.PatternFailure;
import dev.jamesext.settings.ListSettings;
import dev.jamesext.settings.ListSettings.Source;
import dev.jamesext.settings.Located;
import dev.jamesext.source.Printable;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Span;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the lists of a policy of their entries and files; what is wrong in a file is reported at its place in the file. */
final class ListCompiler {

    /** Of the entries that one list has in the policy so many are doubted aloud. */
    private static final int DOUBTS_TOLD_MAX = 20;

    private final ListSettings settings;
    private final Problems problems;
    private final ListRoom room;
    private final ListBuilder list;
    private int doubtsTold;

    private ListCompiler(ListSettings settings, ListRoom room, Problems problems) {
        this.room = room;
        this.settings = settings;
        this.problems = problems;
        this.list = new ListBuilder(
                        settings.name().value(),
                        ListFormat.valueOf(settings.format().value().toUpperCase(Locale.ROOT)),
                        settings.hasValues(),
                        room)
                .alsoInAscii(ALabels::ofEach);
    }

    /** The list, of as much as could be read and has room. */
    static LookupList compile(ListSettings settings, ListRoom room, Problems problems) {
        return new ListCompiler(settings, room, problems).compile();
    }

    private LookupList compile() {
        for (Source source : settings.sources()) {
            if (room.isToldOf()) {
                break;
            }
            if (source instanceof Source.File file) {
                read(file);
            } else if (source instanceof Source.Entry entry) {
                add(entry);
            }
        }
        LookupList compiled = list.build();
        judgePatterns(list.unselective());
        return compiled;
    }

    private void add(Source.Entry entry) {
        Located<String> written = entry.written();
        Optional<String> full = list.full();
        if (full.isPresent()) {
            error(written, full.get());
            return;
        }
        String separator = entry.value().isPresent() ? "" : settings.separator().orElse("");
        doubt(written, separator);
        try {
            if (entry.value().isPresent()) {
                list.add(written.value(), entry.value().get().value());
            } else if (!separator.isEmpty()) {
                list.addPair(written.value(), separator);
            } else {
                list.add(written.value());
            }
        } catch (PatternFailure failure) {
            // Inside a text with escapes the place would be another one.
            Span span = written.span();
            boolean verbatim = written.hidden().isEmpty()
                    && span.end() - span.start() == written.value().length();
            Span place = verbatim
                    ? new Span(
                            span.start() + failure.span().start(),
                            span.start() + failure.span().end())
                    : span;
            problems.error(written.source(), place, written.key(), written.masked(failure.sentence()));
        }
    }

    private void doubt(Located<String> written, String separator) {
        Optional<String> advice =
                doubtsTold < DOUBTS_TOLD_MAX ? list.advice(written.value(), separator) : Optional.empty();
        if (advice.isPresent()) {
            doubtsTold++;
            problems.warning(written.source(), written.span(), written.key(), written.masked(advice.get()));
        }
    }

    private void read(Source.File file) {
        int before = list.size();
        Problems ofFile = new Problems();
        try {
            ListFile.Reading reading = new ListFile.Reading(
                    settings.comment().orElse(""), settings.separator().orElse(""));
            ListFile.read(file.name(), file.path(), reading, list, ofFile);
        } catch (IOException unreadable) {
            error(
                    file.written(),
                    "the file " + Quoted.of(file.name()) + " cannot be read"
                            + (file.written().hidden().isPresent() ? "" : ": " + Printable.of(reason(unreadable))));
            return;
        }
        ofFile.sorted().forEach(problems::add);
        if (list.size() == before && ofFile.isEmpty()) {
            problems.warning(
                    file.written().source(),
                    file.written().span(),
                    file.written().key(),
                    "the file " + Quoted.of(file.name()) + " holds no entries");
        }
    }

    private static String reason(IOException unreadable) {
        return Optional.ofNullable(unreadable.getMessage()).orElseGet(unreadable::toString);
    }

    /** A pattern that nothing finds is tried on every name. */
    private void judgePatterns(List<String> unselective) {
        if (unselective.isEmpty()) {
            return;
        }
        String found = unselective.size()
                + (unselective.size() == 1 ? " pattern holds" : " patterns hold")
                + " no text of three letters that few others share, and "
                + (unselective.size() == 1 ? "is" : "are") + " tried on every name"
                + (settings.macro().isPresent() ? "" : ", such as " + Quoted.of(unselective.get(0)));
        if (unselective.size() > ListBuilder.UNSELECTIVE_PATTERNS_MAX) {
            error(
                    settings.name(),
                    found + "; " + ListBuilder.UNSELECTIVE_PATTERNS_MAX + " such patterns are the limit");
        } else {
            problems.warning(
                    settings.name().source(),
                    settings.name().span(),
                    settings.name().key(),
                    found);
        }
    }

    private void error(Located<?> place, String sentence) {
        problems.error(place.source(), place.span(), place.key(), sentence);
    }
}
