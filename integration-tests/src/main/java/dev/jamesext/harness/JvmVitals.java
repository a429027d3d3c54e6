package dev.jamesext.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a running JVM about its threads, objects and CPU time, mostly through the {@code jcmd} of this JVM's own JDK. */
public final class JvmVitals {
    private final long pid;

    JvmVitals(long pid) {
        this.pid = pid;
    }

    /** How many Java threads live now. */
    public long threads() {
        return threadLines().count();
    }

    /** The names of the Java threads that live now. */
    public Set<String> threadNames() {
        return threadLines()
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String> threadLines() {
        return ask("Thread.print").lines().filter(line -> line.startsWith("\"") && line.contains(" tid="));
    }

    /** How many objects of a class are reachable; collects garbage first. */
    public long liveInstances(String className) {
        // A row of the histogram: number, instances, bytes, class, and the module for those that are in one.
        return ask("GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(row -> row.length >= 4 && row[3].equals(className))
                .mapToLong(row -> Long.parseLong(row[1]))
                .sum();
    }

    /** Octets of the heap that are reachable; collects garbage first. */
    public long liveBytes() {
        return ask("GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[2]))
                .sum();
    }

    /**
     * The CPU time of all threads so far, those that have ended included. Systems count it in steps; Linux in ten
     * milliseconds.
     */
    public Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(
                        () -> new IllegalStateException("the system does not tell the CPU time of process " + pid));
    }

    /** Collects garbage now, all of it. */
    public void collectGarbage() {
        ask("GC.run");
    }

    private String ask(String question) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), question)
                    .redirectErrorStream(true)
                    .start();
            try (InputStream answer = process.getInputStream()) {
                String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException("jcmd " + question + " failed: " + text);
                }
                return text;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + jcmd, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + question, e);
        }
    }
}
