package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.policy.Policy;
import dev.jamesext.policy.PolicyCompiler;
import dev.jamesext.settings.SettingsReader;
import dev.jamesext.sieve.ScriptCompiler;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the XML says and the policy contradicts. */
final class XmlAgreementTest {

    private static final String WHERE = "conf/smtpserver.xml, server on 127.0.0.1:25, 127.0.0.1:26: ";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true  | session.ehlo.require = true                      | false",
                "true  |                                                  | false",
                "false | session.ehlo.require = false                     | false",
                "false |                                                  | true",
                "true  | session.ehlo.require = false                     | true",
                "true  | session.ehlo.require = \"listener = 'smtp'\"     | true",
                "true  | session.ehlo.require = [{ if = \"is_tls\", then = true }, { else = true }] | false",
                "false | session.ehlo.require = [{ if = \"is_tls\", then = false }, { else = true }] | true",
            })
    void saysWhichCountsAboutTheGreeting(String enforced, String policy, boolean told) {
        List<String> sentences = sentences("<heloEhloEnforcement>" + enforced + "</heloEhloEnforcement>", policy);
        String sentence = WHERE + "<heloEhloEnforcement>" + enforced
                + "</heloEhloEnforcement> does not count, session.ehlo.require of ehlo.toml does";
        assertThat(sentences).isEqualTo(told ? List.of(sentence) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"true,forUnauthorizedAddresses", "announce,always", "false,never", "whatever,never"})
    void saysWhatAuthRequiredCountsFor(String required, String announce) {
        assertThat(sentences("<authRequired>" + required + "</authRequired>", ""))
                .containsExactly(WHERE + "<authRequired>" + required + "</authRequired> counts as <auth><announce>"
                        + announce + "</announce>: nobody has to log in by it, and AUTH is refused where it is not"
                        + " announced");
    }

    @Test
    void saysThatTheNewerElementCounts() {
        assertThat(sentences("<authRequired>true</authRequired><auth><announce>never</announce></auth>", ""))
                .containsExactly(WHERE
                        + "<authRequired>true</authRequired> does not count, <auth><announce>never</announce> does");
    }

    @Test
    void saysWhatRulesTheLinesThatAreToBeLeftOut() {
        assertThat(sentences("<disabledFeatures>PIPELINING, 8BITMIME,dsn</disabledFeatures>", ""))
                .containsExactly(
                        WHERE + "<disabledFeatures>PIPELINING</disabledFeatures> does not count,"
                                + " session.extensions.pipelining of ehlo.toml does",
                        WHERE
                                + "<disabledFeatures>8BITMIME</disabledFeatures> does not count, james-ext writes the reply"
                                + " to EHLO",
                        WHERE + "<disabledFeatures>dsn</disabledFeatures> does not count, session.extensions.dsn of"
                                + " ehlo.toml does");
    }

    @Test
    void saysNothingAboutAnXmlThatLeavesItToThePolicy() {
        assertThat(sentences(
                        "<auth><announce>always</announce></auth><heloEhloEnforcement> </heloEhloEnforcement>", ""))
                .isEmpty();
    }

    private List<String> sentences(String elements, String policy) {
        JamesFolder james = new JamesFolder(root)
                .with("extensions.properties", "guice.extension.module=dev.jamesext.runtime.JamesExtModule")
                .with(
                        "smtpserver.xml",
                        "<smtpservers><smtpserver><bind>127.0.0.1:25,127.0.0.1:26</bind>" + elements
                                + "<handlerchain coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\">"
                                + "<handler class=\"dev.jamesext.smtp.Listener\"/></handlerchain></smtpserver>"
                                + "</smtpservers>");
        return XmlAgreement.check(
                policy(policy == null ? "" : policy), james.installation().endpoints());
    }

    private static Policy policy(String text) {
        Problems problems = new Problems();
        return PolicyCompiler.compile(
                        SettingsReader.read(SourceText.of("ehlo.toml", text), problems), new ScriptCompiler(), problems)
                .orElseThrow(() -> new AssertionError(problems.render()));
    }
}
