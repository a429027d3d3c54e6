package dev.jamesext.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TransmissionTest {
    private static final byte[] MESSAGE = "Subject: x\r\n\r\nBDAT 5\r\nend\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void cutsAMessageIntoChunksAndSaysTheSizeOfEach() throws Exception {
        try (FakeServer server = new FakeServer(false, "250 1", "250 2", "250 3")) {
            send(server, Transmission.bdat(MESSAGE, 12, false), "250");
            assertThat(server.commands()).containsExactly("BDAT 12", "BDAT 12", "BDAT 3 LAST");
            assertThat(server.content()).isEqualTo(MESSAGE);
        }
    }

    @Test
    void endsWithAFullChunkWhenTheSizesFit() throws Exception {
        try (FakeServer server = new FakeServer(false, "250 1", "250 2", "250 3")) {
            send(server, Transmission.bdat(MESSAGE, 9, false), "250");
            assertThat(server.commands()).containsExactly("BDAT 9", "BDAT 9", "BDAT 9 LAST");
            assertThat(server.content()).isEqualTo(MESSAGE);
        }
    }

    @Test
    void sendsOneChunkWhenTheMessageIsSmaller() throws Exception {
        try (FakeServer server = new FakeServer(false, "250 all")) {
            send(server, Transmission.bdat(MESSAGE, Integer.MAX_VALUE, false), "250");
            assertThat(server.commands()).containsExactly("BDAT " + MESSAGE.length + " LAST");
            assertThat(server.content()).isEqualTo(MESSAGE);
        }
    }

    @Test
    void refusesChunksOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Transmission.bdat(MESSAGE, 0, true));
    }

    @Test
    void waitsForEachReplyInLockStep() throws Exception {
        try (FakeServer server = new FakeServer(false, "250 1", "250 2", "250 3")) {
            send(server, Transmission.bdat(MESSAGE, 12, false), "250");
            assertThat(server.pipelined()).isFalse();
        }
    }

    @Test
    void sendsEverythingBeforeTheFirstReplyWhenPipelining() throws Exception {
        try (FakeServer server = new FakeServer(true, "250 1", "250 2", "250 3")) {
            send(server, Transmission.bdat(MESSAGE, 12, true), "250");
            assertThat(server.commands()).containsExactly("BDAT 12", "BDAT 12", "BDAT 3 LAST");
            assertThat(server.content()).isEqualTo(MESSAGE);
        }
    }

    @Test
    void sendsDataOnlyWhenAskedTo() throws Exception {
        try (FakeServer server = new FakeServer(false, "354 go", "250 taken")) {
            send(server, Transmission.data(MESSAGE), "250");
            assertThat(server.commands()).containsExactly("DATA");
            assertThat(server.content()).isEqualTo(MESSAGE);
            assertThat(server.pipelined()).isFalse();
        }
    }

    @Test
    void takesTheRefusalThatIsExpected() throws Exception {
        try (FakeServer server = new FakeServer(false, "250 1", "250 2", "554-5.7.1 refused\r\n554 as asked")) {
            send(server, Transmission.bdat(MESSAGE, 12, false), "554");
            assertThat(server.commands()).hasSize(3);
        }
    }

    @Test
    void failsWhenTheMessageIsTakenButShouldNotBe() throws Exception {
        try (FakeServer server = new FakeServer(false, "354 go", "250 taken")) {
            assertThatExceptionOfType(Wire.UnexpectedReply.class)
                    .isThrownBy(() -> send(server, Transmission.data(MESSAGE), "554"))
                    .withMessage("expected 554 to 'the message', got '250 taken'");
        }
    }

    @Test
    void failsAtTheChunkThatIsRefused() throws Exception {
        try (FakeServer server = new FakeServer(false, "250 1", "503 5.5.1 no", "503 5.5.1 no")) {
            assertThatExceptionOfType(Wire.UnexpectedReply.class)
                    .isThrownBy(() -> send(server, Transmission.bdat(MESSAGE, 12, false), "250"))
                    .withMessage("expected 250 to 'BDAT 12', got '503 5.5.1 no'");
        }
    }

    @Test
    void failsWhenBdatIsUnknown() throws Exception {
        try (FakeServer server = new FakeServer(true, "500 5.5.1 what?", "500 5.5.1 what?", "500 5.5.1 what?")) {
            assertThatExceptionOfType(Wire.UnexpectedReply.class)
                    .isThrownBy(() -> send(server, Transmission.bdat(MESSAGE, 12, true), "250"))
                    .withMessage("expected 250 to 'BDAT 12', got '500 5.5.1 what?'");
        }
    }

    @Test
    void failsWhenTheServerClosesInstead() throws Exception {
        try (FakeServer server = new FakeServer(false, "354 go")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> send(server, Transmission.data(MESSAGE), "250"));
        }
    }

    private static void send(FakeServer server, Transmission content, String end) throws IOException {
        try (Wire wire = new Wire(server.port())) {
            wire.expect("220", "connect");
            content.send(wire, end);
        }
    }
}
