package dev.jamesext.runtime;

import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Policy;
import dev.jamesext.runtime.Installation.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares what James's XML says about a listener that the policy rules with what the policy says. Where they may differ one of
 * them does not count, and a sentence says which.
 */
final class XmlAgreement {

    /** Elements of a server that are compared here. */
    static final String ENFORCEMENT = "heloEhloEnforcement";

    static final String AUTH_REQUIRED = "authRequired";
    static final String ANNOUNCE = "auth.announce";
    static final String DISABLED = "disabledFeatures";

    /** The elements to be read. */
    static final List<String> ELEMENTS = List.of(ENFORCEMENT, AUTH_REQUIRED, ANNOUNCE, DISABLED);

    private final Policy policy;
    private final Endpoint endpoint;
    private final List<String> sentences = new ArrayList<>();

    private XmlAgreement(Policy policy, Endpoint endpoint) {
        this.policy = policy;
        this.endpoint = endpoint;
    }

    /** A sentence for each element that does not count, or counts for more than with James alone. */
    static List<String> check(Policy policy, List<Endpoint> endpoints) {
        return endpoints.stream()
                .flatMap(endpoint -> new XmlAgreement(policy, endpoint).check().stream())
                .toList();
    }

    private List<String> check() {
        said(ENFORCEMENT).ifPresent(this::checkEnforcement);
        said(AUTH_REQUIRED).ifPresent(this::checkAuthRequired);
        said(DISABLED).ifPresent(this::checkDisabled);
        return sentences;
    }

    private void checkEnforcement(String enforced) {
        boolean same = policy.requiresGreeting()
                .filter(Boolean.valueOf(enforced)::equals)
                .isPresent();
        if (!same) {
            tell(ENFORCEMENT, enforced, "does not count, session.ehlo.require of " + PolicyFile.NAME + " does");
        }
    }

    /** What James makes of the element of its earlier versions; it does not look at it where there is the newer one. */
    private void checkAuthRequired(String required) {
        Optional<String> announce = said(ANNOUNCE);
        if (announce.isPresent()) {
            tell(AUTH_REQUIRED, required, "does not count, <auth><announce>" + announce.get() + "</announce> does");
            return;
        }
        String counted = switch (required.toLowerCase(Locale.ROOT)) {
            case "true" -> "forUnauthorizedAddresses";
            case "announce" -> "always";
            default -> "never";
        };
        tell(
                AUTH_REQUIRED,
                required,
                "counts as <auth><announce>" + counted
                        + "</announce>: nobody has to log in by it, and AUTH is refused where"
                        + " it is not announced");
    }

    /** Lines that James 3.9 leaves out when it writes the reply to EHLO itself. */
    private void checkDisabled(String disabled) {
        for (String line : disabled.split("[\\s,]+", -1)) {
            Optional<Extension> extension = Extension.ofKeyword(line.toUpperCase(Locale.ROOT));
            if (extension.isPresent()) {
                tell(
                        DISABLED,
                        line,
                        "does not count, session.extensions."
                                + extension.get().setting().key() + " of " + PolicyFile.NAME + " does");
            } else if (!line.isEmpty()) {
                tell(
                        DISABLED,
                        line,
                        "does not count, james-ext writes the reply to "
                                + endpoint.protocol().greeting());
            }
        }
    }

    private void tell(String element, String text, String sentence) {
        sentences.add("conf/" + endpoint.file() + ", server on " + String.join(", ", endpoint.binds()) + ": <" + element
                + ">" + text + "</" + element + "> " + sentence);
    }

    private Optional<String> said(String element) {
        return Optional.ofNullable(endpoint.said().get(element));
    }
}
