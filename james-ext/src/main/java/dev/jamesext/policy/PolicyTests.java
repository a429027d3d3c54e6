package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.settings.Located;
import dev.jamesext.settings.Settings;
import dev.jamesext.settings.TestSettings;
import dev.jamesext.settings.TestSettings.Expectation;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Suggestion;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the tests that a policy brings along. A failing test is an error like any other, at the test's header: a policy
 * that does not do what its author wrote down is not used.
 */
public final class PolicyTests {

    private static final List<String> KEYWORDS =
            Stream.of(Extension.values()).map(Extension::keyword).toList();

    private final Policy policy;
    private final Instant now;
    private final Problems problems;

    private PolicyTests(Policy policy, Instant now, Problems problems) {
        this.policy = policy;
        this.now = now;
        this.problems = problems;
    }

    /**
     * Runs every test; to be called right behind {@link PolicyCompiler#compile}.
     *
     * @param compiled what the compiler gave; without a policy only the tests' own mistakes are reported
     * @param clock asked once: all tests happen at the same time
     * @param problems receives what is wrong
     * @return the policy, or empty when {@code problems} holds an error, whoever reported it
     */
    public static Optional<Policy> run(Optional<Policy> compiled, Settings settings, Clock clock, Problems problems) {
        List<TestSettings> sound = settings.tests().stream()
                .filter(test -> linesAreRuled(test.expectation(), settings, problems))
                .toList();
        compiled.ifPresent(policy -> {
            PolicyTests tests = new PolicyTests(policy, clock.instant(), problems);
            sound.forEach(tests::run);
        });
        return compiled.filter(policy -> !problems.hasErrors());
    }

    /** Whether the policy has a say in every line that is expected; reports those that James sends on its own. */
    private static boolean linesAreRuled(Expectation expectation, Settings settings, Problems problems) {
        boolean ruled = true;
        for (Located<String> line : both(expectation)) {
            String keyword = EhloLine.of(line.value()).keyword();
            Optional<String> objection = objection(keyword, settings);
            if (objection.isPresent()) {
                ruled = false;
                problems.error(
                        line.source(),
                        line.span(),
                        line.key(),
                        line.masked("the policy does not rule a line '" + keyword + "'" + objection.get()));
            }
        }
        return ruled;
    }

    private static Optional<String> objection(String keyword, Settings settings) {
        Optional<Extension> extension = Extension.ofKeyword(keyword);
        if (extension.isEmpty()) {
            String meant = Suggestion.didYouMean(keyword, KEYWORDS);
            return Optional.of(meant.isEmpty() ? "; it rules " + String.join(", ", KEYWORDS) : meant);
        }
        return settings.jamesExt().leftToJames().contains(extension.get().setting())
                ? Optional.of(": james-ext.leave-to-james hands it back")
                : Optional.empty();
    }

    private static List<Located<String>> both(Expectation expectation) {
        return Stream.concat(expectation.lines().stream(), expectation.absentLines().stream())
                .toList();
    }

    private void run(TestSettings test) {
        Answers answers = new TestClient(policy, now).play(test.client());
        Expectation expected = test.expectation();
        if (!answers.are(expected)) {
            fail(test, "expected " + expected.shown() + ", got " + answers.shown() + answers.whoDecided());
            return;
        }
        if (expected.rule().isPresent() && !answers.decidedBy(expected.rule().get())) {
            fail(
                    test,
                    "expected " + expected.rule().get() + " to decide, got " + answers.shown() + answers.whoDecided());
        }
        expected.lines().forEach(line -> checkPresent(test, line, answers));
        expected.absentLines().forEach(line -> checkAbsent(test, line, answers));
    }

    private void checkPresent(TestSettings test, Located<String> line, Answers answers) {
        EhloLine wanted = EhloLine.of(line.value());
        String shown = line.shown().strip();
        Optional<EhloLine> offered = answers.line(wanted.keyword());
        if (offered.isEmpty()) {
            fail(test, "expected the line '" + shown + "', it is not offered" + whoGranted(test, wanted, answers));
        } else if (!matches(wanted, offered.get())) {
            fail(
                    test,
                    "expected the line '" + shown + "', got '" + answers.shownLine(wanted.keyword()) + "'"
                            + whoGranted(test, wanted, answers));
        }
    }

    private void checkAbsent(TestSettings test, Located<String> line, Answers answers) {
        EhloLine unwanted = EhloLine.of(line.value());
        answers.line(unwanted.keyword())
                .filter(offered -> matches(unwanted, offered))
                .ifPresent(offered -> fail(
                        test,
                        "expected no line '" + line.shown().strip() + "', it is offered"
                                + whoGranted(test, unwanted, answers)));
    }

    private static String whoGranted(TestSettings test, EhloLine line, Answers answers) {
        return answers.whoGranted(line.keyword(), TestClient.protocol(test.client()));
    }

    /** A keyword alone stands for the line with whatever parameters. */
    private static boolean matches(EhloLine written, EhloLine offered) {
        return written.text().length() == written.keyword().length()
                || written.text().toUpperCase(Locale.ROOT).equals(offered.text().toUpperCase(Locale.ROOT));
    }

    private void fail(TestSettings test, String sentence) {
        problems.error(test.source(), test.header(), test.key(), sentence);
    }
}
