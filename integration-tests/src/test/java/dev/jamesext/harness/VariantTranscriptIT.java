package dev.jamesext.harness;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays the transcripts under {@code transcripts-variants/}, whose {@code ehlo.toml} holds many policies: the address a
 * client connects from chooses among them. The listeners are those of {@code conf/} with other names and limits.
 */
final class VariantTranscriptIT {
    private static final String SIZE_LIMIT = "<maxmessagesize>10240</maxmessagesize>";
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

    /** The listener submissions without a name and without a size limit, submission with a name from the TOML. */
    static StockJames.Builder variants(StockJames.Builder builder) throws IOException, URISyntaxException {
        return builder.file("ehlo.toml", TranscriptTests.text("transcripts-variants/ehlo.toml"))
                .file("dnsservice.xml", HarnessPaths.NO_NAME_SERVER)
                .replace(
                        "smtpserver.xml",
                        SIZE_LIMIT + CHAIN + "<listener>submissions</listener>",
                        SIZE_LIMIT.replace("10240", "0") + CHAIN)
                .replace("smtpserver.xml", "<listener>submission</listener>", "");
    }

    @TestFactory
    List<DynamicTest> transcripts() throws IOException, URISyntaxException {
        return TranscriptTests.of("transcripts-variants", james);
    }
}
