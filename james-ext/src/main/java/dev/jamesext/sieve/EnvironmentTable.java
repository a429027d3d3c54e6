package dev.jamesext.sieve;

import dev.jamesext.expr.Value;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.SessionVariable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a script can ask about the session: {@code ${env.name}}, and the {@code environment} test (RFC 5183). One line per
 * name; the table is also the manual.
 */
final class EnvironmentTable {

    /** One name. Reading it is cheap and never fails; a name without a value reads as the empty text. */
    record Item(String name, Function<SessionFacts, String> value) {

        /** The value as an expression takes it: an address is one, whatever its spelling, and a time is a number. */
        Value typed(SessionFacts facts) {
            return switch (name) {
                case REMOTE_IP -> facts.value(SessionVariable.REMOTE_IP.variable());
                case NOW -> new Value.Whole(facts.now().getEpochSecond());
                default -> new Value.Text(value.apply(facts));
            };
        }
    }

    private static final String REMOTE_IP = "remote_ip";
    private static final String NOW = "now";

    private static final Map<String, Item> ITEMS = new LinkedHashMap<>();

    static {
        item(REMOTE_IP, facts -> facts.text(SessionVariable.REMOTE_IP));
        item("remote_ip.reverse", EnvironmentTable::reversedAddress);
        item("helo_domain", facts -> facts.text(SessionVariable.HELO_DOMAIN));
        item("authenticated_as", facts -> facts.text(SessionVariable.AUTHENTICATED_AS));
        item(NOW, facts -> Long.toString(facts.now().getEpochSecond()));
        item("stage", facts -> facts.stage().word());
        item("tls.version", facts -> facts.tls().map(SessionFacts.Tls::protocol).orElse(""));
        item("tls.cipher", facts -> facts.tls().map(SessionFacts.Tls::cipher).orElse(""));
        item("name", facts -> "james-ext");
        item("version", facts -> Version.TEXT);
        // RFC 5183 spells the client's address its own way.
        item("remote-ip", facts -> facts.text(SessionVariable.REMOTE_IP));
        for (String name : List.of(
                "spf_ehlo.result",
                "spf.result",
                "iprev.result",
                "iprev.ptr",
                "param.body",
                "param.smtputf8",
                "param.requiretls",
                "from")) {
            item(name, facts -> "");
        }
    }

    /** Names below these belong to a later stage; at this one they are empty. */
    private static final List<String> LATER_PREFIXES = List.of("dkim.", "arc.", "dmarc.");

    /** Items of RFC 5183 that nothing here can answer: the test is false, as the RFC says. */
    private static final Set<String> UNANSWERED = Set.of("domain", "host", "location", "phase", "remote-host");

    private EnvironmentTable() {}

    /** The item of a name, case ignored; names of later stages read as empty. */
    static Optional<Item> find(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Item item = ITEMS.get(lower);
        if (item == null && LATER_PREFIXES.stream().anyMatch(lower::startsWith)) {
            return Optional.of(new Item(lower, facts -> ""));
        }
        return Optional.ofNullable(item);
    }

    /** Whether RFC 5183 names an item that has no value here. */
    static boolean isUnanswered(String name) {
        return UNANSWERED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** All items that an expression can name: a hyphen would be a minus. */
    static List<Item> items() {
        return ITEMS.values().stream()
                .filter(item -> item.name().indexOf('-') < 0)
                .toList();
    }

    /** The names with a value at the EHLO stage or later, for suggestions. */
    static Set<String> names() {
        return Collections.unmodifiableSet(ITEMS.keySet());
    }

    private static void item(String name, Function<SessionFacts, String> value) {
        ITEMS.put(name, new Item(name, value));
    }

    /** As block lists are asked: octets of IPv4, nibbles of IPv6, last first, no arpa suffix. */
    private static String reversedAddress(SessionFacts facts) {
        if (!(facts.value(SessionVariable.REMOTE_IP.variable()) instanceof Value.Address address)) {
            return "";
        }
        byte[] octets = address.value().getAddress();
        List<String> labels = new ArrayList<>();
        for (int i = octets.length - 1; i >= 0; i--) {
            if (octets.length == 4) {
                labels.add(Integer.toString(octets[i] & 0xff));
            } else {
                labels.add(Integer.toHexString(octets[i] & 0xf));
                labels.add(Integer.toHexString(octets[i] >> 4 & 0xf));
            }
        }
        return String.join(".", labels);
    }

    /** Read when somebody asks, from the jar's manifest; empty when the classes do not come from a jar. */
    private static final class Version {
        static final String TEXT = Optional.ofNullable(EnvironmentTable.class.getPackage())
                .map(Package::getImplementationVersion)
                .orElse("");
    }
}
