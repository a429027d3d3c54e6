package dev.jamesext.chunking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FramerTest {

    /** Content that looks like commands, commands that look like content, and every way to end a line. */
    private static final String SESSION = String.join(
            "",
            "EHLO a\r\nBDAT 14\r\n.\r\nDATA\r\nQUIT.BDAT 0\r\nDATA\r\n",
            "..\r\n.a\r\n\n.\r\n\r.\r\na\r\n..b\r\r\n.\r\nNOOP\nDATA\r\n.\r\nDATA \r\n",
            "BDAT 3\r\n\r\n.SLOW\r\nRSET\r\n");

    private final MiniServer server = new MiniServer();

    @Test
    void takesOneLineForOneCommand() {
        server.send("EHLO a\r\nNOOP\r\n\r\nRSE");
        assertThat(server.events()).containsExactly("line EHLO a\r\n", "line NOOP\r\n", "line \r\n");
        assertThat(server.send("T\r\n").events()).last().isEqualTo("line RSET\r\n");
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void agreesWithTheModelWholeAndOctetByOctet() {
        server.send(SESSION);
        server.framer().open();
        assertThat(server.events()).isEqualTo(FramerModel.events(SESSION));
        MiniServer slowly = new MiniServer();
        SESSION.chars().forEach(octet -> {
            slowly.send(String.valueOf((char) octet));
            slowly.framer().open();
        });
        assertThat(slowly.events()).isEqualTo(FramerModel.events(SESSION));
        assertThat(slowly.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void agreesWithTheModelHoweverItIsCutInTwo() {
        List<String> expected = FramerModel.events(SESSION);
        for (int cut = 0; cut <= SESSION.length(); cut++) {
            MiniServer cutServer = new MiniServer();
            cutServer.send(SESSION.substring(0, cut));
            cutServer.framer().open();
            cutServer.send(SESSION.substring(cut));
            cutServer.framer().open();
            assertThat(cutServer.events()).as("cut at %s", cut).isEqualTo(expected);
            assertThat(cutServer.closeAndCheckBuffers()).as("cut at %s", cut).isTrue();
        }
    }

    @Test
    void agreesWithTheModelHoweverItIsCut() {
        Random random = new Random(4);
        for (int round = 0; round < 2000; round++) {
            StringBuilder input = new StringBuilder();
            while (input.length() < 200) {
                int from = random.nextInt(SESSION.length());
                input.append(SESSION, from, from + random.nextInt(SESSION.length() - from));
            }
            check(input.toString(), random);
        }
    }

    /** Sends an input in pieces, opening the gate at times, and compares with the model. */
    static void check(String input, Random random) {
        MiniServer server = new MiniServer();
        for (int from = 0; from < input.length(); ) {
            int to = Math.min(input.length(), from + 1 + random.nextInt(random.nextBoolean() ? 4 : 64));
            server.send(input.substring(from, to));
            if (random.nextInt(3) == 0) {
                server.framer().open();
            }
            from = to;
        }
        // As often as there may be slow commands behind each other.
        for (int i = 0; i < input.length() / 6 + 1; i++) {
            server.framer().open();
        }
        assertThat(server.events()).isEqualTo(FramerModel.events(input));
        assertThat(server.taken()).isBetween(0, input.length());
        assertThat(server.closeAndCheckBuffers()).as("buffers released").isTrue();
    }

    @Test
    void holdsBackWhatFollowsASlowCommand() {
        server.send("SLOW\r\nNOOP\r\nSLOW\r\nRSET\r\n");
        assertThat(server.events()).containsExactly("line SLOW\r\n");
        assertThat(server.framer().holdsMore()).isTrue();
        server.framer().open();
        assertThat(server.events()).containsExactly("line SLOW\r\n", "line NOOP\r\n", "line SLOW\r\n");
        server.framer().open();
        assertThat(server.events()).last().isEqualTo("line RSET\r\n");
        assertThat(server.framer().holdsMore()).isFalse();
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void dropsWhatIsHeldWhenTheConnectionEnds() {
        server.send("SLOW\r\nNOOP\r\n");
        assertThat(server.closeAndCheckBuffers()).isTrue();
        server.framer().open();
        assertThat(server.events()).containsExactly("line SLOW\r\n");
    }

    @Test
    void dropsTheRestOfAChunkWhenTheConnectionEnds() {
        server.send("BDAT 100\r\nabc");
        assertThat(server.closeAndCheckBuffers()).isTrue();
        assertThat(server.events()).containsExactly("line BDAT 100\r\n", "content abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void takesLinesOf8192OctetsAndNotOneMore(String end) {
        String longest = "a".repeat(Framer.LINE_OCTETS_MAX);
        server.send(longest).send(end).send("b" + longest).send(end + "NOOP\r\n");
        assertThat(server.events()).containsExactly("line " + longest + end, "too long", "line NOOP\r\n");
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void keepsNothingOfALineWithoutEnd() {
        for (int i = 0; i < 1000; i++) {
            server.send("a".repeat(10_000));
        }
        assertThat(server.taken()).isGreaterThan(9_990_000);
        assertThat(server.send("\r\nNOOP\r\n").events()).containsExactly("too long", "line NOOP\r\n");
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void tellsOfWhoTalksBeforeTheGreetingAndHearsNothingMore() {
        MiniServer early = MiniServer.notYetGreeting();
        early.send("EHLO a\r\n").send("QUIT\r\n");
        early.framer().begin();
        assertThat(early.send("NOOP\r\n").events()).containsExactly("early");
        assertThat(early.closeAndCheckBuffers()).isTrue();
    }

    /** Else the connection would end while James's own framer is still at work, and what that says would reach nobody. */
    @Test
    void waitsForTheOldFramerBeforeItTellsOfEarlyTalk() {
        MiniServer early = MiniServer.notYetGreeting();
        early.send("EHLO a\r\n");
        assertThat(early.events()).isEmpty();
        early.channel().pipeline().fireExceptionCaught(new TooLongFrameException("James's own"));
        early.framer().begin();
        assertThat(early.events()).containsExactly("early");
        assertThat(early.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void tellsNothingOfEarlyTalkToAClientThatHasGone() {
        MiniServer early = MiniServer.notYetGreeting();
        early.send("EHLO a\r\n");
        assertThat(early.closeAndCheckBuffers()).isTrue();
        early.framer().begin();
        assertThat(early.events()).isEmpty();
    }

    @Test
    void takesAFaultOfTheOldFramerForTalkBeforeTheGreeting() {
        MiniServer early = MiniServer.notYetGreeting();
        early.channel().pipeline().fireExceptionCaught(new TooLongFrameException("James's own"));
        early.framer().begin();
        assertThat(early.send("NOOP\r\n").events()).containsExactly("early");
    }

    @Test
    void takesNothingBetweenStartTlsAndTheHandshake() {
        server.framer().expectTls();
        server.send("EHLO a\r\n").send("NOOP\r\n");
        assertThat(server.events()).containsExactly("behind STARTTLS");
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void goesOnInsideTls() {
        server.framer().expectTls();
        server.channel().pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
        assertThat(server.send("EHLO a\r\n").events()).containsExactly("line EHLO a\r\n");
    }

    @Test
    void isFinishedOnceEverythingSentIsAnswered() {
        server.send("SLOW\r\nNOOP\r\nincomplete");
        server.channel().pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(server.events()).containsExactly("line SLOW\r\n");
        server.framer().open();
        assertThat(server.events()).containsExactly("line SLOW\r\n", "line NOOP\r\n", "finished");
    }

    @Test
    void isFinishedInTheMiddleOfAChunk() {
        server.send("BDAT 10\r\nabc");
        server.channel().pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(server.events()).containsExactly("line BDAT 10\r\n", "content abc", "finished");
    }

    @Test
    void waitsForAClientThatReadsNoAnswers() {
        server.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        assertThat(server.send("NOOP\r\n").events()).isEmpty();
        server.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        server.channel().runPendingTasks();
        assertThat(server.events()).containsExactly("line NOOP\r\n");
    }

    @Test
    void refusesAChunkWithoutContent() {
        assertThatThrownBy(() -> server.framer().receiveChunk(0, new Content() {
                    @Override
                    public void octets(byte[] octets) {}

                    @Override
                    public void end() {}
                }))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
