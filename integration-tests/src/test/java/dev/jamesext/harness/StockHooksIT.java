package dev.jamesext.harness;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
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

    @TestFactory
    List<DynamicTest> transcripts() throws IOException, URISyntaxException {
        return TranscriptTests.of("stock-hooks-transcripts", james);
    }
}
