package dev.jamesext.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a policy may do to the reader: nothing but be read or refused, soon. The time limit is far above what linear work
 * takes on a busy machine and far below what quadratic work takes on an idle one.
 */
@Timeout(60)
class SettingsReaderLimitsTest {

    @Test
    void readsPolicyOfTheLargestSizeAndRefusesOneOctetMore() {
        String largest = "#" + "x".repeat(SettingsReader.POLICY_BYTES_MAX - 1);
        assertThat(problems(largest).isEmpty()).isTrue();
        assertThat(problems(largest + "x").sorted())
                .singleElement()
                .extracting(Problem::headline)
                .isEqualTo("p:1:1: error: the policy is longer than 4194304 octets;"
                        + " long lists belong in files of their own");
    }

    @Test
    void countsOctetsNotCharacters() {
        String largest = "#" + "漢".repeat((SettingsReader.POLICY_BYTES_MAX - 1) / 3);
        assertThat(problems(largest).isEmpty()).isTrue();
        assertThat(problems(largest + "x").hasErrors()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a=", "[{a=", "[[", "x.", "\"a\".", "[]", "{}", "'", "\"", "a=", "]"})
    void refusesEndlessNestingInsteadOfFailing(String piece) {
        String nested = "a = " + piece.repeat(20_000);
        assertThat(problems(nested).hasErrors()).isTrue();
        assertThat(problems(piece.repeat(20_000)).hasErrors()).isTrue();
    }

    @Test
    void answersOnThreadWithSmallStack() throws InterruptedException {
        String deepestAllowed = "session.ehlo.a = " + "[".repeat(120) + "]".repeat(120);
        assertThat(problems(deepestAllowed).render()).contains("unknown key 'a'");

        AtomicReference<String> rendered = new AtomicReference<>("the reader threw");
        Thread small =
                new Thread(null, () -> rendered.set(problems(deepestAllowed).render()), "small", 160 * 1024);
        small.start();
        small.join();
        // How much stack a level takes is the compiler's affair: what counts is that either answer is given, and no
        // throw.
        assertThat(rendered.get())
                .containsAnyOf("this is not TOML that can be read: it is nested too deeply", "unknown key 'a'");
    }

    @Test
    void readsFiftyThousandNamesInOneLineInLinearTime() {
        String names = "'mail-0123456789.spammer.example', ".repeat(50_000);
        String policy = "store.a = { type = 'memory', format = 'list', comment = '😀', values = [" + names + "] }";
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(SourceText.of("p", policy), problems);
        assertThat(problems.render()).isEmpty();
        assertThat(settings.lists().get(0).sources()).hasSize(50_000);
    }

    @Test
    void readsTwentyThousandNamesWrittenAsKeysInLinearTime() {
        StringBuilder policy = new StringBuilder("lookup.a = { '😀' = true");
        for (int i = 0; i < 20_000; i++) {
            policy.append(", 'mail-").append(i).append(".example' = true");
        }
        Problems problems = new Problems();
        Settings settings =
                SettingsReader.read(SourceText.of("p", policy.append('}').toString()), problems);
        assertThat(problems.render()).isEmpty();
        assertThat(settings.lists().get(0).sources()).hasSize(20_001);
    }

    @Test
    void readsTheLargestNumberOfTestsAndRefusesOneMore() {
        String tests = "[[test]]\nehlo = 'a'\n".repeat(TestsReader.TESTS_MAX);
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(SourceText.of("p", tests), problems);
        assertThat(problems.render()).isEmpty();
        assertThat(settings.tests()).hasSize(TestsReader.TESTS_MAX);
        assertThat(problems(tests + "[[test]]\nehlo = 'a'\n[[test]]\n").sorted())
                .singleElement()
                .extracting(Problem::headline)
                .isEqualTo("p:2001:1: error: test[1000]: a policy has at most 1000 tests, this is one more");
    }

    @Test
    void quotesWordsOfTheLargestLengthWholeAndCutsLongerOnes() {
        String word = "x".repeat(Quoted.WORD_CHARS_MAX);
        assertThat(Quoted.of(word)).isEqualTo("'" + word + "'");
        assertThat(Quoted.of(word + "x")).isEqualTo("'" + word + "...'");
        assertThat(Quoted.cut("ab😀c", 3)).isEqualTo("ab...");
        assertThat(Quoted.cut("ab😀c", 4)).isEqualTo("ab😀...");
    }

    @Test
    void listsTheLargestNumberOfForeignTablesAndCountsOneMore() {
        StringBuilder policy = new StringBuilder();
        for (int i = 0; i < TableNames.NAMES_LISTED_MAX; i++) {
            policy.append("foreign").append(i).append(" = 1\n");
        }
        assertThat(problems(policy.toString()).render())
                .contains(", foreign39\n")
                .doesNotContain("more");
        assertThat(problems(policy + "foreign40 = 1\n").render()).contains(", foreign39 and 1 more\n");
    }

    @Test
    void boundsTheMessagesOfTheTomlParser() {
        String key = "k".repeat(10_000);
        Problem problem = problems(key + " = 1\n" + key + " = 2\n").sorted().get(0);
        assertThat(problem.sentence())
                .hasSize(TomlParsing.MESSAGE_CHARS_MAX + 3)
                .endsWith("k...");
        String fits = "k".repeat(TomlParsing.MESSAGE_CHARS_MAX - " previously defined at line 1, column 1".length());
        assertThat(problems(fits + " = 1\n" + fits + " = 2\n").sorted().get(0).sentence())
                .hasSize(TomlParsing.MESSAGE_CHARS_MAX)
                .endsWith(" previously defined at line 1, column 1");
    }

    @Test
    void reportsManyProblemsOfOneLongLineSoon() {
        String policy = "session.ehlo.require = [" + "5, ".repeat(50_000) + "]";
        assertThat(problems(policy).render()).hasSizeLessThan(100_000).contains("... and 49900 more problems");
    }

    @Test
    void everyDefaultIsWrittenAndReadWithoutProblem() throws IOException {
        String text;
        try (InputStream in = Objects.requireNonNull(Defaults.class.getResourceAsStream("defaults.toml"))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Problems problems = new Problems();
        Settings written = SettingsReader.read(SourceText.of("p", text), problems);
        assertThat(problems.render()).isEmpty();
        // A default missing in the file would have come from the file named <defaults> and would not be printed.
        assertThat(SettingsFile.print(written)).isEqualTo("""
                session.ehlo.require: <true>@5:11
                session.ehlo.reject-non-fqdn: <local_port = 25 || listener = 'smtp'>@7:20
                session.ehlo.script: <false>@9:10
                session.extensions.pipelining: <true>@12:14
                session.extensions.chunking: <true>@13:12
                session.extensions.requiretls: <true>@14:14
                session.extensions.no-soliciting: <false>@15:17
                session.extensions.dsn: <!is_empty(authenticated_as)>@17:8
                session.extensions.future-release: if <!is_empty(authenticated_as)>@18:28 then <7d>@18:66
                session.extensions.future-release: else <false>@19:29
                session.extensions.deliver-by: if <!is_empty(authenticated_as)>@20:24 then <15d>@20:62
                session.extensions.deliver-by: else <false>@21:25
                session.extensions.mt-priority: if <!is_empty(authenticated_as)>@22:25 then <mixer>@22:63
                session.extensions.mt-priority: else <false>@23:26
                session.extensions.vrfy: <false>@25:8
                session.extensions.expn: <false>@26:8
                sieve: check=false steps=10000 variable=4096 nested=5
                james-ext: tempfail 500 files-outside=false line-by-line=false script-millis=1000
                james-ext.dialect: 0.15
                james-ext.mt-priority-ceiling: if <!is_empty(authenticated_as)>@68:33 then <9>@68:70
                james-ext.mt-priority-ceiling: else <0>@69:34
                james-ext.accept-any-name: <false>@73:19
                james-ext.greet-delay: <false>@83:15
                james-ext.bare-lf: <refuse>@85:12
                """);
    }

    @Test
    void defaultsStandInForWhatIsWrong() {
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(
                SourceText.of("p", "session.ehlo.require = []\n[james-ext]\non-error = 5\nmax-refused-ehlo = 7\n"),
                problems);
        assertThat(problems.sorted()).hasSize(2);
        Excerpt require = settings.ehlo().require().otherwise();
        assertThat(require.source()).hasToString("<defaults>");
        assertThat(require.text()).isEqualTo("true");
        assertThat(settings.jamesExt().onError()).isEqualTo(Settings.OnError.TEMPFAIL);
        assertThat(settings.jamesExt().refusedEhloMax()).isEqualTo(7);
    }

    @Test
    void textThatIsNotTomlGivesDefaultsAndNoFollowUps() {
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(SourceText.of("p", "[sieve.trusted.scripts.a\nfoo = 1\n"), problems);
        assertThat(problems.sorted()).hasSize(1);
        assertThat(settings.sieve().scripts()).isEmpty();
        assertThat(settings.source()).hasToString("p");
    }

    @Test
    void survivesRandomMutationsOfThePolicy() throws IOException {
        String sample = sample();
        Random random = new Random(42);
        String alphabet = "[]{}'\"=.,#\\\n\r\t aé漢😀\u0000\ud800\u2028if0-";
        for (int round = 0; round < 400; round++) {
            StringBuilder mutated = new StringBuilder(sample);
            for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
                mutate(mutated, random, alphabet);
            }
            Problems problems = new Problems();
            Settings settings = SettingsReader.read(SourceText.of("p", mutated.toString()), problems);
            assertThat(settings.extensions()).hasSize(ExtensionKey.values().length);
            assertThat(problems.render().lines().count()).isLessThanOrEqualTo(3L * Problems.PROBLEMS_MAX + 1);
        }
    }

    private static void mutate(StringBuilder text, Random random, String alphabet) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(20));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
            case 2 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
            default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
        }
    }

    private static String sample() throws IOException {
        StringBuilder sample = new StringBuilder();
        for (String name : new String[] {"documentation-ehlo", "documentation-extensions", "listeners"}) {
            try (InputStream in = Objects.requireNonNull(
                    SettingsReaderLimitsTest.class.getResourceAsStream("/settings/" + name + ".toml"))) {
                sample.append(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return sample.toString();
    }

    private static Problems problems(String text) {
        Problems problems = new Problems();
        SettingsReader.read(SourceText.of("p", text), problems);
        return problems;
    }
}
