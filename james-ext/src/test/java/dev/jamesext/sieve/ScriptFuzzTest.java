package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.expr.Dialect;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.policy.StageScript;
import dev.jamesext.source.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScriptFuzzTest {

    private static final String RICH = """
            require ["variables", "extlists", "reject", "ereject", "environment"];
            # a comment with \\u0022 "quotes"
            set :length :quotewildcard "a" "${env.helo_domain}";
            set :upperfirst "b" "x\\"y\\\\${a}${1}";
            if allof (string :matches ["${env.helo_domain}", "b"] ["*.?.*", "${env.helo_domain}", "*${b}*"],
                      not anyof (environment :contains "stage" "e", false)) {
                reject text:
            551 5.1.1 ${0} ${1} ${2}
            ..dotted ${b}
            .
            ;
            } elsif string :list :comparator "i;octet" "${env.helo_domain}" ["list/friends", "list/${a}"] {
                ereject "${env.helo_domain}";
            } else { /* block */ keep; stop; }
            """;

    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ";",
            ",",
            "\\",
            "\\u00",
            "\\u0022",
            "/*",
            "*/",
            "#",
            "\n",
            "\r",
            "\t",
            "text:",
            "text:\n",
            "\n.\n",
            "${",
            "}",
            "${1}",
            ":list",
            ":is",
            "not ",
            "if ",
            "99999999999",
            "10k",
            "é",
            "😀",
            "\ud83d",
            "\u0000",
            "\u2028",
            "require ",
            "set ",
            "string ");

    @Test
    void compilesOrComplainsAboutAnyText() {
        Random random = new Random(11);
        int compiled = 0;
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            String script = mutated(random, 1 + random.nextInt(4));
            ScriptLimits limits =
                    new ScriptLimits(200, random.nextInt(40), 3, 5_000, random.nextBoolean(), Dialect.STANDARD);
            Problems problems = new Problems();
            Optional<StageScript> result = Scripts.compile(script, limits, problems);
            assertThat(result.isPresent()).as(script).isNotEqualTo(problems.hasErrors());
            assertThat(problems.render()).isNotNull();
            if (result.isPresent()) {
                compiled++;
                assertThat(Scripts.outcome(result.get(), Scripts.facts("a.b.c")))
                        .isNotEmpty();
            } else {
                refused++;
            }
        }
        assertThat(compiled).isGreaterThan(100);
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void runsToADecisionOrAFailureOnAnyName() {
        Random random = new Random(12);
        StageScript script = Scripts.compiled(RICH, new ScriptLimits(100, 64, 3, 5_000, true, Dialect.STANDARD));
        for (int i = 0; i < 4_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int j = random.nextInt(i % 50 == 0 ? 300 : 20); j > 0; j--) {
                name.append(
                        random.nextInt(3) == 0
                                ? PIECES.get(random.nextInt(PIECES.size()))
                                : random.nextBoolean() ? "." : "a");
            }
            assertThat(Scripts.outcome(script, Scripts.facts(name.toString())))
                    .matches(outcome -> outcome.equals("accept")
                            || outcome.startsWith("55")
                            || outcome.startsWith("4")
                            || outcome.startsWith("failure: script 'ehlo': there is no list 'list/"));
        }
    }

    private static String mutated(Random random, int mutations) {
        StringBuilder script = new StringBuilder(RICH);
        for (int i = 0; i < mutations; i++) {
            int at = random.nextInt(script.length());
            int end = Math.min(script.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> script.delete(at, end);
                case 1 -> script.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> script.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> script.insert(at, script.substring(at, end));
            }
        }
        return script.toString();
    }
}
