package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.expr.Outside;
import dev.jamesext.expr.Outside.Answer;
import dev.jamesext.expr.Outside.Question;
import dev.jamesext.expr.Outside.Subject;
import dev.jamesext.expr.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class OutsideAnswersTest {

    private static final Answer YES = new Answer.Known(Value.TRUE);

    private final OutsideAnswers answers = new OutsideAnswers();
    private final List<Question> asked = new ArrayList<>();
    private final Outside outside = question -> {
        asked.add(question);
        return YES;
    };

    private static Question about(int number) {
        return new Question(Subject.LOCAL_DOMAIN, "d" + number + ".example");
    }

    private void findOut(Consumer<OutsideAnswers> rules) {
        for (Optional<OutsideAnswers.Open> open = answers.openAfter(rules);
                open.isPresent();
                open = answers.openAfter(rules)) {
            answers.put(open.get(), open.get().ask(outside));
        }
    }

    @Test
    void asksEachQuestionOnceAndNothingLater() {
        findOut(rules -> {
            rules.ask(about(1));
            rules.ask(about(2));
            rules.ask(about(1));
        });
        assertThat(answers.ask(about(1))).isEqualTo(YES);
        assertThat(answers.ask(about(3))).isInstanceOf(Answer.Failed.class);
        assertThat(asked).containsExactly(about(1), about(2));
    }

    @Test
    void asksWhatDependsOnAnAnswerOnlyThen() {
        findOut(rules -> rules.ask(rules.ask(about(1)).equals(YES) ? about(2) : about(3)));
        // The first evaluation has asked about 3 as well, when 1 had no answer.
        assertThat(asked).containsExactly(about(1), about(2));
    }

    @Test
    void failsAtOneQuestionTooMany() {
        List<Answer> got = new ArrayList<>();
        findOut(rules -> {
            got.clear();
            for (int i = 0; i <= OutsideAnswers.QUESTIONS_MAX; i++) {
                got.add(rules.ask(about(i)));
            }
            got.add(rules.ask(about(0)));
        });
        assertThat(asked).hasSize(OutsideAnswers.QUESTIONS_MAX);
        assertThat(got.get(OutsideAnswers.QUESTIONS_MAX - 1)).isEqualTo(YES);
        assertThat(got.get(OutsideAnswers.QUESTIONS_MAX)).isInstanceOf(Answer.Failed.class);
        assertThat(got.get(OutsideAnswers.QUESTIONS_MAX + 1)).isEqualTo(YES);
    }

    @Test
    void noAnswerInTimeIsAFailureOfTheQuestion() {
        OutsideAnswers.Open open =
                answers.openAfter(rules -> rules.ask(about(1))).orElseThrow();
        answers.putNone(open, Duration.ofMillis(100));
        assertThat(answers.openAfter(rules -> rules.ask(about(1)))).isEmpty();
        assertThat(answers.ask(about(1))).isEqualTo(new Answer.Failed("no answer about d1.example within 100 ms"));
    }

    @Test
    void knowsWhoIsAsked() {
        List<Subject> names = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            if (new OutsideAnswers.Open(new Question(subject, "a.example")).isForNameServers()) {
                names.add(subject);
            }
        }
        assertThat(names).containsExactly(Subject.IPV4, Subject.MX, Subject.PTR, Subject.TXT);
    }
}
