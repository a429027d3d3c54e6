package dev.jamesext.linkage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Something of James that links today and that we keep away from all the same.
 *
 * @param use which use of the type is denied
 * @param type with slashes
 * @param member the member's name for {@link Use#MEMBER}, else empty
 * @param reason shown in the finding
 */
record Denial(Use use, String type, String member, String reason) {

    enum Use {
        /** Naming the type at all. */
        ANY,
        /** Extending or implementing it. */
        SUPERTYPE,
        /** One member, also where it is inherited. */
        MEMBER
    }

    private static final String ESMTP = "org/apache/james/protocols/smtp/core/esmtp/";
    private static final String PRIORITY = "org/apache/james/queue/api/MailPrioritySupport";
    private static final String PRIORITY_VALUES =
            "its value changed from 0/5/9 to -9/0/9 between 3.8.1 and 3.9.0; read it by reflection";

    /**
     * What differs between versions without a sign in their lists. The int constants of {@code MailPrioritySupport} are not
     * here: javac copies their values, so that no class file shows the use.
     */
    private static final List<Denial> BETWEEN_LISTS = List.of(
            any("org/apache/james/utils/GuiceGenericLoader", "internals of the loader change in every version"),
            any("org/apache/james/utils/ExtendedClassLoader", "internals of the loader change in every version"),
            any(
                    "org/apache/james/protocols/netty/CommandInjectionDetectedException",
                    "its constructor takes a String from 3.9.0 on"),
            supertype(ESMTP + "AuthCmdHandler", "rewritten around SASL mechanisms after 3.9.0; filter its EHLO lines"),
            supertype(
                    "org/apache/james/protocols/smtp/core/ReceivedDataLineFilter",
                    "headers and service type moved to ReceivedHeaderGenerator in 3.9.0"),
            supertype(
                    "org/apache/james/protocols/smtp/SMTPConfiguration",
                    "every version asks its implementors for other methods"),
            supertype("org/apache/james/domainlist/api/DomainList", "3.9.0 adds the abstract containsDomainReactive"),
            supertype("org/apache/james/user/api/UsersRepository", "test returns an Optional from 3.9.0 on"),
            member(PRIORITY, "LOW_PRIORITY_ATTRIBUTE", PRIORITY_VALUES),
            member(PRIORITY, "NORMAL_PRIORITY_ATTRIBUTE", PRIORITY_VALUES),
            member(PRIORITY, "HIGH_PRIORITY_ATTRIBUTE", PRIORITY_VALUES));

    /** All denials: between the lists, and after the last of them. */
    static List<Denial> all() throws IOException {
        List<Denial> all = new ArrayList<>(BETWEEN_LISTS);
        String resource = "/james-api/head.txt";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Denial.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ", 3))
                    .forEach(words -> all.add(member(words[0], words[1], "after 3.9.0: " + words[2])));
        }
        return all;
    }

    private static Denial any(String type, String reason) {
        return new Denial(Use.ANY, type, "", reason);
    }

    private static Denial supertype(String type, String reason) {
        return new Denial(Use.SUPERTYPE, type, "", reason);
    }

    private static Denial member(String type, String member, String reason) {
        return new Denial(Use.MEMBER, type, member, reason);
    }
}
