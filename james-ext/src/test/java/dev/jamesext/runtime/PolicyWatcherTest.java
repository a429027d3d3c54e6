package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyWatcherTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    private final List<Path> files = new ArrayList<>();
    private final AtomicInteger reloads = new AtomicInteger();

    @BeforeEach
    void makeThePolicy() throws IOException {
        Files.writeString(folder.resolve("ehlo.toml"), "one");
        files.add(folder.resolve("ehlo.toml"));
    }

    private PolicyWatcher watcher() {
        return new PolicyWatcher(() -> List.copyOf(files), reloads::incrementAndGet, () -> {});
    }

    /** The first look sees the change, the second that it is over. */
    private static void assertReadOnceMore(PolicyWatcher watcher) {
        assertThat(watcher.look()).isFalse();
        assertThat(watcher.look()).isTrue();
        assertThat(watcher.look()).isFalse();
        assertThat(watcher.look()).isFalse();
    }

    @Test
    void readsNothingWithoutAChange() {
        PolicyWatcher watcher = watcher();
        assertThat(watcher.look()).isFalse();
        assertThat(watcher.look()).isFalse();
        assertThat(reloads).hasValue(0);
    }

    @Test
    void seesANewText() throws IOException {
        PolicyWatcher watcher = watcher();
        Files.writeString(folder.resolve("ehlo.toml"), "another");
        assertReadOnceMore(watcher);
    }

    @Test
    void seesAFileRenamedIntoPlaceThatLooksTheSame() throws IOException {
        PolicyWatcher watcher = watcher();
        Path policy = folder.resolve("ehlo.toml");
        Path other = Files.writeString(folder.resolve("new"), "two");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(policy));
        Files.move(other, policy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertReadOnceMore(watcher);
    }

    @Test
    void seesALinkThatIsTurned() throws IOException {
        Path volume = Files.createSymbolicLink(folder.resolve("data"), Files.createDirectory(folder.resolve("v1")));
        Files.writeString(folder.resolve("v1").resolve("list"), "a");
        Files.createDirectory(folder.resolve("v2"));
        Files.writeString(folder.resolve("v2").resolve("list"), "b");
        files.add(volume.resolve("list"));
        PolicyWatcher watcher = watcher();
        Files.createSymbolicLink(folder.resolve("data-new"), folder.resolve("v2"));
        Files.move(
                folder.resolve("data-new"),
                volume,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        assertReadOnceMore(watcher);
    }

    @Test
    void waitsUntilWritingIsOver() throws IOException {
        PolicyWatcher watcher = watcher();
        for (String text : List.of("t", "tw", "two an", "two and more")) {
            Files.writeString(folder.resolve("ehlo.toml"), text);
            assertThat(watcher.look()).isFalse();
        }
        assertThat(watcher.look()).isTrue();
        assertThat(reloads).hasValue(1);
    }

    @Test
    void seesThatAFileGoesAndComesBack() throws IOException {
        PolicyWatcher watcher = watcher();
        Files.delete(folder.resolve("ehlo.toml"));
        assertReadOnceMore(watcher);
        Files.writeString(folder.resolve("ehlo.toml"), "two");
        assertReadOnceMore(watcher);
    }

    @Test
    void watchesWhatTheNewTextNames() throws IOException {
        PolicyWatcher watcher = watcher();
        files.add(folder.resolve("included"));
        assertReadOnceMore(watcher);
        Files.writeString(folder.resolve("included"), "x");
        assertReadOnceMore(watcher);
        assertThat(reloads).hasValue(2);
    }

    @Test
    void triesAReloadThatBrokeOffAgainWithGrowingPauses() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger counted = new AtomicInteger();
        Beat beat = new PolicyWatcher(
                        () -> List.copyOf(files),
                        () -> {
                            tries.incrementAndGet();
                            throw new OutOfMemoryError("planted");
                        },
                        counted::incrementAndGet)
                .beat();
        Files.writeString(folder.resolve("ehlo.toml"), "another");
        List<Integer> looksWithATry = new ArrayList<>();
        for (int look = 1; look <= 200; look++) {
            int before = tries.get();
            beat.turn();
            if (tries.get() > before) {
                looksWithATry.add(look);
            }
        }
        assertThat(looksWithATry).containsExactly(2, 3, 5, 9, 17, 33, 65, 129, 193);
        assertThat(counted).hasValue(tries.get());
    }

    @Test
    void aReloadThatComesToItsEndAfterAFailureIsTheLast() throws IOException {
        Beat beat = new PolicyWatcher(
                        () -> List.copyOf(files),
                        () -> {
                            if (reloads.incrementAndGet() < 3) {
                                throw new OutOfMemoryError("planted");
                            }
                        },
                        () -> {})
                .beat();
        Files.writeString(folder.resolve("ehlo.toml"), "another");
        for (int look = 0; look < 200; look++) {
            beat.turn();
        }
        assertThat(reloads).hasValue(3);
    }

    @Test
    void livesOnWhenEvenTheFaultCannotBeTold() throws IOException {
        AtomicInteger faults = new AtomicInteger();
        Beat beat = new PolicyWatcher(
                        () -> List.copyOf(files),
                        () -> {
                            if (reloads.incrementAndGet() == 1) {
                                throw new StackOverflowError("planted");
                            }
                        },
                        () -> {
                            faults.incrementAndGet();
                            throw new OutOfMemoryError("planted");
                        })
                .beat();
        Files.writeString(folder.resolve("ehlo.toml"), "another");
        for (int look = 0; look < 4; look++) {
            beat.turn();
        }
        assertThat(faults).hasValue(1);
        assertThat(reloads).hasValue(2);
    }

    @Test
    void aChangeIsReadAtOnceWhateverThePause() throws IOException {
        Beat beat = new PolicyWatcher(
                        () -> List.copyOf(files),
                        () -> {
                            reloads.incrementAndGet();
                            throw new OutOfMemoryError("planted");
                        },
                        () -> {})
                .beat();
        Files.writeString(folder.resolve("ehlo.toml"), "another");
        for (int look = 0; look < 70; look++) {
            beat.turn();
        }
        int before = reloads.get();
        Files.writeString(folder.resolve("ehlo.toml"), "one more");
        beat.turn();
        beat.turn();
        assertThat(reloads).hasValue(before + 1);
    }
}
