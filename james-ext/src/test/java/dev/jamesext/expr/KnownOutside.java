package dev.jamesext.expr;

import java.util.List;
import java.util.Map;

/** An outside that tests know: {@code example.test} is local, {@code example.org} has records, {@code broken.test} no answer. */
enum KnownOutside implements Outside {
    INSTANCE;

    private static final Map<Question, Value> KNOWN = Map.of(
            new Question(Subject.MX, "example.org"), texts("mx1.example.org", "mx2.example.org"),
            new Question(Subject.IPV4, "example.org"), texts("192.0.2.1"),
            new Question(Subject.TXT, "example.org"), texts("v=spf1 -all"),
            new Question(Subject.PTR, "192.0.2.1"), texts("example.org"),
            new Question(Subject.LOCAL_DOMAIN, "example.test"), Value.TRUE,
            new Question(Subject.LOCAL_ADDRESS, "ann@example.test"), Value.TRUE);

    private static Value texts(String... texts) {
        return new Value.Items(
                List.of(texts).stream().<Value>map(Value.Text::new).toList());
    }

    @Override
    public Answer ask(Question question) {
        if (question.name().endsWith("broken.test")) {
            return new Answer.Failed("no answer about " + question.name());
        }
        boolean flag = question.subject() == Subject.LOCAL_DOMAIN || question.subject() == Subject.LOCAL_ADDRESS;
        return new Answer.Known(KNOWN.getOrDefault(question, flag ? Value.FALSE : new Value.Items(List.of())));
    }
}
