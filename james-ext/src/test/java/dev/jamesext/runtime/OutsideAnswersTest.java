package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.expr.Outside;
import dev.jamesext.expr.Outside.Answer;
import dev.jamesext.expr.Outside.Question;
import dev.jamesext.expr.Outside.Subject;
import dev.jamesext.expr.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutsideAnswersTest {

    private final List<Question> asked = new ArrayList<>();
    private final Outside outside = question -> {
        asked.add(question);
        return new Answer.Known(Value.TRUE);
    };

    private static Question about(int number) {
        return new Question(Subject.LOCAL_DOMAIN, "d" + number + ".example");
    }

    @Test
    void asksEachQuestionOnceAndNothingLater() {
        OutsideAnswers answers = OutsideAnswers.to(
                rules -> {
                    rules.ask(about(1));
                    rules.ask(about(1));
                },
                outside);
        assertThat(answers.ask(about(1))).isEqualTo(new Answer.Known(Value.TRUE));
        assertThat(answers.ask(about(2))).isInstanceOf(Answer.Failed.class);
        assertThat(asked).containsExactly(about(1));
    }

    @Test
    void failsAtOneQuestionTooMany() {
        List<Answer> got = new ArrayList<>();
        OutsideAnswers.to(
                rules -> {
                    for (int i = 0; i <= OutsideAnswers.QUESTIONS_MAX; i++) {
                        got.add(rules.ask(about(i)));
                    }
                    got.add(rules.ask(about(0)));
                },
                outside);
        assertThat(asked).hasSize(OutsideAnswers.QUESTIONS_MAX);
        assertThat(got.get(OutsideAnswers.QUESTIONS_MAX - 1)).isInstanceOf(Answer.Known.class);
        assertThat(got.get(OutsideAnswers.QUESTIONS_MAX)).isInstanceOf(Answer.Failed.class);
        assertThat(got.get(OutsideAnswers.QUESTIONS_MAX + 1)).isInstanceOf(Answer.Known.class);
    }
}
