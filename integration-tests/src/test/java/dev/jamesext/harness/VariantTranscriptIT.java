package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays the transcripts under {@code transcripts-variants/}, whose {@code ehlo.toml} holds many policies: the address a
 * client connects from chooses among them. The listeners are those of {@code conf/} with other names and limits.
 */
final class VariantTranscriptIT {
    private static final String SIZE_LIMIT = "<maxmessagesize>10240</maxmessagesize>";
    private static final String NOBODY_LOGS_IN = "<announce>never</announce>\n        </auth>";
    private static final String NO_BRACKETS = "<addressBracketsEnforcement>false</addressBracketsEnforcement>";
    private static final String CHAIN =
            "\n        <handlerchain coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\">"
                    + "\n            <handler class=\"dev.jamesext.smtp.Listener\">";

    private static StockJames james;

    @BeforeAll
    static void boot() throws IOException, URISyntaxException {
        james = variants(HarnessPaths.james("variants")).start();
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    /**
     * The listener submissions without a name and without a size limit, submission with a name from the TOML, smtp without the
     * demand for brackets around addresses.
     */
    static StockJames.Builder variants(StockJames.Builder builder) throws IOException, URISyntaxException {
        return builder.file("ehlo.toml", TranscriptTests.text("transcripts-variants/ehlo.toml"))
                .file("dnsservice.xml", HarnessPaths.NO_NAME_SERVER)
                .file("patterns.txt", "# dialled up\n^dial-[0-9]+[.]\n")
                .file("archive.gz", compressed("*.pool.example.com\nother.example.com\n"))
                .replace(
                        "smtpserver.xml",
                        SIZE_LIMIT + CHAIN + "<listener>submissions</listener>",
                        SIZE_LIMIT.replace("10240", "0") + CHAIN)
                .replace("smtpserver.xml", "<listener>submission</listener>", "")
                .replace("smtpserver.xml", NOBODY_LOGS_IN, NOBODY_LOGS_IN + NO_BRACKETS);
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(octets)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return octets.toByteArray();
    }

    /**
     * Reports must not multiply: a stranger whom the rules let ask for reports names somebody else as the sender of a message
     * with a long header to fifty recipients.
     */
    @Test
    void oneTransactionSendsOneSmallReport() throws IOException, InterruptedException {
        Letters letters = new Letters(james);
        String victim = letters.user("victim");
        List<String> recipients =
                IntStream.range(0, 50).mapToObj(i -> letters.user("crowd")).toList();
        try (SmtpConnection stranger = james.connectFrom(InetAddress.getByName("127.0.0.85"), Port.SMTP)) {
            stranger.readReply();
            Letters.say(stranger, "EHLO mx.example.org", "250");
            Letters.say(stranger, "MAIL FROM:<" + victim + ">", "250");
            for (String recipient : recipients) {
                Letters.say(stranger, "RCPT TO:<" + recipient + "> NOTIFY=SUCCESS", "250");
            }
            Letters.say(stranger, "DATA", "354");
            Letters.say(stranger, ("X-Pad: " + "p".repeat(990) + "\r\n").repeat(200) + "\r\nbody\r\n.", "250");
        }
        for (String recipient : recipients) {
            letters.mail(recipient, "X-Pad");
        }
        String report = letters.mail(victim, "Action: delivered");
        assertThat(report).hasSizeLessThan(100 * 1024);
        assertThat(recipients).allMatch(recipient -> report.contains("Final-Recipient: rfc822; " + recipient));
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), victim, "secret")) {
            assertThat(reader.count()).isEqualTo(1);
        }
    }

    /** What a script logs stays on its line, and a client that greets all the time does not fill the disk. */
    @Test
    void scriptsWriteToTheLogAndNeitherSpoilNorFloodIt() throws IOException {
        try (SmtpConnection client = james.connect(Port.SMTP)) {
            client.readReply();
            String leftOut = "more lines of scripts were left out, 100 a second are the limit";
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!james.log().contains(leftOut)) {
                assertThat(System.nanoTime()).as(james.log()).isLessThan(end);
                for (int i = 0; i < 100; i++) {
                    client.sendLine("EHLO log.test");
                    assertThat(client.readReply().get(0)).startsWith("250");
                }
            }
        }
        assertThat(james.log()).contains("language: a line\\u000d\\u000aforged by log.test");
        assertThat(james.log().lines()).noneMatch(line -> line.startsWith("forged by"));
    }

    @TestFactory
    List<DynamicTest> transcripts() throws IOException, URISyntaxException {
        return TranscriptTests.of("transcripts-variants", james);
    }
}
