package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jamesext.expr.Dialect;
import dev.jamesext.lookup.ExactList;
import dev.jamesext.lookup.ListCatalog;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any text is a script that decides or fails as a script may, or has a problem; never another exception. */
final class ScriptRunFuzzTest {

    private static final ListCatalog LISTS =
            ListCatalog.of(List.of(ExactList.of("list/blocked-domains", List.of("mail.spammer.test"))));

    private static final String INCLUDED = """
            require ["include", "variables"];
            global "g";
            if string "${g}" "back" { return; }
            set "g" "${env.helo_domain}";
            """;

    @FuzzTest(maxDuration = "10m")
    void everyTextDecidesOrHasAProblem(byte[] octets) {
        Problems problems = new Problems();
        Optional<StageScript> script =
                Optional.ofNullable(compile(new String(octets, StandardCharsets.UTF_8), 1_000, problems)
                        .get("s"));
        assertThat(script.isEmpty()).isEqualTo(problems.hasErrors());
        script.ifPresent(compiled -> run(compiled, "mail.spammer.test"));
    }

    /** Any name a client gives; the script looks at it in every way there is. */
    @FuzzTest(maxDuration = "10m")
    void everyNameDecidesOrFails(byte[] octets) {
        run(RICH, new String(octets, StandardCharsets.UTF_8));
    }

    private static final StageScript RICH = rich();

    private static StageScript rich() {
        String text = """
                require ["variables", "extlists", "environment", "reject", "relational", "regex", "include", "date", "ihave",
                         "encoded-character", "comparator-i;ascii-numeric", "comparator-i;unicode-casemap",
                         "vnd.stalwart.expressions", "vnd.stalwart.while"];
                global "g";
                set :lower :upperfirst "a" "${env.helo_domain}";
                set :quotewildcard "b" "${a}";
                set :quoteregex "c" "${a}";
                set :length "d" "${a}${unicode:1F4E7}";
                if not string :matches :comparator "i;octet" "x${a}y" "x${b}y" { error "a quoted glob is itself"; }
                if not string :regex :comparator "i;octet" "x${a}y" "^x${c}y$" { error "a quoted pattern is itself"; }
                if string :matches "${a}" ["*.?.*", "a*b*c*", "${a}*"] { set "e" "${0}|${1}|${2}|${3}"; }
                if string :regex "${a}" ["([a-z]+)[.]([^.]*)", "(.)(.)?"] { set "e" "${e}${1}${2}"; }
                if string :value "gt" :comparator "i;ascii-numeric" "${a}" "${d}" { set "f" "1"; }
                if string :value "le" :comparator "i;unicode-casemap" "${a}" "m" { set "f" "${f}2"; }
                if string :count "ge" ["${a}", "${e}", "${f}"] "2" { set "f" "${f}3"; }
                if environment :contains "helo_domain" "${1}" { include "t"; }
                let "labels" "split(env.helo_domain, '.')";
                let "i" "0";
                while "i < count(labels) && i < 20" {
                    let "label" "labels[i]";
                    let "i" "i + 1";
                    if eval "is_email(label) || is_ip_addr(label) || len(to_lowercase(label)) != len(label)" { continue; }
                    if eval "key_exists('list/blocked-domains', label) || hash(label, 'md5') == label" { break; }
                }
                if string :list "${a}" "list/blocked-domains" { reject "551 5.1.1 ${a} ${e} ${f} ${g}"; }
                if string :contains "${a}" "reject" { reject "${a}"; }
                """;
        Problems problems = new Problems();
        StageScript rich = compile(text, 10_000, problems).get("s");
        if (rich == null || !problems.isEmpty()) {
            throw new IllegalStateException(problems.render());
        }
        return rich;
    }

    private static Map<String, StageScript> compile(String text, int steps, Problems problems) {
        Map<String, Excerpt> texts = Map.of(
                "s", Excerpt.whole(SourceText.of("s", text), KeyPath.ROOT),
                "t", Excerpt.whole(SourceText.of("t", INCLUDED), KeyPath.ROOT));
        return new ScriptCompiler()
                .compile(
                        texts,
                        texts.keySet(),
                        LISTS,
                        new ScriptLimits(steps, 256, 3, 2_000, false, Dialect.STANDARD),
                        problems)
                .scripts();
    }

    private static void run(StageScript script, String name) {
        SessionFacts facts = SessionFacts.builder(Stage.EHLO, Instant.EPOCH)
                .listener("smtp")
                .heloDomain(name)
                .build();
        try {
            Decision decision = script.run(facts, Trace.NONE);
            assertThat(decision).isInstanceOfAny(Decision.Accept.class, Decision.Reject.class);
        } catch (ScriptFailure failure) {
            assertThat(failure.getMessage()).isNotBlank();
        }
    }
}
