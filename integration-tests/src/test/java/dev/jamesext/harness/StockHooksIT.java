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
 * James's own optional hooks in the same chains as ours, and a policy file without a word: what operators have in their XML
 * goes on working, and what is announced is decision 9.
 */
final class StockHooksIT {
    private static final String SMTP = "<listener>smtp</listener></handler>";
    private static final String SUBMISSIONS = "<listener>submissions</listener></handler>";

    private static final String HOOKS = Stream.of(
                    "dsn.DSNEhloHook",
                    "dsn.DSNMailParameterHook",
                    "dsn.DSNRcptParameterHook",
                    "dsn.DSNMessageHook",
                    "futurerelease.FutureReleaseEHLOHook",
                    "futurerelease.FutureReleaseMailParameterHook")
            .map(name -> "<handler class=\"org.apache.james.smtpserver." + name + "\"/>")
            .reduce("", String::concat);

    /** Not SPFHandler: James 3.8.1 does not start with it, its name service is bound nowhere. */
    private static final String JUDGES = "<handler class=\"org.apache.james.smtpserver.fastfail.DNSRBLHandler\">"
            + "<rblservers><blacklist>list.example.</blacklist></rblservers></handler>"
            + "<handler class=\"org.apache.james.smtpserver.fastfail.MaxUnknownCmdHandler\">"
            + "<maxUnknownCmdCount>22</maxUnknownCmdCount></handler>";

    private static StockJames james;

    @BeforeAll
    static void boot() {
        james = HarnessPaths.james("stock-hooks")
                .file("ehlo.toml", "")
                .file("dnsservice.xml", HarnessPaths.NO_NAME_SERVER)
                .replace(
                        "smtpserver.xml",
                        "<jmxName>smtp</jmxName>",
                        "<jmxName>smtp</jmxName><heloEhloEnforcement>false</heloEhloEnforcement>"
                                + "<authRequired>true</authRequired><disabledFeatures>PIPELINING</disabledFeatures>")
                .replace("smtpserver.xml", "<maxRcpt>100</maxRcpt>", "<maxRcpt>2</maxRcpt>")
                .replace("smtpserver.xml", SMTP, SMTP + JUDGES + HOOKS)
                .replace("smtpserver.xml", SUBMISSIONS, SUBMISSIONS + HOOKS)
                .start();
        james.webAdmin().createDomain("example.test");
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    /** On both listeners that have them, and on no other. */
    @Test
    void warnsOfEachHookThatThePolicySilences() {
        for (String listener : List.of("smtp", "submissions")) {
            for (String hook : List.of(
                    "dsn.DSNEhloHook is about DSN, which session.extensions.dsn rules",
                    "dsn.DSNMailParameterHook is about DSN",
                    "dsn.DSNRcptParameterHook is about DSN",
                    "dsn.DSNMessageHook is about DSN",
                    "futurerelease.FutureReleaseEHLOHook is about FUTURERELEASE",
                    "futurerelease.FutureReleaseMailParameterHook is about FUTURERELEASE")) {
                assertThat(james.log())
                        .containsOnlyOnce("listener " + listener + ": org.apache.james.smtpserver." + hook);
            }
        }
        assertThat(james.log())
                .contains("; leave-to-james = [\"dsn\"] in [james-ext] hands DSN to it")
                .contains("; leave-to-james = [\"future-release\"] in [james-ext] hands FUTURERELEASE to it");
        assertThat(james.log().lines().filter(line -> line.contains("do not count")))
                .hasSize(12);
    }

    /** What the XML says the other way is still refused: the transcript about the defaults sees to that. */
    @Test
    void warnsOfWhatTheXmlSaysInVain() {
        assertThat(james.log())
                .containsPattern(
                        "WARN .*conf/smtpserver\\.xml, server on 127\\.0\\.0\\.1:[0-9]+: <heloEhloEnforcement>false"
                                + "</heloEhloEnforcement> does not count, session\\.ehlo\\.require of ehlo\\.toml does")
                .containsPattern("WARN .*<authRequired>true</authRequired> does not count, <auth><announce>never")
                .containsPattern("WARN .*<disabledFeatures>PIPELINING</disabledFeatures> does not count,"
                        + " session\\.extensions\\.pipelining");
        assertThat(james.log().lines().filter(line -> line.contains("conf/smtpserver.xml, server on")))
                .hasSize(3);
    }

    @TestFactory
    List<DynamicTest> transcripts() throws IOException, URISyntaxException {
        return TranscriptTests.of("stock-hooks-transcripts", james);
    }
}
