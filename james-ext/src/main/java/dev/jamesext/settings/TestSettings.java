package dev.jamesext.settings;

import dev.jamesext.source.KeyPath;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * One {@code [[test]]}: a session as the policy is to see it, and what it must answer.
 *
 * @param source the policy
 * @param header where the entry begins in it: what a failing test points at
 * @param key {@code test[3]}
 */
public record TestSettings(SourceText source, Span header, KeyPath key, Client client, Expectation expectation) {

    /**
     * Who connects, and what it says.
     *
     * @param listener the listener's name; absent where it follows from the local address and port
     * @param localIp absent where it follows from the listener
     * @param localPort absent where it follows from the listener
     * @param authenticatedAs a login; empty before AUTH
     * @param mailets whether the LMTP listener hands messages to the mailet container
     * @param greeting absent when MAIL is tried without one
     * @param sender the reverse path of a MAIL behind the greeting; absent when there is none
     */
    public record Client(
            Optional<String> listener,
            InetAddress remoteIp,
            int remotePort,
            Optional<InetAddress> localIp,
            Optional<Integer> localPort,
            boolean tls,
            String authenticatedAs,
            boolean mailets,
            Optional<Greeting> greeting,
            Optional<String> sender) {

        /** Where a client comes from of which nothing is said: an address for documentation (RFC 5737). */
        public static final InetAddress REMOTE_IP = IpLiteral.parse("192.0.2.1").orElseThrow();

        /** Its port. */
        public static final int REMOTE_PORT = 49_152;
    }

    /** @param argument what stands behind the command */
    public record Greeting(Command command, String argument) {}

    /** The commands that greet. */
    public enum Command {
        EHLO,
        HELO,
        /** The one of LMTP: its client talks to an LMTP listener. */
        LHLO;

        /** Whether its reply has lines that say what is offered. */
        public boolean isExtended() {
            return this != HELO;
        }
    }

    /**
     * What must come of it.
     *
     * @param code the reply code; 250 when everything must be accepted
     * @param enhanced the enhanced code as text; absent when any will do
     * @param lines lines of the reply to EHLO or LHLO that must be there: keywords, or whole lines with their parameters
     * @param absentLines those that must not
     * @param rule the key path of the rule, setting or script that must have decided; absent when any will do
     */
    public record Expectation(
            int code,
            Optional<String> enhanced,
            List<Located<String>> lines,
            List<Located<String>> absentLines,
            Optional<String> rule) {

        /** The code of a reply that accepts. */
        public static final int ACCEPTED = 250;

        public Expectation {
            lines = List.copyOf(lines);
            absentLines = List.copyOf(absentLines);
        }

        /** As it would be written. */
        public String shown() {
            return code + enhanced.map(text -> " " + text).orElse("");
        }
    }
}
