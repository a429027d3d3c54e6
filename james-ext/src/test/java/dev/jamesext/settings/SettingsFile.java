package dev.jamesext.settings;

import static java.util.stream.Collectors.joining;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Printable;
import dev.jamesext.source.SourceText;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Settings printed for comparison, one line a value: what was read, and where its characters stand. Defaults are left out,
 * so that a fixture shows what its text changed.
 */
final class SettingsFile {
    private static final Settings.Held USUAL_HELD = new Settings.Held(1000, 100 << 20, 10_000, 1 << 30);

    private final StringBuilder out = new StringBuilder();

    private SettingsFile() {}

    static String print(Settings settings) {
        SettingsFile file = new SettingsFile();
        file.ruled("session.ehlo.require", settings.ehlo().require());
        file.ruled("session.ehlo.reject-non-fqdn", settings.ehlo().rejectNonFqdn());
        file.ruled("session.ehlo.script", settings.ehlo().script());
        settings.extensions().forEach((key, setting) -> {
            file.ruled("session.extensions." + key.key(), setting.use());
            setting.offer().ifPresent(offer -> file.ruled("session.extensions." + key.key() + " offered", offer));
        });
        settings.sieve().scripts().forEach((name, script) -> file.line("script " + name, excerpt(script)));
        file.line(
                "sieve",
                "check=" + settings.sieve().capabilityCheck() + " steps="
                        + settings.sieve().steps() + " variable="
                        + settings.sieve().variableChars() + " nested="
                        + settings.sieve().includesNested());
        settings.lists()
                .forEach(list -> file.line(
                        "list " + list.name().value(),
                        list.format().value() + " "
                                + list.sources().stream()
                                        .map(SettingsFile::source)
                                        .collect(joining(", "))));
        settings.listeners()
                .forEach(bind -> file.line(
                        "listener " + bind.name(), bind.host() + " " + bind.port() + " " + located(bind.address())));
        file.line(
                "james-ext",
                settings.jamesExt().onError().word() + " " + settings.jamesExt().refusedEhloMax() + " files-outside="
                        + settings.jamesExt().filesOutsideAllowed() + " line-by-line="
                        + settings.jamesExt().lineByLine() + " script-millis="
                        + settings.jamesExt().scriptMillis());
        String header = settings.jamesExt().headerOctetsMax() + " octets, "
                + settings.jamesExt().headerFieldsMax() + " fields";
        if (!header.equals("262144 octets, 2000 fields")) {
            file.line("james-ext header", header);
        }
        Settings.Intake intake = settings.jamesExt().intake();
        if (intake.lineOctetsMax() != 1_048_576) {
            file.line("james-ext.line-length-max", Integer.toString(intake.lineOctetsMax()));
        }
        if (intake.badCommandsMax() != 20) {
            file.line("james-ext.max-bad-commands", Integer.toString(intake.badCommandsMax()));
        }
        if (settings.jamesExt().failedAuthMax() != 3) {
            file.line(
                    "james-ext.max-failed-auth",
                    Integer.toString(settings.jamesExt().failedAuthMax()));
        }
        if (settings.jamesExt().reportsPerHourMax() != 100
                || settings.jamesExt().reportOctetsPerHourMax() != 10_485_760) {
            file.line(
                    "reports",
                    settings.jamesExt().reportsPerHourMax() + " octets="
                            + settings.jamesExt().reportOctetsPerHourMax());
        }
        if (!settings.jamesExt().held().equals(USUAL_HELD)) {
            file.line("held", settings.jamesExt().held().toString());
        }
        Duration questionTimeMax = settings.jamesExt().questionTimeMax();
        if (!questionTimeMax.equals(Duration.ofSeconds(5))) {
            file.line("james-ext.question-timeout", DurationText.of(questionTimeMax));
        }
        if (settings.jamesExt().dialect().chosen()) {
            file.line("james-ext.dialect", settings.jamesExt().dialect().version());
        }
        if (settings.jamesExt().priorityCeiling().otherwise().source() == settings.source()) {
            file.ruled("james-ext.mt-priority-ceiling", settings.jamesExt().priorityCeiling());
        }
        file.ruled("james-ext.accept-any-name", settings.jamesExt().acceptAnyName());
        if (!settings.jamesExt().leftToJames().isEmpty()) {
            file.line(
                    "james-ext.leave-to-james",
                    settings.jamesExt().leftToJames().stream()
                            .map(ExtensionKey::key)
                            .sorted()
                            .collect(joining(", ")));
        }
        if (intake.greetDelay().otherwise().source() == settings.source()) {
            file.ruled("james-ext.greet-delay", intake.greetDelay());
        }
        if (intake.bareLf().otherwise().source() == settings.source()) {
            file.ruled("james-ext.bare-lf", intake.bareLf());
        }
        settings.tests().forEach(file::test);
        return file.out.toString();
    }

    private void test(TestSettings test) {
        TestSettings.Client client = test.client();
        TestSettings.Expectation expectation = test.expectation();
        String greeting = client.greeting()
                .map(said -> said.command() + " <" + Printable.of(said.argument()) + ">")
                .orElse("no greeting");
        line(
                test.key() + "@" + test.source().line(test.header().start()) + ":"
                        + test.source().column(test.header().start()),
                greeting
                        + client.sender()
                                .map(sender -> " MAIL <" + sender + ">")
                                .orElse("") + " as <"
                        + client.authenticatedAs() + "> tls=" + client.tls() + " from "
                        + client.remoteIp().getHostAddress() + " " + client.remotePort() + " to "
                        + client.listener().orElse("-") + " "
                        + client.localIp().map(InetAddress::getHostAddress).orElse("-") + " "
                        + client.localPort().map(String::valueOf).orElse("-"));
        line(
                "  expect",
                expectation.shown() + " with "
                        + expectation.lines().stream()
                                .map(SettingsFile::located)
                                .toList() + " without "
                        + expectation.absentLines().stream()
                                .map(SettingsFile::located)
                                .toList() + " by "
                        + expectation.rule().orElse("any"));
    }

    private void ruled(String key, RuledSetting ruled) {
        if (ruled.otherwise().source().name().equals(Defaults.NAME)) {
            return;
        }
        ruled.rules().forEach(rule -> line(key, "if " + excerpt(rule.condition()) + " then " + excerpt(rule.then())));
        line(key, (ruled.rules().isEmpty() ? "" : "else ") + excerpt(ruled.otherwise()));
    }

    private void line(String key, String value) {
        out.append(key).append(": ").append(value).append('\n');
    }

    private static String excerpt(Excerpt excerpt) {
        int start = excerpt.span().start();
        return "<" + shown(excerpt.text()) + ">@" + place(excerpt.source(), start);
    }

    private static String located(Located<String> located) {
        int start = located.span().start();
        return "<" + shown(located.value()) + ">@" + place(located.source(), start);
    }

    /** Of the sources those alone are named that lie in a folder: included files. */
    private static String place(SourceText source, int start) {
        return (source.name().contains("/") ? source.name() + ":" : "") + source.line(start) + ":"
                + source.column(start);
    }

    private static String source(ListSettings.Source source) {
        boolean isFile = source instanceof ListSettings.Source.File;
        String value = source instanceof ListSettings.Source.Entry entry
                ? entry.value().map(text -> "=" + text.shown()).orElse("")
                : "";
        return (isFile ? "file " : "") + located(source.written()) + value;
    }

    private static String shown(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }
}
