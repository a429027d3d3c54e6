package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Installations that James must not start with: exit code 1, the fault in the log, and no port that mail comes in by was
 * open at any time. A boot takes seconds, so what can be wrong at once is; the many single faults are unit tests of
 * {@code Installation}, {@code PolicyFile} and the readers.
 */
final class BootFailureIT {
    private static final Set<Port> MAIL = EnumSet.of(Port.SMTP, Port.SUBMISSIONS, Port.SUBMISSION, Port.LMTP);
    /**
     * Without the module line nothing of ours is made before the first chain that names us. James makes its LMTP servers
     * before its SMTP servers, so one that is not ours is open by then.
     */
    private static final Set<Port> MAIL_BUT_LMTP = EnumSet.of(Port.SMTP, Port.SUBMISSIONS, Port.SUBMISSION);

    private static final String LISTENER =
            "<handler class=\"dev.jamesext.smtp.Listener\"><listener>%s</listener></handler>";
    private static final String STOCK_LMTP = "org.apache.james.lmtpserver.CoreCmdHandlerLoader";
    private static final String NO_MODULE_LINE = """
            conf/extensions.properties: lacks the line
                guice.extension.module=dev.jamesext.runtime.JamesExtModule
            """;
    private static final String NO_LISTENER = """
            : its <handlerchain> has the coreHandlersPackage of james-ext but lacks the line
                <handler class="dev.jamesext.smtp.Listener"><listener>NAME</listener></handler>
            """;
    private static final String NO_ATTRIBUTE = """
            : its <handlerchain> has the handler dev.jamesext.smtp.Listener but not the attribute; the line must be
                <handlerchain coreHandlersPackage="dev.jamesext.smtp.CoreHandlers">
            """;

    /**
     * One broken installation.
     *
     * @param change what breaks the one that works
     * @param logged texts the log must hold
     * @param closed the ports that never open
     */
    private record Broken(
            String name, UnaryOperator<StockJames.Builder> change, List<String> logged, Set<Port> closed) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void endsTheBootBeforeMailComesIn(Broken broken) {
        StockJames.Builder builder =
                broken.change.apply(HarnessPaths.james("broken/" + broken.name)).watchPorts();
        // The class is about the first seconds of a JVM: they cost half without the optimising compiler.
        builder.jvmOption("-XX:TieredStopAtLevel=1");
        BootFailure failure = Objects.requireNonNull(
                catchThrowableOfType(BootFailure.class, () -> builder.start().close()), "James started");
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.log()).contains(broken.logged);
        assertThat(failure.log()).doesNotContain("Init SMTP Service done").doesNotContain("JAMES server started");
        if (broken.closed.contains(Port.LMTP)) {
            assertThat(failure.log()).doesNotContain("Init LMTP Service done");
        }
        assertThat(Collections.disjoint(failure.openedPorts(), broken.closed))
                .as("none of %s is among the opened %s", broken.closed, failure.openedPorts())
                .isTrue();
    }

    static Stream<Broken> installations() {
        return Stream.of(
                policy("every-kind-of-error"),
                policy("not-toml"),
                new Broken(
                        "no-policy",
                        builder -> builder.without("ehlo.toml"),
                        List.of("there is no policy: looked for ", "/conf/ehlo.toml"),
                        MAIL),
                new Broken(
                        "two-half-chains",
                        builder -> chain(chain(builder, "submissions", true, 0), "submission", false, 1),
                        List.of(NO_LISTENER, NO_ATTRIBUTE, "conf/smtpserver.xml, server on 127.0.0.1:"),
                        MAIL),
                new Broken(
                        "listener-twice",
                        builder -> chain(builder, "submission", true, 2),
                        List.of("dev.jamesext.smtp.Listener stands 2 times in one <handlerchain>; once is right"),
                        MAIL),
                new Broken(
                        "no-extensions-properties",
                        builder -> builder.without("extensions.properties"),
                        List.of(NO_MODULE_LINE),
                        MAIL),
                new Broken(
                        "no-module-line-and-lmtp-of-james",
                        builder -> builder.without("extensions.properties")
                                .replace("lmtpserver.xml", LISTENER.formatted("lmtp"), "")
                                .replace("lmtpserver.xml", "dev.jamesext.smtp.LmtpCoreHandlers", STOCK_LMTP),
                        List.of(NO_MODULE_LINE),
                        MAIL_BUT_LMTP),
                new Broken(
                        "half-an-lmtp-chain",
                        builder -> builder.replace("lmtpserver.xml", "dev.jamesext.smtp.LmtpCoreHandlers", STOCK_LMTP),
                        List.of(
                                NO_ATTRIBUTE.replace("CoreHandlers", "LmtpCoreHandlers"),
                                "conf/lmtpserver.xml, server on 127.0.0.1:"),
                        MAIL),
                new Broken(
                        "no-module-line-and-no-listener",
                        builder -> chain(builder, "smtp", true, 0).file("extensions.properties", "# Nothing.\n"),
                        List.of(NO_MODULE_LINE, NO_LISTENER),
                        MAIL));
    }

    private static Broken policy(String name) {
        return new Broken(
                name,
                builder -> builder.file("ehlo.toml", resource(name + ".toml")),
                List.of("the policy has errors, James does not start\n" + resource(name + ".expected")),
                MAIL);
    }

    /** Rewrites the chain of a listener. */
    private static StockJames.Builder chain(
            StockJames.Builder builder, String listener, boolean attribute, int listenerHandlers) {
        String handler = LISTENER.formatted(listener);
        String core = "dev.jamesext.smtp.CoreHandlers";
        String stock = "org.apache.james.smtpserver.CoreCmdHandlerLoader";
        String begin = "<handlerchain coreHandlersPackage=\"%s\">\n            ";
        return builder.replace(
                "smtpserver.xml",
                begin.formatted(core) + handler,
                begin.formatted(attribute ? core : stock) + handler.repeat(listenerHandlers));
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(BootFailureIT.class.getResourceAsStream("/broken-policies/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
