package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How James starts with the jar in it. How it refuses to is in {@link BootFailureIT}. */
final class BootIT {
    private static final String CHAIN = "<handlerchain coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\">\n"
            + "            <handler class=\"dev.jamesext.smtp.Listener\"><listener>%s</listener></handler>";

    @Test
    void worksFromJamesOwnLibraryFolderWithTheKeystoreThatJamesGenerates()
            throws IOException, InterruptedException, URISyntaxException {
        try (StockJames james =
                HarnessPaths.bareJames("library").library(HarnessPaths.jar()).start()) {
            TranscriptPlayer player = new TranscriptPlayer(james);
            player.play(transcript("ehlo/refuses-blocked-name.test"));
            player.play(transcript("starttls/forgets-the-name.test"));
        }
    }

    @Test
    void startsAndWarnsWhenNoChainIsOurs() throws IOException {
        StockJames.Builder builder = HarnessPaths.james("no-chain");
        for (String listener : new String[] {"smtp", "submissions", "submission"}) {
            builder.replace(
                    "smtpserver.xml",
                    CHAIN.formatted(listener),
                    "<handlerchain coreHandlersPackage=\"org.apache.james.smtpserver.CoreCmdHandlerLoader\">");
        }
        builder.replace(
                "lmtpserver.xml",
                CHAIN.replace("CoreHandlers", "LmtpCoreHandlers").formatted("lmtp"),
                "<handlerchain coreHandlersPackage=\"org.apache.james.lmtpserver.CoreCmdHandlerLoader\">");
        try (StockJames james = builder.start()) {
            assertThat(james.log())
                    .containsPattern(
                            "WARN .*no listener is ruled by ehlo\\.toml: no <handlerchain> names the core handlers");
            assertThat(ehlo(james, Port.SMTP, "mail.spammer.test")).startsWith("250-");
        }
    }

    @Test
    void takesListenerNamesFromTheXmlAndElseFromThePolicy() throws IOException {
        StockJames.Builder builder =
                HarnessPaths.james("listener-names").replace("smtpserver.xml", "<listener>submission</listener>", "");
        builder.replace(
                "ehlo.toml", "[session.ehlo]\n", """
                [server.listener."inbound"]
                bind = "127.0.0.1:%d"

                [server.listener."smtp"]
                bind = "127.0.0.1:%d"

                [james-ext]
                mt-priority-ceiling = "if_then(contains(['smtp', 'submissons'], listener), 9, 0)"

                [session.ehlo]
                """.formatted(builder.port(Port.SMTP), builder.port(Port.SUBMISSION)));
        try (StockJames james = builder.start()) {
            assertThat(james.log())
                    .containsPattern("WARN .*ehlo\\.toml:[0-9]+:[0-9]+: warning: server\\.listener\\.inbound\\.bind: "
                            + "conf/smtpserver\\.xml calls the listener on this address 'smtp', and that name is used")
                    .containsPattern("WARN .*ehlo\\.toml:[0-9]+:[0-9]+: warning: james-ext\\.mt-priority-ceiling: "
                            + "no listener is named 'submissons', did you mean 'submissions'\\?")
                    .doesNotContain("no listener is named 'smtp'");
            assertThat(ehlo(james, Port.SMTP, "localhost")).startsWith("550 5.5.0 ");
            assertThat(ehlo(james, Port.SUBMISSION, "localhost")).startsWith("550 5.5.0 ");
        }
    }

    private static Path transcript(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(BootIT.class.getResource("/transcripts/" + name), name)
                .toURI());
    }

    private static String ehlo(StockJames james, Port port, String name) throws IOException {
        try (SmtpConnection connection = james.connect(port)) {
            connection.readReply();
            connection.sendLine("EHLO " + name);
            return connection.readReply().get(0);
        }
    }
}
