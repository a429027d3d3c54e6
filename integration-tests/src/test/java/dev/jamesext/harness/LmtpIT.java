package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * LMTP servers of every kind in one James without SMTP, each on the port of a listener of {@code conf/}: James's own
 * ({@code smtp}), ours without James's JMX statistics ({@code lmtp}), and ours before the mailet container, with the
 * statistics ({@code submission}) and without ({@code submissions}).
 */
final class LmtpIT {
    private static final String MAILET_CONTAINER = "lmtp-transcripts/mailet-container";
    private static final String LOCAL = "<mailet match=\"RecipientIsLocal\" class=\"ToProcessor\">";

    /** What the mailets found on the mail is seen in the mailbox. */
    private static final String SHOWN = "<mailet match=\"All\" class=\"MailAttributesToMimeHeaders\">"
            + "<simplemapping>james-ext.deadline-mode; X-Deadline-Mode</simplemapping></mailet>"
            + "<mailet match=\"HasMailAttribute=MAIL_PRIORITY\" class=\"SetMimeHeader\"><name>X-Has-Priority</name>"
            + "<value>yes</value></mailet>";

    private static final String DSN_HOOK = "<handler class=\"org.apache.james.smtpserver.dsn.DSNEhloHook\"/>";

    private static StockJames james;

    @BeforeAll
    static void boot() {
        james = HarnessPaths.james("lmtp")
                .file("smtpserver.xml", "<smtpservers/>")
                .file(
                        "lmtpserver.xml",
                        "<lmtpservers>"
                                + server("smtp", "org.apache.james.lmtpserver.CoreCmdHandlerLoader", true, DSN_HOOK)
                                + server("lmtp", "dev.jamesext.smtp.LmtpCoreHandlers", false, listener("lmtp"))
                                + mailets("submission", true)
                                + mailets("submissions", false)
                                + "</lmtpservers>")
                .replace(
                        "mailetcontainer.xml",
                        LOCAL,
                        "<mailet match=\"All\" class=\"SetMimeHeader\"><name>X-Came-By</name><value>the mailet container"
                                + "</value></mailet>" + SHOWN + LOCAL)
                .replace("ehlo.toml", "dsn = [ {", granted("dsn", "true"))
                .replace("ehlo.toml", "deliver-by = [ {", granted("deliver-by", "\"2h\""))
                .replace("ehlo.toml", "mt-priority = [ {", granted("mt-priority", "\"mixer\""))
                .replace("ehlo.toml", "[[test]]\nlistener = \"lmtp\"\n", """
                        [james-ext]
                        mt-priority-ceiling = 6

                        [[test]]
                        listener = "submission"
                        lhlo = "workstation"
                        mailets = true
                        expect-lines = ["DSN", "DELIVERBY", "MT-PRIORITY MIXER"]
                        expect-no-lines = ["FUTURERELEASE", "NO-SOLICITING", "VRFY", "EXPN", "REQUIRETLS"]

                        [[test]]
                        listener = "lmtp"
                        expect-no-lines = ["DSN", "DELIVERBY", "MT-PRIORITY"]
                        """)
                .start();
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    private static String granted(String key, String value) {
        return key + " = [ { if = \"protocol = 'lmtp'\", then = " + value + " },\n        {";
    }

    private static String mailets(String name, boolean jmx) {
        String core = "dev.jamesext.smtp.LmtpMailetContainerCoreHandlers";
        return server(name, core, jmx, listener(name) + DSN_HOOK);
    }

    private static String server(String port, String core, boolean jmx, String handlers) {
        return """
                <lmtpserver enabled="true">
                    <jmxName>lmtp-on-%1$s</jmxName>
                    <bind>127.0.0.1:${port.%1$s}</bind>
                    <gracefulShutdown>false</gracefulShutdown>
                    <helloName autodetect="false">mail.example.test</helloName>
                    <maxmessagesize>10240</maxmessagesize>
                    <handlerchain coreHandlersPackage="%2$s" enableJmx="%3$s">%4$s</handlerchain>
                </lmtpserver>
                """.formatted(port, core, jmx, handlers);
    }

    private static String listener(String name) {
        return "<handler class=\"dev.jamesext.smtp.Listener\"><listener>" + name + "</listener></handler>";
    }

    @TestFactory
    List<DynamicContainer> transcripts(@TempDir Path scratch) throws IOException, URISyntaxException {
        TranscriptPlayer player = new TranscriptPlayer(james);
        return List.of(
                dynamicContainer("James's own", TranscriptTests.of("lmtp-transcripts/stock", james, player)),
                dynamicContainer("ours without JMX", TranscriptTests.of("transcripts/lmtp", james, player)),
                dynamicContainer(
                        "the mailet container with JMX",
                        TranscriptTests.on("submission", MAILET_CONTAINER, player, scratch)),
                dynamicContainer(
                        "the mailet container without JMX",
                        TranscriptTests.on("submissions", MAILET_CONTAINER, player, scratch)));
    }

    @Test
    void warnsOfRulesThatGrantMoreThanLmtpHasRoomFor() {
        assertThat(james.log())
                .containsPattern(
                        "WARN .*ehlo\\.toml:[0-9]+:[0-9]+: warning: session\\.extensions\\.dsn\\[0]\\.then: DSN is"
                                + " granted to listener 'lmtp', which speaks LMTP")
                .contains("DELIVERBY is granted to listener 'lmtp', which speaks LMTP")
                .contains("MT-PRIORITY is granted to listener 'lmtp', which speaks LMTP")
                .doesNotContain("is granted to listener 'submission");
    }
}
