package dev.jamesext.sieve;

import dev.jamesext.expr.Dialect;
import dev.jamesext.lookup.Answer;
import dev.jamesext.lookup.ExactList;
import dev.jamesext.lookup.KeyComparison;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.lookup.LookupList;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.ScriptFailure;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Stage;
import dev.jamesext.policy.StageScript;
import dev.jamesext.policy.Trace;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the script tests share: lists, limits, facts, and outcomes as text. */
final class Scripts {

    /** The lists every test script may name; one of them is down. */
    static final ListCatalog LISTS = ListCatalog.of(List.of(
            ExactList.of("list/blocked-domains", List.of("mail.spammer.test", "Bad.Example.")),
            ExactList.of("list/friends", List.of("friend.example.org")),
            new LookupList() {
                @Override
                public String name() {
                    return "list/down";
                }

                @Override
                public int size() {
                    return 0;
                }

                @Override
                public Answer find(String key, KeyComparison comparison) {
                    return new Answer.Failed("connection refused");
                }
            }));

    static final ScriptLimits CHECKED = new ScriptLimits(10_000, 4_096, 3, 10_000, true, Dialect.STANDARD);

    /** Scripts that test scripts may include, by name: {@code script-library/NAME.sieve}. */
    private static final Map<String, Excerpt> LIBRARY = library();

    private Scripts() {}

    static Optional<StageScript> compile(String text, ScriptLimits limits, Problems problems) {
        Excerpt excerpt = Excerpt.whole(SourceText.of("script", text), KeyPath.ROOT);
        Map<String, Excerpt> texts = new LinkedHashMap<>();
        LIBRARY.forEach((name, part) -> texts.put(name, part));
        texts.put("ehlo", excerpt);
        return Optional.ofNullable(new ScriptCompiler()
                .compile(texts, texts.keySet(), LISTS, limits, problems)
                .scripts()
                .get("ehlo"));
    }

    private static Map<String, Excerpt> library() {
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(Scripts.class.getResource("/script-library"))
                        .toURI()))) {
            Map<String, Excerpt> library = new TreeMap<>();
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName()).replace(".sieve", "");
                library.put(name, Excerpt.whole(SourceText.of(name + ".sieve", Files.readString(file)), KeyPath.ROOT));
            }
            return library;
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A script that must compile without a complaint. */
    static StageScript compiled(String text, ScriptLimits limits) {
        Problems problems = new Problems();
        return compile(text, limits, problems)
                .filter(script -> problems.isEmpty())
                .orElseThrow(() -> new AssertionError(problems.render()));
    }

    /** The complaints about a script, one {@code line:col: severity: sentence} each. */
    static List<String> problems(String text, ScriptLimits limits) {
        Problems problems = new Problems();
        boolean runs = compile(text, limits, problems).isPresent();
        if (runs == problems.hasErrors()) {
            throw new AssertionError("a script runs exactly when it has no errors");
        }
        return headlines(problems);
    }

    static List<String> headlines(Problems problems) {
        return problems.sorted().stream()
                .map(problem -> problem.headline().replaceFirst("^script:", ""))
                .toList();
    }

    static SessionFacts facts(String name) {
        return SessionFacts.builder(Stage.EHLO, Instant.EPOCH).heloDomain(name).build();
    }

    /** {@code accept}, the reply, or {@code failure:} and its reason. */
    static String outcome(StageScript script, SessionFacts facts) {
        try {
            Decision decision = script.run(facts, Trace.NONE);
            return decision instanceof Decision.Reject reject ? reject.reply().toString() : "accept";
        } catch (ScriptFailure failure) {
            return "failure: " + failure.getMessage();
        }
    }
}
