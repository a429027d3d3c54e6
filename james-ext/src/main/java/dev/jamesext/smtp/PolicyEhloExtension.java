package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.esmtp.EhloName;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offering;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Policy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;

/** The EHLO lines that are ours to send: what the policy grants, and what James always carries out. */
public final class PolicyEhloExtension implements EhloExtension, ProtocolHandler {

    private final SessionFactsReader factsReader;
    private final Grants grants;

    @Inject
    public PolicyEhloExtension(SessionFactsReader factsReader, Grants grants) {
        this.factsReader = factsReader;
        this.grants = grants;
    }

    /** What the policy grants to a session whose client offers a name. */
    Offering offering(SMTPSession session, EhloName name) {
        return grants.all(session, factsReader.atEhlo(session, name));
    }

    /** The lines that announce it. */
    List<EhloLine> lines(SMTPSession session, Offers offers) {
        return Offers.allLines(
                offers.lines().stream()
                        .filter(line -> isPossible(session, line))
                        .toList(),
                EhloLine.of("SIZE " + session.getConfiguration().getMaxMessageSize()),
                ConnectionState.protocol(session));
    }

    /** Chunks are cut by our framing; where that could not be installed they are not offered. */
    private static boolean isPossible(SMTPSession session, EhloLine line) {
        return !line.keyword().equals(Extension.CHUNKING.keyword())
                || FramedConnection.of(session).isPresent();
    }

    /** The keywords that nobody else may announce under a policy, granted or not. */
    static Set<String> ruledKeywords(Policy policy) {
        return Stream.of(Extension.values())
                .filter(extension -> !policy.leavesToJames(extension))
                .map(Extension::keyword)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** For an EHLO handler that is not ours. It has no place for a failure, so an unknown offer is none there. */
    @Override
    public List<String> getImplementedEsmtpFeatures(SMTPSession session) {
        return ConnectionState.heloName(session)
                .map(name -> offering(session, EhloName.of(name)))
                .filter(Offering.Known.class::isInstance)
                .map(offering -> lines(session, ((Offering.Known) offering).offers()))
                .orElse(List.of())
                .stream()
                .map(EhloLine::text)
                .toList();
    }
}
