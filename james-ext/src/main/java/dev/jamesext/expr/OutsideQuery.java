package dev.jamesext.expr;

import dev.jamesext.expr.Outside.Answer;
import dev.jamesext.expr.Outside.Question;
import dev.jamesext.expr.Outside.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function that asks the {@link Outside}. No answer is a failure, never an empty one. Of a text that cannot be what
 * the question is about, nothing is asked, and the answer is the empty one.
 */
record OutsideQuery(
        Type type, Subject subject, Evaluator name, java.util.function.Function<String, EvalFailure> failure)
        implements Evaluator.Call {

    /** Characters of a name that is asked about: those of a domain in an address, and 64 for its local part. */
    static final int NAME_CHARS_MAX = 320;

    private static final Map<String, Subject> RECORDS =
            Map.of("ip", Subject.IPV4, "ipv4", Subject.IPV4, "mx", Subject.MX, "ptr", Subject.PTR, "txt", Subject.TXT);

    private static final Value NOTHING = new Value.Items(List.of());

    /** {@code is_local_domain} and {@code is_local_address}: the directory named first is James's own, whatever it is. */
    static Evaluator bindLocal(Subject subject, Function.Site site) {
        return site.outside(new OutsideQuery(Type.BOOLEAN, subject, site.lastArgument(), site::failure));
    }

    /** {@code dns_query}: which records are asked for is known at load. */
    static Evaluator bindRecords(Function.Site site) {
        Set<String> known = new TreeSet<>(RECORDS.keySet());
        if (!(site.argument(1) instanceof Evaluator.Constant constant)) {
            return site.refuse(1, "must be one of " + String.join(", ", known) + ", written as it is");
        }
        String records = constant.value().asText().toLowerCase(Locale.ROOT);
        if (records.equals("ipv6")) {
            return site.refuse(1, "cannot be 'ipv6': James's name service looks up IPv4 addresses alone");
        }
        @Nullable Subject subject = RECORDS.get(records);
        if (subject == null) {
            return site.refuse(1, "must be one of " + String.join(", ", known));
        }
        return site.outside(new OutsideQuery(Type.LIST, subject, site.argument(0), site::failure));
    }

    @Override
    public Value evaluate(Variables variables) {
        String text = name.evaluate(variables).asText();
        Optional<String> asked = text.length() > NAME_CHARS_MAX
                ? Optional.empty()
                : AskedName.of(subject, text.toLowerCase(Locale.ROOT));
        if (asked.isEmpty()) {
            return type == Type.BOOLEAN ? Value.FALSE : NOTHING;
        }
        Answer answer = variables.outside().ask(new Question(subject, asked.get()));
        if (answer instanceof Answer.Failed failed) {
            throw failure.apply(failed.reason());
        }
        return ((Answer.Known) answer).value();
    }
}
