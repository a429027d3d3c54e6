package dev.jamesext.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.settings.TestSettings.Client;
import dev.jamesext.settings.TestSettings.Command;
import dev.jamesext.settings.TestSettings.Greeting;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LmtpReviewTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dsn = \"listener = 'local'\"",
                "dsn = \"listener != 'smtp'\"",
                "dsn = \"protocol = 'lmtp' && is_empty(authenticated_as)\"",
                "dsn = \"local_port = 2424\"",
                "dsn = \"local_ip = '198.51.100.7'\"",
                "dsn = [ { if = \"listener = 'local'\", then = true }, { else = false } ]",
                "dsn = [ { if = \"listener = 'smtp'\", then = false }, { else = true } ]",
                "dsn = [ { if = \"is_tls\", then = false }, { else = \"protocol = 'lmtp'\" } ]",
                "dsn = { offer = \"listener = 'local'\" }",
                "dsn = { offer = false, use = \"listener = 'local'\" }",
                "dsn = { offer = \"listener = 'local'\", use = \"listener = 'local'\" }",
            })
    void warnsOfWhatIsGrantedWithALookAtTheListener(String rule) {
        assertThat(warnings(rule, client("local")))
                .singleElement()
                .asString()
                .contains("warning: session.extensions.dsn")
                .endsWith(
                        "DSN is granted to listener 'local', which speaks LMTP: it is not offered there, whatever this"
                                + " says");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The defaults grant some of it.
                "",
                "dsn = true",
                "dsn = \"!is_empty(authenticated_as)\"",
                "requiretls = \"!is_ip_in_cidr(remote_ip, '10.0.0.0/8')\"",
                "dsn = \"protocol = 'smtp'\"",
                "dsn = \"listener = 'local' && !is_empty(authenticated_as)\"",
                "dsn = [ { if = \"listener = 'local'\", then = false }, { else = true } ]",
                // There is room for these.
                "pipelining = \"listener = 'local'\"",
                "chunking = \"protocol = 'lmtp'\"",
                // It fails.
                "dsn = \"listener = 'local' && 1 / len(authenticated_as) > 0\"",
            })
    void isSilentAboutEverythingElse(String rule) {
        assertThat(warnings(rule, client("local"))).isEmpty();
    }

    @Test
    void pointsAtWhatGrants() {
        assertThat(warnings(
                        "dsn = [ { if = \"listener = 'local'\", then = true },\n { else = false } ]", client("local")))
                .singleElement()
                .asString()
                .startsWith("ehlo.toml:2:45: warning: session.extensions.dsn[0].then: ");
    }

    @Test
    void warnsOnceForAListenerAndForEveryExtension() {
        assertThat(warnings(
                        "dsn = \"protocol = 'lmtp'\"\nfuture-release = [ { if = \"protocol = 'lmtp'\", then = \"7d\" },"
                                + " { else = false } ]",
                        client("local"),
                        client("local"),
                        client("other")))
                .hasSize(4);
    }

    @Test
    void knowsTheListenerThatOnlyThePolicyNames() {
        Client unnamed = client("");
        String rule = "dsn = \"protocol = 'lmtp'\"";
        assertThat(warnings(rule, unnamed)).singleElement().asString().contains("to a listener without a name,");
        String named = rule + "\n[server.listener.\"backend\"]\nbind = \"198.51.100.7:2424\"";
        assertThat(warnings(named, unnamed)).singleElement().asString().contains("to listener 'backend',");
    }

    private static List<String> warnings(String extensions, Client... clients) {
        Policy policy = PolicyFixture.of("[session.extensions]", extensions).policy();
        Problems problems = new Problems();
        LmtpReview review = new LmtpReview(policy, PolicyFixture.NOW, problems);
        for (Client client : clients) {
            review.review(client);
        }
        return problems.warnings().stream().map(Problem::headline).toList();
    }

    /** A client of a listener of that name; the empty one is for a listener that the XML gives none. */
    private static Client client(String listener) {
        return new Client(
                Optional.of(listener).filter(name -> !name.isEmpty()),
                Client.REMOTE_IP,
                Client.REMOTE_PORT,
                Optional.of(PolicyFixture.address("198.51.100.7")),
                Optional.of(2424),
                false,
                "",
                false,
                Optional.of(new Greeting(Command.LHLO, "mx.example.org")),
                Optional.empty());
    }
}
