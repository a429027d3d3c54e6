package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Extensions that {@code leave-to-james} hands back, from the line to the delivered message: DSN to James's own hooks,
 * MT-PRIORITY to those of a third party, VRFY to James's refusal. On the listener {@code submission} nobody takes them.
 */
final class LeftToJamesIT {
    private static final String SMTP = "<listener>smtp</listener></handler>";

    private static final String HOOKS =
            Stream.of("DSNEhloHook", "DSNMailParameterHook", "DSNRcptParameterHook", "DSNMessageHook")
                            .map(name -> "<handler class=\"org.apache.james.smtpserver.dsn." + name + "\"/>")
                            .reduce("", String::concat)
                    + "<handler class=\"org.example.probe.ProbePriority\"/>";

    /** What the third party has put on the mail is seen in the mailbox. */
    private static final String SHOWN = "<mailet match=\"All\" class=\"MailAttributesToMimeHeaders\">"
            + "<simplemapping>probe.priority; X-Probe-Priority</simplemapping></mailet>"
            + "<mailet match=\"HasMailAttribute=james-ext.mt-priority\" class=\"SetMimeHeader\"><name>X-Ours</name>"
            + "<value>yes</value></mailet>";

    private static StockJames james;

    @BeforeAll
    static void boot() {
        String local = "<mailet match=\"RecipientIsLocal\" class=\"ToProcessor\">";
        james = HarnessPaths.james("left-to-james")
                .extension(HarnessPaths.probe())
                .file("ehlo.toml", """
                        [james-ext]
                        leave-to-james = ["dsn", "mt-priority", "vrfy"]
                        """)
                .replace("smtpserver.xml", SMTP, SMTP + HOOKS)
                .replace("mailetcontainer.xml", local, SHOWN + local)
                .start();
        james.webAdmin().createDomain("example.test");
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    @TestFactory
    List<DynamicTest> transcripts() throws IOException, URISyntaxException {
        return TranscriptTests.of("left-to-james-transcripts", james);
    }

    @Test
    void warnsOnlyWhereNobodyTakesWhatIsHandedBack() {
        assertThat(james.log())
                .doesNotContain("do not count")
                .containsPattern("WARN .*listener submission: james-ext\\.leave-to-james hands DSN back, and no handler"
                        + " of this chain knows it: it is not offered")
                .containsPattern("WARN .*listener submission: james-ext\\.leave-to-james hands MT-PRIORITY back")
                .doesNotContain("listener smtp: james-ext.leave-to-james hands DSN back")
                .doesNotContain("listener smtp: james-ext.leave-to-james hands MT-PRIORITY back");
    }
}
