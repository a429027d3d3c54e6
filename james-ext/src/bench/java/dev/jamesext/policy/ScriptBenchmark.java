package dev.jamesext.policy;

import dev.jamesext.expr.Dialect;
import dev.jamesext.lookup.ListBuilder;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.lookup.ListFormat;
import dev.jamesext.lookup.ListRoom;
import dev.jamesext.lookup.LookupList;
import dev.jamesext.sieve.ScriptCompiler;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a run of a script costs: the documentation's with lists of two and of a million names, and one of two hundred lines. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ScriptBenchmark {

    private static final int NAMES = 1_000_000;
    private static final int SESSIONS = 1 << 12;

    private static final String DOCUMENTED = """
            require ["variables", "extlists", "reject"];

            if string :list "${env.helo_domain}" "names" {
                reject "551 5.1.1 Your domain '${env.helo_domain}' has been blocklisted.";
            }
            """;

    private final StageScript documentedWithTwo = script(DOCUMENTED, 2);
    private final StageScript documentedWithAMillion = script(DOCUMENTED, NAMES);
    private final StageScript twoHundredLines = script(twoHundredLines(), 2);
    private final SessionFacts[] sessions = sessions();
    private int next;

    @Benchmark
    public Decision documentedScriptWithTwoNames() {
        return documentedWithTwo.run(session(), Trace.NONE);
    }

    @Benchmark
    public Decision documentedScriptWithAMillionNames() {
        return documentedWithAMillion.run(session(), Trace.NONE);
    }

    /** One name again and again, so that the processor has all of the list that it needs in its caches. */
    @Benchmark
    public Decision documentedScriptWithTwoNamesOneClient() {
        return documentedWithTwo.run(sessions[0], Trace.NONE);
    }

    @Benchmark
    public Decision documentedScriptWithAMillionNamesOneClient() {
        return documentedWithAMillion.run(sessions[0], Trace.NONE);
    }

    @Benchmark
    public Decision scriptOfTwoHundredLines() {
        return twoHundredLines.run(session(), Trace.NONE);
    }

    private SessionFacts session() {
        return sessions[next++ & SESSIONS - 1];
    }

    /** Fifty times four lines of all kinds; none of the tests holds, so that every line is carried out. */
    private static String twoHundredLines() {
        StringBuilder script = new StringBuilder("require [\"variables\", \"extlists\", \"reject\", \"vnd.stalwart.expressions\"];\n");
        for (int i = 0; i < 50; i++) {
            script.append("set \"v").append(i).append("\" \"${env.helo_domain}-").append(i).append("\";\n");
            script.append("if string :matches \"${v").append(i).append("}\" \"dyn-*-").append(i).append("\" { stop; }\n");
            script.append("if string :is \"${env.helo_domain}\" [\"a").append(i).append(".test\", \"b.test\"] { stop; }\n");
            script.append("if eval \"len(env.helo_domain) > ").append(200 + i).append("\" { stop; }\n");
        }
        return script.toString();
    }

    private static StageScript script(String text, int names) {
        ListBuilder builder = new ListBuilder("names", ListFormat.LIST, false, new ListRoom(Long.MAX_VALUE));
        for (int i = 0; i < names; i++) {
            builder.add("host" + i + ".spammer.test");
        }
        LookupList list = builder.build();
        Problems problems = new Problems();
        Map<String, Excerpt> texts = Map.of("ehlo", Excerpt.whole(SourceText.of("ehlo", text), KeyPath.ROOT));
        ScriptLimits limits = new ScriptLimits(10_000, 4_096, 5, 1_000, true, Dialect.STANDARD);
        return Optional.ofNullable(new ScriptCompiler()
                        .compile(texts, texts.keySet(), ListCatalog.of(List.of(list)), limits, problems)
                        .scripts()
                        .get("ehlo"))
                .orElseThrow(() -> new IllegalStateException(problems.render()));
    }

    /** Names of which hardly any is listed, as a server meets them. */
    private static SessionFacts[] sessions() {
        Random random = new Random(20261127);
        SessionFacts[] sessions = new SessionFacts[SESSIONS];
        for (int i = 0; i < SESSIONS; i++) {
            sessions[i] = SessionFacts.builder(Stage.EHLO, Instant.EPOCH)
                    .heloDomain("mx" + random.nextInt(1_000_000) + ".example.org")
                    .build();
        }
        return sessions;
    }
}
