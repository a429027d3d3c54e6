package dev.jamesext.runtime;

import dev.jamesext.expr.Outside;
import dev.jamesext.policy.SessionFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What the rules of one command ask the outside, and what it answers. Each question is asked once, and none later on. */
public final class OutsideAnswers implements Outside {

    /** Different questions that the rules of one command may ask; one more is a failure. */
    static final int QUESTIONS_MAX = 20;

    private final Map<Question, Answer> answers = new HashMap<>();
    private final Outside outside;
    private volatile boolean complete;

    private OutsideAnswers(Outside outside) {
        this.outside = outside;
    }

    /**
     * Evaluates rules and asks what they ask; takes as long as that takes.
     *
     * @param rules are given the answers, and evaluate policies on facts that {@link #askedBy} made
     */
    public static OutsideAnswers to(Consumer<OutsideAnswers> rules, Outside outside) {
        OutsideAnswers answers = new OutsideAnswers(outside);
        rules.accept(answers);
        answers.complete = true;
        return answers;
    }

    /** The facts for an evaluation that asks here. */
    public SessionFacts askedBy(SessionFacts facts) {
        return facts.asking(this);
    }

    @Override
    public Answer ask(Question question) {
        if (answers.containsKey(question)) {
            return answers.get(question);
        }
        if (complete) {
            return new Answer.Failed("that was not asked in time");
        }
        if (answers.size() >= QUESTIONS_MAX) {
            return new Answer.Failed("more than " + QUESTIONS_MAX + " questions for one command");
        }
        Answer answer = outside.ask(question);
        answers.put(question, answer);
        return answer;
    }
}
