package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jamesext.policy.Protocol;
import dev.jamesext.runtime.Installation.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InstallationTest {

    private static final String MODULE_LINE = "guice.extension.module=dev.jamesext.runtime.JamesExtModule";
    private static final String ATTRIBUTE = " coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\"";
    private static final String LMTP_ATTRIBUTE = " coreHandlersPackage=\"dev.jamesext.smtp.LmtpCoreHandlers\"";
    private static final String LMTP_MAILET_ATTRIBUTE =
            " coreHandlersPackage=\"dev.jamesext.smtp.LmtpMailetContainerCoreHandlers\"";
    private static final String STOCK_LMTP_ATTRIBUTE =
            " coreHandlersPackage=\"org.apache.james.lmtpserver.CoreCmdHandlerLoader\"";
    private static final String STOCK_LMTP_MAILET_ATTRIBUTE =
            " coreHandlersPackage=\"org.apache.james.lmtpserver.MailetContainerCmdHandlerLoader\"";
    private static final String LISTENER_SMTP = listener("<listener> smtp </listener>");
    private static final String FAULTS = "james-ext is not installed as it must be, James does not start\n";
    private static final String NO_MODULE_LINE =
            "conf/extensions.properties: lacks the line\n    guice.extension.module=dev.jamesext.runtime.JamesExtModule";
    private static final String NO_LISTENER =
            "its <handlerchain> has the coreHandlersPackage of james-ext but lacks the"
                    + " line\n    <handler class=\"dev.jamesext.smtp.Listener\"><listener>NAME</listener></handler>";
    private static final String NO_ATTRIBUTE =
            "its <handlerchain> has the handler dev.jamesext.smtp.Listener but not the"
                    + " attribute; the line must be\n    <handlerchain coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\">";

    private JamesFolder james;

    @BeforeEach
    void prepare(@TempDir Path root) {
        james = new JamesFolder(root).with("extensions.properties", MODULE_LINE);
    }

    @Test
    void findsTheServersItRulesAndNoOthers() {
        james.with("smtpserver.xml", smtp(server("1", ATTRIBUTE, LISTENER_SMTP), server("2", "", "")));
        assertThat(james.installation().endpoints())
                .containsExactly(
                        new Endpoint(Protocol.SMTP, "smtpserver.xml", "smtp", List.of("127.0.0.1:1"), Map.of()));
    }

    @Test
    void findsTheLmtpServersItRules() {
        james.with(
                "lmtpserver.xml",
                lmtp(
                        server("1", LMTP_ATTRIBUTE, listener("<listener>local</listener>")),
                        server("", LMTP_MAILET_ATTRIBUTE, listener("")).replace("<bind>127.0.0.1:</bind>", ""),
                        server("3", STOCK_LMTP_ATTRIBUTE, "")));
        assertThat(james.installation().endpoints())
                .containsExactly(
                        new Endpoint(Protocol.LMTP, "lmtpserver.xml", "local", List.of("127.0.0.1:1"), Map.of()),
                        new Endpoint(Protocol.LMTP_TO_MAILETS, "lmtpserver.xml", "", List.of("0.0.0.0:24"), Map.of()));
    }

    @Test
    void showsTheLineThatTakesThePlaceOfTheOneOfJames() {
        james.with(
                "lmtpserver.xml",
                lmtp(
                        server("1", STOCK_LMTP_ATTRIBUTE, LISTENER_SMTP),
                        server("2", STOCK_LMTP_MAILET_ATTRIBUTE, LISTENER_SMTP),
                        server("3", "", LISTENER_SMTP),
                        server("4", ATTRIBUTE, LISTENER_SMTP),
                        server("5", LMTP_MAILET_ATTRIBUTE, "")));
        String noAttribute = NO_ATTRIBUTE.replace(ATTRIBUTE, LMTP_ATTRIBUTE);
        assertThat(fault())
                .isEqualTo(FAULTS + "conf/lmtpserver.xml, server on 127.0.0.1:1: " + noAttribute
                        + "\nconf/lmtpserver.xml, server on 127.0.0.1:2: "
                        + NO_ATTRIBUTE.replace(ATTRIBUTE, LMTP_MAILET_ATTRIBUTE)
                        + "\nconf/lmtpserver.xml, server on 127.0.0.1:3: " + noAttribute
                        + "\nconf/lmtpserver.xml, server on 127.0.0.1:4: dev.jamesext.smtp.CoreHandlers is for another"
                        + " protocol; the line must be\n    <handlerchain" + LMTP_ATTRIBUTE + ">"
                        + "\nconf/lmtpserver.xml, server on 127.0.0.1:5: " + NO_LISTENER);
    }

    @Test
    void knowsEveryAddressOfAServerAndTheOneJamesTakesWithout() {
        james.with(
                "smtpserver.xml",
                smtp(
                        server("1, 127.0.0.1:2", ATTRIBUTE, LISTENER_SMTP),
                        server("", ATTRIBUTE, LISTENER_SMTP).replace("<bind>127.0.0.1:</bind>", "")));
        assertThat(james.installation().endpoints())
                .extracting(Endpoint::binds)
                .containsExactly(List.of("127.0.0.1:1", "127.0.0.1:2"), List.of("0.0.0.0:25"));
    }

    @Test
    void rulesNothingWhereNoServerIsConfigured() {
        assertThat(james.installation().endpoints()).isEmpty();
    }

    @Test
    void leavesOutServersThatAreOff() {
        james.with(
                "smtpserver.xml",
                smtp(server("1", ATTRIBUTE, "").replace("<smtpserver>", "<smtpserver enabled=\"false\">")));
        assertThat(james.installation().endpoints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guice.extension.module = a.B , dev.jamesext.runtime.JamesExtModule",
                "guice.extension.module=dev.jamesext.runtime.JamesExtModule,a.B",
                "guice.extension.module=a.B\nguice.extension.module=dev.jamesext.runtime.JamesExtModule",
            })
    void findsTheModuleAmongOthers(String properties) {
        james.with("extensions.properties", properties);
        assertThat(james.installation().endpoints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# guice.extension.module=dev.jamesext.runtime.JamesExtModule",
                "guice.extension.module=",
                "guice.extension.module=dev.jamesext.runtime.JamesExtModules",
                "guice.extension.modules=dev.jamesext.runtime.JamesExtModule",
                "guice.extension.startable=dev.jamesext.runtime.JamesExtModule",
            })
    void missesTheModule(String properties) {
        james.with("extensions.properties", properties);
        assertThat(fault()).isEqualTo(FAULTS + NO_MODULE_LINE);
    }

    @Test
    void missesTheFileThatNamesTheModule(@TempDir Path empty) {
        james = new JamesFolder(empty).with("smtpserver.xml", smtp());
        assertThat(fault()).isEqualTo(FAULTS + NO_MODULE_LINE);
    }

    @Test
    void refusesTheListenerTwiceInOneChain() {
        james.with("smtpserver.xml", smtp(server("1", ATTRIBUTE, LISTENER_SMTP + LISTENER_SMTP)));
        assertThat(fault())
                .isEqualTo(
                        FAULTS + "conf/smtpserver.xml, server on 127.0.0.1:1: dev.jamesext.smtp.Listener stands 2 times"
                                + " in one <handlerchain>; once is right");
    }

    @Test
    void refusesTheChainOfAnotherProtocol() {
        james.with("smtpserver.xml", smtp(server("1", LMTP_ATTRIBUTE, LISTENER_SMTP), server("2", LMTP_ATTRIBUTE, "")));
        String fault = "dev.jamesext.smtp.LmtpCoreHandlers is for another protocol; the line must be\n"
                + "    <handlerchain coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\">";
        assertThat(fault())
                .isEqualTo(FAULTS + "conf/smtpserver.xml, server on 127.0.0.1:1: " + fault
                        + "\nconf/smtpserver.xml, server on 127.0.0.1:2: " + fault);
    }

    @Test
    void tellsEveryFaultAtOnce() {
        james.with("extensions.properties", "");
        james.with(
                "smtpserver.xml",
                smtp(
                        server("1", ATTRIBUTE, LISTENER_SMTP),
                        server("2", "", LISTENER_SMTP),
                        server("3", ATTRIBUTE, "")));
        james.with("lmtpserver.xml", "<lmtpservers>");
        assertThat(fault())
                .startsWith(FAULTS + NO_MODULE_LINE
                        + "\nconf/smtpserver.xml, server on 127.0.0.1:2: " + NO_ATTRIBUTE
                        + "\nconf/smtpserver.xml, server on 127.0.0.1:3: " + NO_LISTENER
                        + "\nconf/lmtpserver.xml: cannot be read: ");
    }

    private String fault() {
        InstallationException fault = Objects.requireNonNull(
                catchThrowableOfType(InstallationException.class, () -> james.installation()), "nothing is wrong");
        return String.valueOf(fault.getMessage());
    }

    private static String smtp(String... servers) {
        return "<smtpservers>" + String.join("", servers) + "</smtpservers>";
    }

    private static String lmtp(String... servers) {
        return "<lmtpservers>" + String.join("", servers).replace("smtpserver>", "lmtpserver>") + "</lmtpservers>";
    }

    private static String server(String port, String attribute, String handlers) {
        return "<smtpserver><bind>127.0.0.1:" + port + "</bind><handlerchain" + attribute + ">" + handlers
                + "<handler class=\"a.B\"/></handlerchain></smtpserver>";
    }

    private static String listener(String child) {
        return "<handler class=\"dev.jamesext.smtp.Listener\">" + child + "</handler>";
    }
}
