package dev.jamesext.runtime;

import dev.jamesext.expr.Outside;
import dev.jamesext.policy.SessionFacts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one command ask the outside, and what it answers. The rules are evaluated until they ask something that
 * has no answer yet; somebody finds that out, and they are evaluated again, until all that they ask has an answer. So no
 * thread waits in the middle of a rule. Each question is asked once. Not for several threads at once.
 */
public final class OutsideAnswers implements Outside {

    /** Different questions that the rules of one command may ask; one more is a failure. */
    static final int QUESTIONS_MAX = 20;

    private final Map<Question, Answer> answers = new HashMap<>();
    private boolean evaluates;
    private @Nullable Question next;

    /** A question that has no answer yet; equal ones have the same answer. */
    public record Open(Question question) {

        /** Whether name servers are asked, and not James's own domains and users. */
        public boolean isForNameServers() {
            return switch (question.subject()) {
                case LOCAL_DOMAIN, LOCAL_ADDRESS -> false;
                case IPV4, MX, PTR, TXT -> true;
            };
        }

        /** Asks; takes as long as that takes. */
        public Found ask(Outside outside) {
            return new Found(outside.ask(question));
        }
    }

    /** What came of a question. */
    public record Found(Answer answer) {}

    /**
     * Evaluates rules with the answers there are.
     *
     * @param rules are given the answers, and evaluate policies on facts that {@link #askedBy} made
     * @return the first question without an answer; empty when the rules ask no more
     */
    public Optional<Open> openAfter(Consumer<OutsideAnswers> rules) {
        next = null;
        evaluates = true;
        try {
            rules.accept(this);
        } finally {
            evaluates = false;
        }
        return Optional.ofNullable(next).map(Open::new);
    }

    /** Keeps an answer. */
    public void put(Open open, Found found) {
        answers.put(open.question(), found.answer());
    }

    /** There was no answer in time: nobody could say. */
    public void putNone(Open open, Duration time) {
        answers.put(
                open.question(),
                new Answer.Failed("no answer about " + open.question().name() + " within " + time.toMillis() + " ms"));
    }

    /** The facts for an evaluation that asks here. */
    public SessionFacts askedBy(SessionFacts facts) {
        return facts.asking(this);
    }

    @Override
    public Answer ask(Question question) {
        Answer answer = answers.get(question);
        if (answer != null) {
            return answer;
        }
        if (!evaluates) {
            return new Answer.Failed("that was not asked in time");
        }
        if (answers.size() >= QUESTIONS_MAX) {
            return new Answer.Failed("more than " + QUESTIONS_MAX + " questions for one command");
        }
        if (next == null) {
            next = question;
        }
        return new Answer.Failed("that is being asked");
    }
}
