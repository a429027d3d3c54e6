package dev.jamesext.harness.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The content of one message as it goes over the wire, made once and sent often. A client in lock-step waits for the reply
 * to each step; one that pipelines sends all of them and then reads the replies, which are short enough to wait in the
 * buffers of the connection.
 */
final class Transmission {

    /** Octets that go out at once, and the reply to them. */
    private static final class Step {
        private final byte[] octets;
        private final String said;
        private final String code;

        private Step(byte[] octets, String said, String code) {
            this.octets = octets;
            this.said = said;
            this.code = code;
        }
    }

    /** What answers a step; the last one is answered as the recipient has it. */
    private static final String TAKEN = "250";

    private final List<Step> steps;
    private final boolean pipelined;

    private Transmission(List<Step> steps, boolean pipelined) {
        this.steps = List.copyOf(steps);
        this.pipelined = pipelined;
    }

    /**
     * DATA, which always waits for the 354.
     *
     * @param message lines that end in CRLF, none of which begins with a dot: nothing is stuffed here
     */
    static Transmission data(byte[] message) {
        return new Transmission(
                List.of(
                        new Step(ascii("DATA\r\n"), "DATA", "354"),
                        new Step(joined(message, ascii(".\r\n")), "the message", TAKEN)),
                false);
    }

    /** BDAT in chunks of that many octets; the last one, with LAST, holds the rest. */
    static Transmission bdat(byte[] message, int chunkBytes, boolean pipelined) {
        if (chunkBytes < 1) {
            throw new IllegalArgumentException("chunks of " + chunkBytes + " octets");
        }
        List<Step> steps = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(message.length, Math.addExact(from, chunkBytes));
            String command = "BDAT " + (to - from) + (to == message.length ? " LAST" : "");
            steps.add(new Step(joined(ascii(command + "\r\n"), Arrays.copyOfRange(message, from, to)), command, TAKEN));
            from = to;
        } while (from < message.length);
        return new Transmission(steps, pipelined);
    }

    /** @param end the code of the reply to the whole message */
    void send(Wire wire, String end) throws IOException {
        if (pipelined) {
            for (Step step : steps) {
                wire.send(step.octets);
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!pipelined) {
                wire.send(step.octets);
            }
            wire.expect(i == steps.size() - 1 ? end : step.code, step.said);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
