package dev.jamesext.chunking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.james.protocols.netty.CommandInjectionDetectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FramerTest {

    /** Content that looks like commands, commands that look like content, and every way to end a line. */
    private static final String SESSION = String.join(
            "",
            "EHLO a\r\nBDAT 14\r\n.\r\nDATA\r\nQUIT.BDAT 0\r\nDATA\r\n",
            "..\r\n.a\r\n\n.\r\n\r.\r\na\r\n..b\r\r\n.\r\nNOOP\nDATA\r\n.\r\nDATA \r\n",
            "BDAT 3\r\n\r\n.SLOW\r\nRSET\r\n",
            "RSET\nQUIT\r\nAUTH\r\nBDAT 5\r\nAUTH\r\nabc\nQUIT\r\nNOOP\r\nRSET\n bdat:3\r\nabcRSET\r\n");

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
        server.open();
        assertThat(server.events()).isEqualTo(FramerModel.events(SESSION));
        MiniServer slowly = new MiniServer();
        SESSION.chars().forEach(octet -> {
            slowly.send(String.valueOf((char) octet));
            slowly.open();
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
            cutServer.open();
            cutServer.send(SESSION.substring(cut));
            cutServer.open();
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
                server.open();
            }
            from = to;
        }
        // As often as there may be slow commands behind each other.
        for (int i = 0; i < input.length() / 6 + 1; i++) {
            server.open();
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
        server.open();
        assertThat(server.events()).containsExactly("line SLOW\r\n", "line NOOP\r\n", "line SLOW\r\n");
        server.open();
        assertThat(server.events()).last().isEqualTo("line RSET\r\n");
        assertThat(server.framer().holdsMore()).isFalse();
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void dropsWhatIsHeldWhenTheConnectionEnds() {
        server.send("SLOW\r\nNOOP\r\n");
        assertThat(server.closeAndCheckBuffers()).isTrue();
        server.open();
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
        server.send(longest).send(end).send("\r\n");
        assertThat(server.events()).startsWith("line " + longest + end);
        assertThat(server.closeAndCheckBuffers()).isTrue();
        MiniServer other = new MiniServer();
        other.send("b" + longest).send(end + "MAIL\r\nNOOP\r\n");
        // Behind a bare LF the line goes on.
        assertThat(other.events())
                .startsWith("too long")
                .endsWith("line NOOP\r\n")
                .hasSize(end.equals("\n") ? 2 : 3);
        assertThat(other.closeAndCheckBuffers()).isTrue();
    }

    /** The count is of the whole line, its bare LFs aside: with the CR of its end it may have so many. */
    @Test
    void dropsALineUpToALimitAndThenEndsTheConnection() {
        String half = "a".repeat(RefusedLine.DROPPED_OCTETS_MAX / 2);
        server.send(half).send("\n").send(half.substring(1)).send("\r\nNOOP\r\n");
        assertThat(server.events()).containsExactly("too long", "line NOOP\r\n");
        server.send(half).send(half);
        assertThat(server.events()).hasSize(2);
        server.send("\r").send("\nNOOP\r\n");
        assertThat(server.events()).containsExactly("too long", "line NOOP\r\n", "without end");
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void keepsNothingOfALineWithoutEnd() {
        for (int i = 0; i < 1000; i++) {
            server.send("a".repeat(10_000));
        }
        assertThat(server.taken()).isEqualTo(10_000_000);
        assertThat(server.send("\r\nNOOP\r\n").events()).containsExactly("without end");
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void endsAConnectionWhoseLinesEndInBareLf() {
        server.send("NOOP\n").send("NO").send("OP\n").send("QUIT\r\n");
        assertThat(server.events()).containsExactly("line NOOP\n", "only bare LF");
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void hearsNothingBehindAnOverLongLineThatAnnouncesOctets(String end) {
        for (String line : List.of(
                "BDAT 5 " + "a".repeat(Framer.LINE_OCTETS_MAX),
                " ".repeat(2 * Framer.LINE_OCTETS_MAX) + "bdat:5",
                "a".repeat(2 * Framer.LINE_OCTETS_MAX) + "\n\tBDAT")) {
            for (int cut = 1; cut < line.length(); cut += 997) {
                MiniServer other = new MiniServer();
                other.send(line.substring(0, cut)).send(line.substring(cut)).send(end + "QUIT\r\n");
                assertThat(other.events()).last().isEqualTo("octets announced");
                assertThat(other.events()).doesNotContain("line QUIT\r\n");
                assertThat(other.closeAndCheckBuffers()).isTrue();
            }
        }
    }

    @Test
    void endsATurnAfterSoManyCommands() {
        server.sendForOneTurn("NOOP\r\n".repeat(Framer.TURN_STEPS_MAX));
        assertThat(server.events()).hasSize(Framer.TURN_STEPS_MAX);
        MiniServer other = new MiniServer();
        other.sendForOneTurn("NOOP\r\n".repeat(3 * Framer.TURN_STEPS_MAX));
        assertThat(other.events()).hasSize(Framer.TURN_STEPS_MAX);
        other.runTurns();
        assertThat(other.events()).hasSize(3 * Framer.TURN_STEPS_MAX);
        assertThat(other.closeAndCheckBuffers()).isTrue();
    }

    /** A turn that comes late shows that others wait. */
    @Test
    void pausesForEightTimesAsLongAsItsTurnCameTooLate() {
        server.sendForOneTurn("NOOP\r\n".repeat(4 * Framer.TURN_STEPS_MAX));
        server.passing(TimeUnit.MILLISECONDS.toNanos(Framer.LATE_MILLIS_MIN + 2));
        server.channel().runScheduledPendingTasks();
        assertThat(server.events()).as("the late turn").hasSize(2 * Framer.TURN_STEPS_MAX);
        server.channel().advanceTimeBy(15, TimeUnit.MILLISECONDS);
        server.channel().runScheduledPendingTasks();
        assertThat(server.events()).as("in the pause").hasSize(2 * Framer.TURN_STEPS_MAX);
        server.passing(TimeUnit.MILLISECONDS.toNanos(16)).channel().advanceTimeBy(1, TimeUnit.MILLISECONDS);
        server.channel().runScheduledPendingTasks();
        assertThat(server.events())
                .as("in time, so that one more follows at once")
                .hasSize(4 * Framer.TURN_STEPS_MAX);
    }

    @Test
    void doesNotPauseWhereItsTurnWasHardlyLate() {
        server.sendForOneTurn("NOOP\r\n".repeat(3 * Framer.TURN_STEPS_MAX));
        server.passing(TimeUnit.MILLISECONDS.toNanos(Framer.LATE_MILLIS_MIN))
                .channel()
                .runScheduledPendingTasks();
        assertThat(server.events()).hasSize(3 * Framer.TURN_STEPS_MAX);
    }

    @Test
    void pausesForNoLongerThanItMay() {
        server.sendForOneTurn("NOOP\r\n".repeat(3 * Framer.TURN_STEPS_MAX));
        server.passing(TimeUnit.HOURS.toNanos(1)).channel().runScheduledPendingTasks();
        assertThat(server.events()).hasSize(2 * Framer.TURN_STEPS_MAX);
        server.channel().advanceTimeBy(Framer.PAUSE_MILLIS_MAX, TimeUnit.MILLISECONDS);
        server.channel().runScheduledPendingTasks();
        assertThat(server.events()).hasSize(3 * Framer.TURN_STEPS_MAX);
    }

    /** One command takes as long as it takes; others wait for its executor, and its client waits as long. */
    @Test
    void restsAfterALongTurnForAsLongAsItTook() {
        server.takingNanos(TimeUnit.MILLISECONDS.toNanos(Framer.LONG_MILLIS_MIN + 10))
                .sendForOneTurn("NOOP\r\n")
                .takingNanos(0)
                .sendForOneTurn("RSET\r\n");
        server.channel().advanceTimeBy(9, TimeUnit.MILLISECONDS);
        server.channel().runScheduledPendingTasks();
        assertThat(server.events()).containsExactly("line NOOP\r\n");
        server.channel().advanceTimeBy(1, TimeUnit.MILLISECONDS);
        server.channel().runScheduledPendingTasks();
        assertThat(server.events()).containsExactly("line NOOP\r\n", "line RSET\r\n");
    }

    @Test
    void doesNotRestAfterATurnThatWasHardlyLong() {
        server.takingNanos(TimeUnit.MILLISECONDS.toNanos(Framer.LONG_MILLIS_MIN))
                .sendForOneTurn("NOOP\r\n")
                .takingNanos(0)
                .sendForOneTurn("RSET\r\n");
        assertThat(server.events()).containsExactly("line NOOP\r\n", "line RSET\r\n");
    }

    @Test
    void endsATurnAfterSoMuchTime() {
        server.takingNanos(1000L * Framer.TURN_MICROS_MAX + 1).sendForOneTurn("NOOP\r\nNOOP\r\n");
        assertThat(server.events()).hasSize(1);
        server.runTurns();
        assertThat(server.events()).hasSize(2);
    }

    @Test
    void endsATurnAfterSoManyBlocksOfContent() {
        int octets = (Framer.TURN_STEPS_MAX + 2) * Content.BLOCK_OCTETS_MAX;
        server.sendForOneTurn("BDAT 99999\r\n").sendForOneTurn("a".repeat(99999));
        server.sendForOneTurn("DATA\r\n").sendForOneTurn("a".repeat(octets));
        assertThat(server.taken()).isLessThan(octets);
        server.runTurns();
        assertThat(server.events()).last().isEqualTo("content " + "a".repeat(octets));
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    /** What comes before the next turn waits for it, in order, and there is only one. */
    @Test
    void keepsWhatComesBetweenTwoTurns() {
        String many = "NOOP\r\n".repeat(Framer.TURN_STEPS_MAX + 1);
        server.sendForOneTurn(many).sendForOneTurn("SLOW\r\n").sendForOneTurn("RSET\r\n");
        server.channel().pipeline().fireChannelWritabilityChanged();
        assertThat(server.events()).hasSize(Framer.TURN_STEPS_MAX);
        assertThat(server.framer().holdsMore()).isTrue();
        server.runTurns();
        assertThat(server.events()).hasSize(Framer.TURN_STEPS_MAX + 2).last().isEqualTo("line SLOW\r\n");
        assertThat(server.open().events()).last().isEqualTo("line RSET\r\n");
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void isFinishedOnlyAfterTheLastTurn() {
        server.sendForOneTurn("NOOP\r\n".repeat(2 * Framer.TURN_STEPS_MAX));
        server.channel().pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(server.events()).hasSize(Framer.TURN_STEPS_MAX).doesNotContain("finished");
        server.runTurns();
        assertThat(server.events()).hasSize(2 * Framer.TURN_STEPS_MAX + 1).endsWith("finished");
    }

    @Test
    void dropsWhatWaitsForATurnWhenTheConnectionEnds() {
        server.sendForOneTurn("NOOP\r\n".repeat(2 * Framer.TURN_STEPS_MAX));
        server.channel().pipeline().fireChannelInactive();
        assertThat(server.taken()).isEqualTo(2 * Framer.TURN_STEPS_MAX * "NOOP\r\n".length());
        assertThat(server.closeAndCheckBuffers()).isTrue();
        assertThat(server.events()).hasSize(Framer.TURN_STEPS_MAX);
    }

    /** As what goes wrong while octets are read: James logs it and ends the connection. */
    @Test
    void reportsWhatGoesWrongInALaterTurn() {
        server.sendForOneTurn("NOOP\r\n".repeat(Framer.TURN_STEPS_MAX + 1) + "BDAT 2\r\nab");
        server.failOnContent();
        server.runTurns();
        assertThatThrownBy(server.channel()::checkException).hasMessage("content");
    }

    /** James's own framer may still hold octets that were sent before these. */
    @Test
    void servesWhoTalksBeforeTheGreetingAsIfItHadWaited() {
        MiniServer early = MiniServer.notYetGreeting();
        early.send("EHLO a\r\nBDAT 3\r\na").send("bcNO");
        assertThat(early.events()).isEmpty();
        early.framer().begin(true);
        assertThat(early.send("OP\r\n").events())
                .containsExactly("line EHLO a\r\n", "line BDAT 3\r\n", "content abc", "end", "line NOOP\r\n");
        assertThat(early.closeAndCheckBuffers()).isTrue();
    }

    /** It stops at STARTTLS among other commands, before it has taken any of them. */
    @Test
    void overlooksWhatTheOldFramerTakesForAnAttack() {
        MiniServer early = MiniServer.notYetGreeting();
        early.channel().pipeline().fireExceptionCaught(new DecoderException(new CommandInjectionDetectedException()));
        early.send("EHLO a\r\nSTARTTLS\r\n").framer().begin(true);
        assertThat(early.events()).containsExactly("line EHLO a\r\n", "line STARTTLS\r\n");
        early.channel().checkException();
        early.channel().pipeline().fireExceptionCaught(new DecoderException(new CommandInjectionDetectedException()));
        assertThatThrownBy(early.channel()::checkException).isInstanceOf(DecoderException.class);
    }

    @Test
    void handsOnWhatElseGoesWrongBeforeTheGreeting() {
        MiniServer early = MiniServer.notYetGreeting();
        early.channel().pipeline().fireExceptionCaught(new DecoderException("no TLS"));
        assertThatThrownBy(early.channel()::checkException).hasMessage("no TLS");
        early.framer().begin(true);
        assertThat(early.send("NOOP\r\n").events()).containsExactly("line NOOP\r\n");
    }

    /**
     * What it dropped may have been content, or the size of a chunk. Told when it is done: else the connection would end while
     * it is still at work, and what it says would reach nobody.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAClientOfWhichTheOldFramerDroppedALine(boolean told) {
        MiniServer early = MiniServer.notYetGreeting();
        if (told) {
            early.channel().pipeline().fireExceptionCaught(new TooLongFrameException("James's own"));
        }
        early.send("NOOP\r\n");
        assertThat(early.events()).isEmpty();
        early.framer().begin(told);
        assertThat(early.send("NOOP\r\n").events()).containsExactly("early");
        assertThat(early.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void refusesWhoTalksWhileItsGreetingIsHeldBack() {
        MiniServer early = MiniServer.notYetGreeting();
        early.framer().expectSilence();
        early.framer().begin(true);
        assertThat(early.framer().isSilent()).isTrue();
        assertThat(early.send("E").send("HLO a\r\n").events()).containsExactly("early");
        assertThat(early.framer().isSilent()).isFalse();
        assertThat(early.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void waitsForTheOldFramerBeforeItRefusesWhoTalksTooEarly() {
        MiniServer early = MiniServer.notYetGreeting();
        early.framer().expectSilence();
        early.send("EHLO a\r\n").send("QUIT\r\n");
        assertThat(early.events()).isEmpty();
        early.framer().begin(true);
        assertThat(early.send("NOOP\r\n").events()).containsExactly("early");
        assertThat(early.closeAndCheckBuffers()).isTrue();
    }

    /** Where that framer hands on what it has at once, before anybody could say that the client has to be silent. */
    @Test
    void refusesWhatTheOldFramerHandedOnBeforeSilenceWasAskedFor() {
        MiniServer early = MiniServer.notYetGreeting();
        early.send("EHLO a\r\n").framer().expectSilence();
        early.framer().begin(true);
        assertThat(early.send("NOOP\r\n").events()).containsExactly("early");
        assertThat(early.closeAndCheckBuffers()).isTrue();
    }

    @Test
    void servesWhoWasSilentUntilItsGreeting() {
        MiniServer patient = MiniServer.notYetGreeting();
        patient.framer().expectSilence();
        patient.framer().begin(true);
        patient.framer().endSilence();
        assertThat(patient.framer().isSilent()).isFalse();
        assertThat(patient.send("NOOP\r\n").events()).containsExactly("line NOOP\r\n");
    }

    @Test
    void isFinishedOnlyBehindAGreetingThatIsHeldBack() {
        MiniServer patient = MiniServer.notYetGreeting();
        patient.framer().expectSilence();
        patient.framer().begin(true);
        patient.channel().pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(patient.events()).isEmpty();
        patient.framer().endSilence();
        assertThat(patient.events()).containsExactly("finished");
    }

    @Test
    void tellsNothingOfEarlyTalkToAClientThatHasGone() {
        MiniServer early = MiniServer.notYetGreeting();
        early.framer().expectSilence();
        early.send("EHLO a\r\n");
        assertThat(early.closeAndCheckBuffers()).isTrue();
        early.framer().begin(true);
        assertThat(early.events()).isEmpty();
    }

    /** It waits for an answer, and sends no line end. */
    @Test
    void hearsNothingOfAClientThatBeginsTls() {
        server.send("NOOP\r\n").send("\u0016");
        assertThat(server.events()).containsExactly("line NOOP\r\n");
        server.send("\u0003\u0001\u0002\u0000\r\nNOOP\r\n").send("NOOP\r\n");
        assertThat(server.events()).containsExactly("line NOOP\r\n", "tls");
        assertThat(server.closeAndCheckBuffers()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0016\r\n", "\u0016\u0002\u0003\r\n", "a\u0016\u0003\r\n", "\u0003\u0016\r\n"})
    void takesNoOtherLineForTls(String line) {
        assertThat(server.send(line).events()).containsExactly("line " + line);
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
        server.open();
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
        server.runTurns();
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
