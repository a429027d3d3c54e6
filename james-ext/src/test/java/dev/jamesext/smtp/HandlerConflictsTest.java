package dev.jamesext.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.policy.Policy;
import dev.jamesext.policy.PolicyCompiler;
import dev.jamesext.settings.SettingsReader;
import dev.jamesext.sieve.ScriptCompiler;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;
import org.apache.james.protocols.smtp.hook.HeloHook;
import org.apache.james.protocols.smtp.hook.MailParametersHook;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.apache.james.smtpserver.dsn.DSNEhloHook;
import org.apache.james.smtpserver.dsn.DSNMessageHook;
import org.apache.james.smtpserver.futurerelease.FutureReleaseEHLOHook;
import org.junit.jupiter.api.Test;

/** Handlers that work against each other in one chain; those of others are found by name, as they are not of our package. */
final class HandlerConflictsTest {

    private static final EnvelopeExtensions EXTENSIONS =
            new EnvelopeExtensions(List.of(new DsnExtension(), new MtPriorityExtension()));

    private static final String WHERE = "a listener without a name: ";

    @Test
    void namesHooksOfJamesThatNobodyHears() {
        assertThat(warnings("", new DSNEhloHook(), new DSNMessageHook(), new FutureReleaseEHLOHook(Clock.systemUTC())))
                .containsExactly(
                        notHeard(DSNEhloHook.class.getName(), "DSN", "dsn"),
                        notHeard(DSNMessageHook.class.getName(), "DSN", "dsn"),
                        notHeard(FutureReleaseEHLOHook.class.getName(), "FUTURERELEASE", "future-release"));
    }

    @Test
    void findsAParameterOfMailOneOfRcptAndALineThatOnlySomeSee() {
        assertThat(warnings("", Others.mailParameter("mt-priority"), Others.rcptParameter("ORCPT"), Others.lineInTls()))
                .extracting(warning -> warning.replaceFirst("^.* is about", "is about"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("is about MT-PRIORITY, which"),
                        second -> assertThat(second).startsWith("is about DSN, which"),
                        third -> assertThat(third).startsWith("is about REQUIRETLS, which"));
    }

    @Test
    void doesNotAdviseToLeaveWhatOnlyWeCanCarryOut() {
        assertThat(warnings("", Others.lines("Chunking")))
                .singleElement()
                .asString()
                .endsWith("do not count");
    }

    @Test
    void isSilentAboutHandlersThatAreAboutSomethingElse() {
        assertThat(warnings(
                        "",
                        Others.lines("XPROBE one", "AUTH PLAIN", " "),
                        Others.mailParameter("X-PARAMETER"),
                        Others.command("NOOP")))
                .isEmpty();
    }

    @Test
    void isSilentWhereAnExtensionIsLeftToThem() {
        assertThat(warnings("leave-to-james = ['dsn']", new DSNEhloHook(), new DSNMessageHook()))
                .isEmpty();
    }

    @Test
    void namesWhatIsLeftToNobody() {
        assertThat(warnings("leave-to-james = ['dsn', 'expn']", Others.mailParameter("MT-PRIORITY")))
                .satisfiesExactly(
                        first -> assertThat(first).contains(" is about MT-PRIORITY, which"),
                        second -> assertThat(second)
                                .isEqualTo(
                                        WHERE + "james-ext.leave-to-james hands DSN back, and no handler of this chain"
                                                + " knows it: it is not offered"),
                        third -> assertThat(third).startsWith(WHERE + "james-ext.leave-to-james hands EXPN back"));
    }

    @Test
    void namesWhoAnswersACommandInOurPlace() {
        assertThat(warnings("", Others.command("EHLO"), new LhloOnlyHandler()))
                .singleElement()
                .asString()
                .endsWith(" answers EHLO before james-ext does: the policy does not rule it here");
        assertThat(warnings("", new LhloOnlyHandler(), Others.command("EHLO"))).isEmpty();
    }

    /** A hook that counts on a client is asked, and what it throws is nothing but silence. */
    @Test
    void livesWithHandlersThatANobodyConfuses() {
        assertThat(warnings("", Others.confused())).isEmpty();
    }

    private static String notHeard(String handler, String keyword, String key) {
        return WHERE + handler + " is about " + keyword + ", which session.extensions." + key
                + " rules: its line, parameters and promise do not count; leave-to-james = [\"" + key
                + "\"] in [james-ext] hands " + keyword + " to it";
    }

    private static List<String> warnings(String jamesExt, Object... handlers) {
        return new HandlerConflicts(policy("[james-ext]\n" + jamesExt), EXTENSIONS, List.of(handlers)).warnings();
    }

    private static Policy policy(String text) {
        Problems problems = new Problems();
        return PolicyCompiler.compile(
                        SettingsReader.read(SourceText.of("ehlo.toml", text), problems), new ScriptCompiler(), problems)
                .orElseThrow(() -> new AssertionError(problems.render()));
    }

    /** Handlers of others: proxies, since a class of this package would be one of ours. */
    private static final class Others {

        private static Object lines(String... lines) {
            return proxy(EhloExtension.class, Arrays.asList(lines));
        }

        private static Object mailParameter(String keyword) {
            return proxy(MailParametersHook.class, new String[] {keyword});
        }

        private static Object rcptParameter(String keyword) {
            return proxy(RcptHook.class, Set.of(keyword));
        }

        private static Object command(String command) {
            return proxy(CommandHandler.class, List.of(command));
        }

        private static Object lineInTls() {
            return foreign(
                    HeloHook.class,
                    session -> session.isTLSStarted()
                                    && session.getUsername() != null
                                    && session.getConfiguration().getHelloName() != null
                                    && session.getRemoteAddress().getPort() == 0
                            ? Set.of("REQUIRETLS")
                            : Set.of());
        }

        private static Object confused() {
            return foreign(HeloHook.class, session -> {
                throw new IllegalStateException("no client " + session.getSessionID());
            });
        }

        private interface Asked {
            Object by(SMTPSession session);
        }

        private static Object foreign(Class<?> type, Asked asked) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, arguments) -> arguments != null && arguments[0] instanceof SMTPSession session
                            ? asked.by(session)
                            : null);
        }

        private static Object proxy(Class<?> type, Object answer) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, arguments) -> method.getReturnType().isInstance(answer) ? answer : null);
        }
    }
}
