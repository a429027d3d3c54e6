package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * REQUIRETLS (RFC 8689) with the sample's mailets and four next servers: one as it should be, one without TLS, one with the
 * certificate of another, and one that has good TLS and never heard of the demand.
 */
final class RequireTlsIT {
    private static final String SECRET = "next-hop";

    /** The sample's own way for such mail; each next server gets one like it. */
    private static final String WAY = "<mailet match=\"All\" class=\"RemoteDelivery\">\n"
            + "                <outgoing>outgoing-requiretls</outgoing>";

    private static NextHop good;
    private static NextHop plain;
    private static NextHop wrong;
    private static NextHop ignorant;
    private static StockJames james;
    private static Letters letters;

    @BeforeAll
    static void boot() throws IOException {
        Path folder = Files.createTempDirectory("next-hops");
        Path own = folder.resolve("own.p12");
        Path others = folder.resolve("others.p12");
        Path trusted = folder.resolve("trusted.p12");
        KeystoreTrust.makeKeystore(own, SECRET, "CN=127.0.0.1", "san=ip:127.0.0.1");
        KeystoreTrust.makeKeystore(others, SECRET, "CN=mail.elsewhere.example", "san=dns:mail.elsewhere.example");
        KeystoreTrust.makeTrustStore(trusted, SECRET, own, others);

        List<String> offers = List.of("8BITMIME", "SIZE");
        List<String> withKeyword = List.of("8BITMIME", "SIZE", "REQUIRETLS");
        good = NextHop.open(withKeyword, line -> Optional.empty(), KeystoreTrust.server(own, SECRET));
        plain = NextHop.open(withKeyword, line -> Optional.empty());
        wrong = NextHop.open(withKeyword, line -> Optional.empty(), KeystoreTrust.server(others, SECRET));
        ignorant = NextHop.open(
                offers,
                line -> line.startsWith("MAIL") && line.contains("REQUIRETLS")
                        ? Optional.of("555 5.5.4 MAIL parameter REQUIRETLS not recognized")
                        : Optional.empty(),
                KeystoreTrust.server(own, SECRET));

        StockJames.Builder builder = HarnessPaths.james("requiretls")
                .jvmOption("-Djavax.net.ssl.trustStore=" + trusted)
                .jvmOption("-Djavax.net.ssl.trustStorePassword=" + SECRET);
        james = builder.replace("mailetcontainer.xml", WAY, ways())
                .replace(
                        "mailetcontainer.xml",
                        "<delays>5 minutes, 15 minutes, 1 hour</delays>",
                        "<delays>200 ms</delays>")
                .replace(
                        "mailetcontainer.xml",
                        "<giveUpAfter>1 day</giveUpAfter>",
                        "<giveUpAfter>1 second</giveUpAfter><shortest>100 ms</shortest>")
                .replace(
                        "mailetcontainer.xml",
                        "<mailet match=\"All\" class=\"RemoteDelivery\">\n"
                                + "                <outgoing>outgoing</outgoing>",
                        "<mailet match=\"dev.jamesext.mailet.TlsNotRequired\" class=\"RemoteDelivery\">"
                                + "<outgoing>outgoing-anyway</outgoing>" + gateway(wrong) + "</mailet>"
                                + "<mailet match=\"All\" class=\"RemoteDelivery\"><outgoing>outgoing</outgoing>"
                                + "<startTLS>true</startTLS>" + gateway(wrong))
                .replace(
                        "mailetcontainer.xml",
                        "<delayTime>5 minutes, 10 minutes, 45 minutes, 2 hours, 3 hours, 20 * 6 hours</delayTime>",
                        "<delayTime>1 * 100 ms</delayTime>")
                .replace("mailetcontainer.xml", "<maxRetries>25</maxRetries>", "<maxRetries>1</maxRetries>")
                .start();
        james.webAdmin().createDomain("example.test");
        letters = new Letters(james);
    }

    /** What stands behind the outgoing queue's name in the sample, for each server but the last, which gets the sample's own. */
    private static String ways() {
        String rest = """
                <startTLS>true</startTLS>
                <verifyServerIdentity>true</verifyServerIdentity>
                <mail.smtp.starttls.required>true</mail.smtp.starttls.required>
                <mail.smtp.mailextension>REQUIRETLS</mail.smtp.mailextension>
                <maxRetries>0</maxRetries>
                <delayTime>0 * 1 second</delayTime>
                <onSuccess>relayed</onSuccess>
                <bounceProcessor>requiretls-retry</bounceProcessor>
                </mailet>
                """;
        return way("plain", plain) + rest + way("wrong", wrong) + rest + way("ignorant", ignorant) + rest
                + "<mailet match=\"All\" class=\"RemoteDelivery\"><outgoing>outgoing-requiretls</outgoing>"
                + gateway(good);
    }

    private static String way(String name, NextHop next) {
        return "<mailet match=\"HostIs=" + name + ".example\" class=\"RemoteDelivery\"><outgoing>outgoing-" + name
                + "</outgoing>" + gateway(next);
    }

    private static String gateway(NextHop next) {
        return "<gateway>127.0.0.1</gateway><gatewayPort>" + next.port() + "</gatewayPort>";
    }

    @AfterAll
    static void stop() throws IOException {
        if (james != null) {
            james.close();
        }
        for (NextHop next : new NextHop[] {good, plain, wrong, ignorant}) {
            if (next != null) {
                next.close();
            }
        }
    }

    @Test
    void goesOnInsideVerifiedTlsWithTheDemand() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "requiretls", "Subject: x\r\n\r\nsecret one", "<bob@good.example>");
        assertThat(good.awaitMessage(text -> text.contains("secret one"), Letters.MAIL_MAX))
                .as(() -> good.commands() + james.log())
                .isTrue();
        assertThat(good.commands())
                .anyMatch(line -> line.startsWith("(TLS) MAIL FROM:<" + ann) && line.endsWith("REQUIRETLS"));
    }

    @Test
    void isReturnedWhereThereIsNoTls() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "REQUIRETLS ENVID=no-tls", "Subject: x\r\n\r\nsecret two", "<bob@plain.example>");
        assertThat(letters.mail(ann, "Action: failed", "bob@plain.example").lines())
                .contains("Status: 5.7.30", "Original-Envelope-Id: no-tls");
        assertThat(plain.commands()).noneMatch(line -> line.startsWith("MAIL FROM:<" + ann));
        assertThat(plain.messages()).noneMatch(text -> text.contains("secret two"));
    }

    @Test
    void isReturnedWhereTheCertificateIsAnothers() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "REQUIRETLS", "Subject: x\r\n\r\nsecret three", "<bob@wrong.example>");
        assertThat(letters.mail(ann, "Action: failed", "bob@wrong.example").lines())
                .contains("Status: 5.7.30");
        assertThat(wrong.commands()).noneMatch(line -> line.contains("MAIL FROM:<" + ann));
    }

    @Test
    void isReturnedWhereTheDemandIsNotKnown() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "REQUIRETLS", "Subject: x\r\n\r\nsecret four", "<bob@ignorant.example>");
        assertThat(letters.mail(ann, "Action: failed", "bob@ignorant.example").lines())
                .contains("Status: 5.7.30");
        assertThat(ignorant.messages()).noneMatch(text -> text.contains("secret four"));
    }

    /** RFC 8689 4.1: who says it cannot do without TLS at MAIL is believed, whatever the header says. */
    @Test
    void fieldDoesNotWeakenTheDemand() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "REQUIRETLS", "Subject: x\r\nTLS-Required: No\r\n\r\nsecret five", "<bob@plain.example>");
        assertThat(letters.mail(ann, "Action: failed", "bob@plain.example").lines())
                .contains("Status: 5.7.30");
        assertThat(plain.messages()).noneMatch(text -> text.contains("secret five"));
    }

    @Test
    void fieldLetsMailGoWithoutTls() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "", "Subject: x\r\nTLS-Required: no\r\n\r\ncan do without", "<bob@any.example>");
        assertThat(wrong.awaitMessage(text -> text.contains("can do without"), Letters.MAIL_MAX))
                .isTrue();
        letters.send(ann, "", "Subject: x\r\n\r\nneeds what is configured", "<bob@any.example>");
        letters.mail(ann, "Action: failed", "bob@any.example");
        assertThat(wrong.messages()).noneMatch(text -> text.contains("needs what is configured"));
    }
}
