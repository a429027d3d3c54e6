package dev.jamesext.runtime;

import dev.jamesext.policy.LmtpReview;
import dev.jamesext.policy.Policy;
import dev.jamesext.runtime.Installation.Endpoint;
import dev.jamesext.settings.IpLiteral;
import dev.jamesext.settings.TestSettings.Client;
import dev.jamesext.settings.TestSettings.Command;
import dev.jamesext.settings.TestSettings.Greeting;
import dev.jamesext.source.Problems;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Holds the policy against the LMTP listeners of {@code lmtpserver.xml}: the policy alone does not know which those are. */
final class LmtpAgreement {

    private LmtpAgreement() {}

    static void check(Policy policy, List<Endpoint> endpoints, Instant now, Problems problems) {
        LmtpReview review = new LmtpReview(policy, now, problems);
        for (Endpoint endpoint : endpoints) {
            if (endpoint.protocol().isLmtp()) {
                boolean mailets = endpoint.protocol().hasMailets();
                endpoint.binds().forEach(bind -> review.review(client(endpoint.listener(), bind, mailets)));
            }
        }
    }

    /** Somebody who talks to a listener, and of whom nothing else is known. */
    private static Client client(String listener, String bind, boolean mailets) {
        int colon = bind.lastIndexOf(':');
        String host = bind.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", "");
        String port = bind.substring(colon + 1);
        Optional<InetAddress> localIp = IpLiteral.parse(host).filter(address -> !address.isAnyLocalAddress());
        Optional<Integer> localPort =
                port.matches("[0-9]{1,5}") ? Optional.of(Integer.valueOf(port)) : Optional.empty();
        return new Client(
                Optional.of(listener).filter(name -> !name.isEmpty()),
                Client.REMOTE_IP,
                Client.REMOTE_PORT,
                localIp,
                localPort,
                false,
                "",
                mailets,
                Optional.of(new Greeting(Command.LHLO, "mx.example.org")),
                Optional.empty());
    }
}
