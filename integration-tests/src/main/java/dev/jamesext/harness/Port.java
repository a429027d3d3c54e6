package dev.jamesext.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The ports of {@code conf/}: the number written there, and the file and text in which it stands. */
public enum Port {
    SMTP(1025, "smtpserver.xml", "<bind>127.0.0.1:%d</bind>"),
    SUBMISSIONS(1465, "smtpserver.xml", "<bind>127.0.0.1:%d</bind>"),
    SUBMISSION(1587, "smtpserver.xml", "<bind>127.0.0.1:%d</bind>"),
    LMTP(1124, "lmtpserver.xml", "<bind>127.0.0.1:%d</bind>"),
    IMAP(1143, "imapserver.xml", "<bind>127.0.0.1:%d</bind>"),
    WEBADMIN(8000, "webadmin.properties", "\nport=%d\n");

    /** Below the range from which systems take the local ports of outgoing connections. */
    private static final int FREE_PORT_MIN = 20_000;

    private static final int FREE_PORT_MAX = 32_000;
    private static final int FREE_PORT_TRIES_MAX = 1_000;

    private final int inConf;
    private final String file;
    private final String text;

    Port(int inConf, String file, String text) {
        this.inConf = inConf;
        this.file = file;
        this.text = text;
    }

    /** The port of the listener that {@code conf/} calls so, for example {@code submissions}. */
    static Port ofListener(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    int inConf() {
        return inConf;
    }

    String file() {
        return file;
    }

    /** The text that gives this port {@code number} in its file. */
    String text(int number) {
        return String.format(Locale.ROOT, text, number);
    }

    /** The text with {@code ${port.submission}} and its like replaced by the numbers. */
    static String fillIn(String text, Map<Port, Integer> numbers) {
        String filled = text;
        for (Map.Entry<Port, Integer> entry : numbers.entrySet()) {
            String name = entry.getKey().name().toLowerCase(Locale.ROOT);
            filled = filled.replace("${port." + name + "}", entry.getValue().toString());
        }
        return filled;
    }

    static Map<Port, Integer> asInConf() {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : values()) {
            numbers.put(port, port.inConf);
        }
        return numbers;
    }

    /** Numbers nobody listens on at the moment; no two are equal. */
    static Map<Port, Integer> free() {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        RandomGenerator random = RandomGenerator.getDefault();
        for (int tries = 0; numbers.size() < values().length; tries++) {
            if (tries == FREE_PORT_TRIES_MAX) {
                throw new IllegalStateException("found no free port in " + tries + " tries");
            }
            int number = random.nextInt(FREE_PORT_MIN, FREE_PORT_MAX);
            if (!numbers.containsValue(number) && isFree(number)) {
                numbers.put(values()[numbers.size()], number);
            }
        }
        return numbers;
    }

    static boolean isFree(int number) {
        try (ServerSocket socket = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
