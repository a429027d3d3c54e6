package dev.jamesext.lookup;

import dev.jamesext.source.Problems;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one question to a list costs. Each names another of many thousand keys, so that no answer lies in a cache of the processor
 * because it was just given. Of the names with patterns half are on the list.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ListBenchmark {

    private static final int NAMES = 1_000_000;
    private static final int PATTERNS = 10_000;
    private static final int KEYS = 1 << 16;

    private final LookupList few = exact(2);
    private final LookupList many = exact(NAMES);
    private final LookupList endings = list(ListFormat.SUFFIX, NAMES, "." + "host%d.example.org");
    private final LookupList globs = list(ListFormat.GLOB, PATTERNS, "*.host%d.example.org");
    private final LookupList regexes = list(ListFormat.REGEX, PATTERNS, "^(mx|mail)[0-9]*[.]host%d[.]example[.]org$");
    private final String[] names = keys("host%d.example.org", NAMES);
    private final String[] absent = keys("hosts%d.example.org", NAMES);
    private final String[] mailNames = keys("mx7.host%d.example.org", 2 * PATTERNS);
    private final Path file = file();
    private int next;

    @Benchmark
    public Answer exactOfTwo() {
        return few.find(key(absent), KeyComparison.DOMAIN);
    }

    @Benchmark
    public Answer exactOfAMillionAbsent() {
        return many.find(key(absent), KeyComparison.DOMAIN);
    }

    @Benchmark
    public Answer exactOfAMillionFound() {
        return many.find(key(names), KeyComparison.DOMAIN);
    }

    @Benchmark
    public Answer suffixOfAMillion() {
        return endings.find(key(mailNames), KeyComparison.DOMAIN);
    }

    @Benchmark
    public Answer globOfTenThousand() {
        return globs.find(key(mailNames), KeyComparison.DOMAIN);
    }

    @Benchmark
    public Answer regexOfTenThousand() {
        return regexes.find(key(mailNames), KeyComparison.DOMAIN);
    }

    /** A file of a million names, from the first octet to the list that answers. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 2)
    @Measurement(iterations = 5)
    public LookupList loadAMillion() throws IOException {
        ListBuilder builder = new ListBuilder("l", ListFormat.LIST, false, new ListRoom(Long.MAX_VALUE));
        ListFile.read("names.txt", file, new ListFile.Reading("#", ""), builder, new Problems());
        return builder.build();
    }

    private String key(String[] keys) {
        return keys[next++ & KEYS - 1];
    }

    private static LookupList exact(int count) {
        return list(ListFormat.LIST, count, "host%d.example.org");
    }

    private static LookupList list(ListFormat format, int count, String entry) {
        ListBuilder builder = new ListBuilder("l", format, false, new ListRoom(Long.MAX_VALUE));
        for (int i = 0; i < count; i++) {
            builder.add(entry.replace("%d", Integer.toString(i)));
        }
        return builder.build();
    }

    private static String[] keys(String key, int bound) {
        Random random = new Random(20261127);
        String[] keys = new String[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = key.replace("%d", Integer.toString(random.nextInt(bound)));
        }
        return keys;
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("names", ".txt");
            file.toFile().deleteOnExit();
            try (Writer out = Files.newBufferedWriter(file)) {
                for (int i = 0; i < NAMES; i++) {
                    out.write("host" + i + ".example.org\n");
                }
            }
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
