package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.esmtp.EhloName;
import dev.jamesext.policy.Offering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;
import org.apache.james.protocols.smtp.hook.HeloHook;

/** EHLO: the greeting, then the lines of our policy, then those of other James extensions that we do not rule. */
public class EhloHandler extends GreetingHandler {

    private Optional<PolicyEhloExtension> policyExtension = Optional.empty();
    private List<EhloExtension> otherExtensions = List.of();

    @Inject
    public EhloHandler(MetricFactory metricFactory, OutsideQuestions questions) {
        this("EHLO", metricFactory, questions);
    }

    /** For a command that is EHLO in all but its name. */
    EhloHandler(String command, MetricFactory metricFactory, OutsideQuestions questions) {
        super(command, metricFactory, questions);
    }

    @Override
    final Response welcome(SMTPSession session, EhloName name) {
        PolicyEhloExtension policy = policyExtension.orElseThrow(
                () -> new IllegalStateException("PolicyEhloExtension is not in this chain"));
        Offering offering = policy.offering(session, name);
        if (offering instanceof Offering.Unknown unknown) {
            return Replies.response(unknown.failure().reply());
        }
        List<EhloLine> lines = policy.lines(session, ((Offering.Known) offering).offers());
        SMTPResponse response = new SMTPResponse(SMTPRetCode.MAIL_OK, greeting(session, name));
        Map<String, EhloLine> byKeyword = new LinkedHashMap<>();
        lines.forEach(line -> byKeyword.put(line.keyword(), line));
        Set<String> ruled = PolicyEhloExtension.ruledKeywords(ConnectionState.policy(session));
        others(session)
                .filter(line -> !line.isLegacyAuth() && !ruled.contains(line.keyword()))
                .forEach(line -> byKeyword.putIfAbsent(line.keyword(), line));
        byKeyword.values().forEach(line -> response.appendLine(line.text()));
        return response;
    }

    /** Whether a greeting would show a line of James's extensions and hooks to this session. */
    final boolean announces(SMTPSession session, String keyword) {
        return others(session)
                .anyMatch(line -> !line.isLegacyAuth() && line.keyword().equals(keyword));
    }

    /** What James's extensions and hooks announce; null, in place of a list or in one, and a blank line mean nothing. */
    private Stream<EhloLine> others(SMTPSession session) {
        List<String> lines = new ArrayList<>();
        for (EhloExtension extension : otherExtensions) {
            List<String> more = extension.getImplementedEsmtpFeatures(session);
            if (more != null) {
                lines.addAll(more);
            }
        }
        for (HeloHook hook : getHooks()) {
            Set<String> more = hook.implementedEsmtpFeatures(session);
            if (more != null) {
                lines.addAll(more);
            }
        }
        return lines.stream().filter(line -> line != null && !line.isBlank()).map(EhloLine::of);
    }

    @Override
    public final List<Class<?>> getMarkerInterfaces() {
        List<Class<?>> types = super.getMarkerInterfaces();
        types.add(EhloExtension.class);
        return types;
    }

    @Override
    public final void wireExtensions(Class<?> type, List<?> handlers) {
        if (type != EhloExtension.class) {
            super.wireExtensions(type, handlers);
            return;
        }
        List<EhloExtension> others = new ArrayList<>();
        for (Object handler : handlers) {
            if (handler instanceof PolicyEhloExtension ours) {
                policyExtension = Optional.of(ours);
            } else {
                others.add((EhloExtension) handler);
            }
        }
        otherExtensions = List.copyOf(others);
    }
}
