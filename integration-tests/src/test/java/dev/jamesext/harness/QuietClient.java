package dev.jamesext.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Somebody who only wants to say hello: at fixed times it connects, says EHLO and QUIT, and measures from the time at which
 * it wanted to begin until it has every reply. It does not wait for one session to end before it begins the next.
 */
final class QuietClient {
    private static final long PATIENCE_MILLIS = 15_000;

    private final InetAddress from;
    private final int port;
    private final String name;
    private final SSLContext neverUsed = withoutTls();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService sessions = Executors.newCachedThreadPool();
    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
    private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());

    private QuietClient(int port, InetAddress from, String name) {
        this.port = port;
        this.from = from;
        this.name = name;
    }

    /**
     * Begins.
     *
     * @param name what it says at EHLO
     */
    static QuietClient greeting(int port, InetAddress from, String name, Duration every) {
        QuietClient client = new QuietClient(port, from, name);
        ScheduledFuture<?> unused =
                client.clock.scheduleAtFixedRate(client::launch, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return client;
    }

    private static SSLContext withoutTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException noJdk) {
            throw new IllegalStateException(noJdk);
        }
    }

    private void launch() {
        long wanted = System.nanoTime();
        sessions.execute(() -> greet(wanted));
    }

    private void greet(long wanted) {
        try (SmtpConnection connection = SmtpConnection.open(from, port, neverUsed)) {
            expect(connection, "220");
            connection.sendLine("EHLO " + name);
            expect(connection, "250");
            connection.sendLine("QUIT");
            expect(connection, "221");
            millis.add((System.nanoTime() - wanted) / 1e6);
        } catch (IOException failed) {
            refusals.add(String.valueOf(failed.getMessage()));
            millis.add((double) Math.max(PATIENCE_MILLIS, (System.nanoTime() - wanted) / 1_000_000));
        }
    }

    private static void expect(SmtpConnection connection, String code) throws IOException {
        String reply = connection.readReply().get(0);
        if (!reply.startsWith(code)) {
            throw new IOException("expected " + code + ", got: " + reply);
        }
    }

    /** Begins no more sessions, and waits for those that run. */
    void end() throws InterruptedException {
        clock.shutdownNow();
        sessions.shutdown();
        if (!sessions.awaitTermination(2 * PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("a quiet client does not come to its end");
        }
    }

    /** What it measured, once it has ended. */
    Measured measured() {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return new Measured(sorted, List.copyOf(refusals));
    }

    /**
     * Sessions of a quiet client.
     *
     * @param millis of each, the fastest first; one that failed counts as {@link #PATIENCE_MILLIS} at least
     * @param refusals what was wrong with those that failed
     */
    record Measured(List<Double> millis, List<String> refusals) {
        Measured {
            millis = List.copyOf(millis);
        }

        double percentile(int percent) {
            if (millis.isEmpty()) {
                throw new IllegalStateException("nothing was measured");
            }
            return millis.get(Math.min(millis.size() - 1, millis.size() * percent / 100));
        }

        double most() {
            return millis.get(millis.size() - 1);
        }
    }
}
