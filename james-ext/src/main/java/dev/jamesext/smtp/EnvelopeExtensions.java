package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The registry of the extensions that have parameters at MAIL and RCPT, or something to do with a message. */
final class EnvelopeExtensions {

    private final List<EnvelopeExtension> all;

    @Inject
    EnvelopeExtensions(
            EightBitMimeExtension eightBitMime,
            SmtpUtf8Extension smtpUtf8,
            DsnExtension dsn,
            FutureReleaseExtension futureRelease,
            DeliverByExtension deliverBy,
            MtPriorityExtension mtPriority,
            RequireTlsExtension requireTls,
            NoSolicitingExtension noSoliciting) {
        this.all = List.of(eightBitMime, smtpUtf8, dsn, futureRelease, deliverBy, mtPriority, requireTls, noSoliciting);
    }

    EnvelopeExtensions(List<EnvelopeExtension> some) {
        this.all = some;
    }

    /** Those that a policy does not leave to others. */
    EnvelopeExtensions under(Policy policy) {
        List<EnvelopeExtension> ours = all.stream()
                .filter(extension ->
                        extension.ruledBy().filter(policy::leavesToJames).isEmpty())
                .toList();
        return ours.size() == all.size() ? this : new EnvelopeExtensions(ours);
    }

    List<EnvelopeExtension> all() {
        return all;
    }

    /** The owner of a parameter; its keyword in upper case. */
    Optional<EnvelopeExtension> owner(String keyword, Function<EnvelopeExtension, Set<String>> keywords) {
        return all.stream()
                .filter(extension -> keywords.apply(extension).contains(keyword))
                .findFirst();
    }
}
