package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.SourceText;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The policy file as records that mirror its tables, defaults filled in (decision 9).
 *
 * @param source the file
 * @param extensions every key, in the order of the documentation
 */
public record Settings(
        SourceText source,
        Ehlo ehlo,
        Map<ExtensionKey, ExtensionSetting> extensions,
        Sieve sieve,
        List<ListSettings> lists,
        List<ListenerBind> listeners,
        JamesExt jamesExt,
        List<TestSettings> tests) {

    public Settings {
        Map<ExtensionKey, ExtensionSetting> ordered = new EnumMap<>(ExtensionKey.class);
        ordered.putAll(extensions);
        extensions = Collections.unmodifiableMap(ordered);
        lists = List.copyOf(lists);
        listeners = List.copyOf(listeners);
        tests = List.copyOf(tests);
    }

    /** {@code [session.ehlo]}. */
    public record Ehlo(RuledSetting require, RuledSetting rejectNonFqdn, RuledSetting script) {}

    /**
     * {@code [sieve.trusted]}.
     *
     * @param scripts name to text, in the order of the file; the excerpt is the value of {@code contents}
     * @param unread the names of those whose text could not be had and is empty; why was reported under their keys
     * @param capabilityCheck the opposite of {@code no-capability-check}
     * @param steps {@code limits.cpu}
     * @param variableChars {@code limits.variable-size}
     * @param includesNested {@code limits.nested-includes}
     */
    public record Sieve(
            Map<String, Excerpt> scripts,
            Set<String> unread,
            boolean capabilityCheck,
            int steps,
            int variableChars,
            int includesNested) {

        public Sieve {
            unread = Collections.unmodifiableSet(new LinkedHashSet<>(unread));
            scripts = Collections.unmodifiableMap(new LinkedHashMap<>(scripts));
        }
    }

    /**
     * One address of {@code [server.listener."name"] bind}.
     *
     * @param address host and port as written, such as {@code 127.0.0.1:1025} or {@code [::]:25}
     */
    public record ListenerBind(String name, Located<String> address, String host, int port) {}

    /**
     * {@code [james-ext]}: what is ours and not the dialect's.
     *
     * @param dialect which documentation says what functions do
     * @param filesOutsideAllowed whether the policy may name files outside the working directory
     * @param vrfyLimit how often a client may ask by VRFY or EXPN in an hour
     * @param scriptMillis how long one run of a script may take
     * @param headerOctetsMax octets of a message's header that are taken
     * @param headerFieldsMax fields of a message's header that are taken
     * @param failedAuthMax how many failed logins end a connection
     * @param reportsPerHourMax reports on the mail of one sender
     * @param reportOctetsPerHourMax octets of reports on the mail of one sender
     * @param questionTimeMax {@code question-timeout}: how long a command waits for one answer
     * @param priorityCeiling {@code mt-priority-ceiling}
     * @param acceptAnyName whether names that are none are for the rules to judge
     * @param leftToJames {@code leave-to-james}: extensions that others carry out
     */
    public record JamesExt(
            OnError onError,
            Dialect dialect,
            int refusedEhloMax,
            boolean filesOutsideAllowed,
            boolean lineByLine,
            int vrfyLimit,
            int scriptMillis,
            int headerOctetsMax,
            int headerFieldsMax,
            int failedAuthMax,
            int reportsPerHourMax,
            int reportOctetsPerHourMax,
            Held held,
            Duration questionTimeMax,
            RuledSetting priorityCeiling,
            RuledSetting acceptAnyName,
            Set<ExtensionKey> leftToJames,
            Intake intake) {

        public JamesExt {
            leftToJames = Set.copyOf(leftToJames);
        }
    }

    /**
     * {@code dialect}.
     *
     * @param version one of {@code SettingsReader.DIALECTS}
     * @param chosen whether the policy says so, and not the defaults
     */
    public record Dialect(String version, boolean chosen) {}

    /**
     * What is taken from a client.
     *
     * @param lineOctetsMax {@code line-length-max}: octets of a line of a message's body, without its end
     * @param badCommandsMax {@code max-bad-commands}: how many lines that are no command end a connection
     * @param greetDelay {@code greet-delay}: how long a client waits for its greeting
     * @param bareLf {@code bare-lf}: what an LF without its CR in a message means
     */
    public record Intake(int lineOctetsMax, int badCommandsMax, RuledSetting greetDelay, RuledSetting bareLf) {}

    /**
     * How much mail may be held (FUTURERELEASE): messages and octets of one user, and of all together.
     *
     * @param messages {@code held-messages-max}
     * @param octets {@code held-octets-max}
     * @param messagesTotal {@code held-messages-total-max}
     * @param octetsTotal {@code held-octets-total-max}
     */
    public record Held(int messages, int octets, int messagesTotal, int octetsTotal) {}

    /** What a script that cannot run means (decision 17). */
    public enum OnError {
        TEMPFAIL,
        ACCEPT;

        /** The word that is written for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
