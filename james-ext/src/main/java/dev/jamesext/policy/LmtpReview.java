package dev.jamesext.policy;

import dev.jamesext.expr.EvalFailure;
import dev.jamesext.settings.TestSettings.Client;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for rules that would grant more on an LMTP listener than is ever offered there (decision 38), and warns. Only what
 * looked at the listener was written with it in mind: a constant, a default or a rule about the client grants for
 * whichever listener there is, and gets no warning.
 */
public final class LmtpReview {

    private static final Set<String> ABOUT_THE_LISTENER = Set.of("listener", "protocol", "local_ip", "local_port");

    private final Policy policy;
    private final TestClient clients;
    private final Problems problems;
    private final Set<Grant> told = new HashSet<>();

    private record Grant(Extension extension, String listener) {}

    /**
     * A review.
     *
     * @param now what time it is for the rules
     * @param problems receives the warnings
     */
    public LmtpReview(Policy policy, Instant now, Problems problems) {
        this.policy = policy;
        this.clients = new TestClient(policy, now);
        this.problems = problems;
    }

    /** Asks every rule about an extension that LMTP has no room for, as for this client; each warning is given once. */
    public void review(Client client) {
        SessionFacts facts = clients.facts(client);
        review(policy.extensions().offered(), facts);
        review(policy.extensions().used(), facts);
    }

    private void review(Map<Extension, Ruled> granting, SessionFacts facts) {
        granting.forEach((extension, rules) -> {
            if (!extension.fits(facts.protocol())) {
                review(extension, rules, facts);
            }
        });
    }

    private void review(Extension extension, Ruled rules, SessionFacts facts) {
        TraceList asked = new TraceList();
        try {
            if (!rules.test(facts, asked)) {
                return;
            }
        } catch (EvalFailure unknown) {
            // Whatever it may say to another client: a failing rule grants nothing.
            return;
        }
        List<Trace.Entry> entries = asked.entries();
        boolean meant = entries.stream()
                .anyMatch(entry -> !Collections.disjoint(entry.read().keySet(), ABOUT_THE_LISTENER));
        String listener = facts.text(SessionVariable.LISTENER);
        if (meant && told.add(new Grant(extension, listener))) {
            Trace.Entry granted = entries.get(entries.size() - 1);
            problems.warning(
                    granted.where(),
                    new Span(0, granted.where().text().length()),
                    extension.keyword() + " is granted to "
                            + (listener.isEmpty() ? "a listener without a name" : "listener '" + listener + "'")
                            + ", which speaks LMTP: it is not offered there, whatever this says");
        }
    }
}
