package dev.jamesext.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Connections of an attacker, all driven by one thread with octets made in advance, so that the attacker takes as little of
 * the machine as it can. A connection that ends is made again, until {@link #end}.
 */
final class Horde {
    private static final int READ_OCTETS = 64 * 1024;
    private static final long LOOK_MILLIS = 50;
    private static final long RETRY_NANOS = 20_000_000;
    private static final int REPLY_CODE_CHARS = 3;

    /** When a connection sends the next octets. */
    enum Pace {
        /** As soon as the socket takes them, and reads what comes. */
        PIPELINED,
        /** The same, but nothing is read behind the greeting. */
        DEAF,
        /** Once a reply has come to the last. */
        IN_STEP
    }

    /**
     * What each connection does.
     *
     * <p>Texts are octets in ISO-8859-1.
     *
     * @param from the address it comes from
     * @param once what it says first, once it has been greeted
     * @param again what it says from then on
     * @param times how often; then it waits for the server to close
     */
    record Plan(InetAddress from, int port, String once, String again, int times, Pace pace) {
        static final int WITHOUT_END = Integer.MAX_VALUE;
    }

    private final Plan plan;
    private final Selector selector;
    private final Queue<Long> due = new ArrayDeque<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_OCTETS);
    private final long[] replies = new long[1000];
    private final Thread thread;
    private volatile boolean over;
    private final AtomicLong connections = new AtomicLong();
    private final ByteBuffer allOnce;
    private final ByteBuffer allAgain;
    private volatile @Nullable IOException failure;

    private Horde(Plan plan, int count) throws IOException {
        this.plan = plan;
        this.selector = Selector.open();
        this.allOnce = direct(plan.once());
        this.allAgain = direct(plan.again());
        for (int i = 0; i < count; i++) {
            due.add(System.nanoTime());
        }
        this.thread = new Thread(this::drive, "horde-" + plan.from().getHostAddress());
        thread.setDaemon(true);
    }

    /** Outside the heap, so that a socket that takes a little of it does not cost a copy of the whole. */
    private static ByteBuffer direct(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocateDirect(octets.length).put(octets).flip();
    }

    /** Starts so many connections. */
    static Horde of(Plan plan, int count) throws IOException {
        Horde horde = new Horde(plan, count);
        horde.thread.start();
        return horde;
    }

    /** Ends all connections, and waits for the thread. */
    void end() throws IOException, InterruptedException {
        over = true;
        selector.wakeup();
        thread.join();
        if (failure != null) {
            throw new IOException("the attack has broken down", failure);
        }
    }

    /** Connections that the server has greeted. */
    long connections() {
        return connections.get();
    }

    /** Replies with a code, to be asked once it is over. */
    long replies(int code) {
        return replies[code];
    }

    /** All codes that came, each with its number. */
    String replies() {
        StringBuilder text = new StringBuilder();
        for (int code = 0; code < replies.length; code++) {
            if (replies[code] > 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(replies[code])
                        .append(" x ")
                        .append(code);
            }
        }
        return text.toString();
    }

    private void drive() {
        try (selector) {
            while (!over) {
                connectWhatIsDue();
                selector.select(LOOK_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException broken) {
            failure = broken;
        }
    }

    private void connectWhatIsDue() throws IOException {
        while (!due.isEmpty() && due.element() <= System.nanoTime()) {
            due.remove();
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            // Reset at the end: no port of ours waits for a minute.
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            key.attach(new Connection(key, channel));
            try {
                channel.bind(new InetSocketAddress(plan.from(), 0));
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.port()));
            } catch (IOException refused) {
                again(key);
            }
        }
    }

    private void serve(SelectionKey key) throws IOException {
        try {
            if (key.isValid() && key.attachment() instanceof Connection connection) {
                connection.serve();
            }
        } catch (IOException ended) {
            again(key);
        }
    }

    private void again(SelectionKey key) throws IOException {
        key.cancel();
        key.channel().close();
        due.add(System.nanoTime() + RETRY_NANOS);
    }

    /** One connection; touched by the thread of the horde alone. */
    private final class Connection {
        private final SelectionKey key;
        private final SocketChannel channel;
        private final ByteBuffer once = allOnce.duplicate();
        private final ByteBuffer again = allAgain.duplicate();
        private boolean greeted;
        private int left = plan.times();
        private int column;
        private int code;

        Connection(SelectionKey key, SocketChannel channel) {
            this.key = key;
            this.channel = channel;
        }

        void serve() throws IOException {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                return;
            }
            if (key.isReadable()) {
                read();
            }
            if (key.isWritable()) {
                write();
            }
        }

        private void read() throws IOException {
            in.clear();
            if (channel.read(in) < 0) {
                throw new IOException("closed");
            }
            in.flip();
            boolean replied = false;
            while (in.hasRemaining()) {
                replied |= count(in.get());
            }
            if (!replied) {
                return;
            }
            if (!greeted) {
                greeted = true;
                connections.incrementAndGet();
            }
            key.interestOps(
                    plan.pace() == Pace.DEAF ? SelectionKey.OP_WRITE : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }

        /** Takes note of an octet; true when a reply has come to its end. */
        private boolean count(byte octet) {
            boolean last = false;
            if (octet == '\n') {
                column = 0;
                code = 0;
                return false;
            }
            if (column < REPLY_CODE_CHARS && octet >= '0' && octet <= '9') {
                code = code * 10 + octet - '0';
            } else if (column == REPLY_CODE_CHARS && octet == ' ') {
                replies[code]++;
                last = true;
            }
            column++;
            return last;
        }

        private void write() throws IOException {
            if (once.hasRemaining()) {
                channel.write(once);
                if (once.hasRemaining() || plan.pace() == Pace.IN_STEP) {
                    waitInStep(once);
                    return;
                }
            }
            if (left > 0) {
                channel.write(again);
                if (!again.hasRemaining()) {
                    again.rewind();
                    left -= left == Plan.WITHOUT_END ? 0 : 1;
                    waitInStep(ByteBuffer.allocate(0));
                }
            } else {
                key.interestOps(plan.pace() == Pace.DEAF ? 0 : SelectionKey.OP_READ);
            }
        }

        private void waitInStep(ByteBuffer sent) {
            if (plan.pace() == Pace.IN_STEP && !sent.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        }
    }
}
