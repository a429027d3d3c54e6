package dev.jamesext.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads what a process writes into a file, line by line, and notices the line that holds a marker. */
final class LogCapture {
    private static final Duration END_MAX = Duration.ofSeconds(10);

    private final Process process;
    private final Path file;
    private final String marker;
    private final Consumer<String> sink;
    private final CountDownLatch markerOrEnd = new CountDownLatch(1);
    private final Thread reader = new Thread(this::copy, "james-log");
    private volatile boolean markerSeen;

    private LogCapture(Process process, Path file, String marker, Consumer<String> sink) {
        this.process = process;
        this.file = file;
        this.marker = marker;
        this.sink = sink;
    }

    static LogCapture start(Process process, Path file, String marker, Consumer<String> sink) {
        LogCapture capture = new LogCapture(process, file, marker, sink);
        capture.reader.setDaemon(true);
        capture.reader.start();
        return capture;
    }

    /** Whether the marker came in time; false at once when the process ends without it. */
    boolean awaitMarker(Duration most) {
        try {
            return markerOrEnd.await(most.toMillis(), TimeUnit.MILLISECONDS) && markerSeen;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for the last line of a process that has ended. */
    void awaitEnd() throws InterruptedException {
        reader.join(END_MAX.toMillis());
    }

    String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void copy() {
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8);
                Writer to = Files.newBufferedWriter(file)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                to.write(line);
                to.write('\n');
                to.flush();
                sink.accept(line);
                if (line.contains(marker)) {
                    markerSeen = true;
                    markerOrEnd.countDown();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("lost the log of James", e);
        } finally {
            markerOrEnd.countDown();
        }
    }
}
