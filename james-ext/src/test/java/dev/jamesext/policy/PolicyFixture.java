package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.esmtp.EhloName;
import dev.jamesext.settings.Settings;
import dev.jamesext.settings.SettingsReader;
import dev.jamesext.sieve.ScriptCompiler;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Policy text in, decisions and problems out: the whole core without James, a network or a clock. */
final class PolicyFixture {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Problems problems = new Problems();
    private final Optional<Policy> policy;

    private PolicyFixture(String toml) {
        Settings settings = SettingsReader.read(SourceText.of("ehlo.toml", toml), problems);
        this.policy = PolicyCompiler.compile(settings, new ScriptCompiler(), problems);
    }

    static PolicyFixture of(String... lines) {
        return new PolicyFixture(String.join("\n", lines) + "\n");
    }

    /** The policy; fails with its problems when there is none. */
    Policy policy() {
        return policy.orElseThrow(() -> new AssertionError(problems.render()));
    }

    boolean compiled() {
        return policy.isPresent();
    }

    List<String> headlines() {
        return problems.sorted().stream().map(Problem::headline).toList();
    }

    /** The reply to EHLO as {@code code enhanced text}, or {@code accept}. */
    String ehlo(String name, SessionFacts.Builder facts) {
        Decision decision = policy().ehlo(
                        EhloName.of(name),
                        facts.heloDomain(EhloName.of(name).text()).build(),
                        Trace.NONE);
        if (decision instanceof Decision.Reject reject) {
            return reject.reply().toString();
        }
        if (decision instanceof Decision.TemporaryFailure failure) {
            return failure.reply().toString();
        }
        return decision instanceof Decision.Accept ? "accept" : "accept anyway";
    }

    List<String> lines(SessionFacts.Builder facts) {
        Offering offering = policy().offers(facts.build(), Trace.NONE);
        return ((Offering.Known) offering)
                .offers().lines().stream().map(EhloLine::text).toList();
    }

    static SessionFacts.Builder on(String listener) {
        return SessionFacts.builder(Stage.EHLO, NOW)
                .listener(listener)
                .protocol(Protocol.SMTP)
                .remote(address("192.0.2.7"), 40000)
                .local(address("198.51.100.1"), 25);
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(notAnAddress);
        }
    }
}
