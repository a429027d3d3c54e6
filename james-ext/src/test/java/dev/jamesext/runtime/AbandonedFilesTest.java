package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AbandonedFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String NAME =
            "mimemessage-Mail1760000000000-0b2ddeb1-9a0c-4e9c-8f3c-1f0c6a0c1d2e1234567890123456789.m64";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    private Path file(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "Subject: half\r\n");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return file;
    }

    private int remove(Instant oldestOther, int most) throws IOException {
        return new AbandonedFiles(folder, Clock.fixed(NOW, ZoneOffset.UTC), () -> oldestOther).remove(most);
    }

    private int remove() throws IOException {
        return remove(Instant.MAX, AbandonedFiles.REMOVED_FILES_MAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NAME,
                "mimemessage-Mail1760000000000-AbCdEfGhIjKlMnOpQrSt18446744073709551615.m64",
                "mimemessage-MailCopy-0b2ddeb1-9a0c-4e9c-8f3c-1f0c6a0c1d2e1.m64",
            })
    void removesAMessageThatWasLeftThere(String name) throws IOException {
        Path file = file(name, Duration.ofHours(25));
        assertThat(remove()).isEqualTo(1);
        assertThat(file).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mimemessage-Mail1760000000000-0b2ddeb1-9a0c-4e9c-8f3c-1f0c6a0c1d2e.m64",
                "mimemessage-Mail1760000000000-0b2ddeb1-9a0c-4e9c-8f3c-1f0c6a0c1d2e1.m64.bak",
                "mimemessage-1.m64",
                "my-mimemessage-MailCopy-0b2ddeb1-9a0c-4e9c-8f3c-1f0c6a0c1d2e1.m64",
                "imap-literal123.tmp",
                "imap123.msg",
            })
    void leavesOtherNamesAlone(String name) throws IOException {
        Path file = file(name, Duration.ofDays(1000));
        assertThat(remove()).isZero();
        assertThat(file).exists();
    }

    @Test
    void leavesWhatIsADayOld() throws IOException {
        Path file = file(NAME, Duration.ofDays(1));
        assertThat(remove()).isZero();
        assertThat(file).exists();
    }

    @Test
    void leavesWhatAnotherProcessMayHaveWritten() throws IOException {
        Path file = file(NAME, Duration.ofDays(3));
        assertThat(remove(NOW.minus(Duration.ofDays(3)), 1)).isZero();
        assertThat(file).exists();
        assertThat(remove(NOW.minus(Duration.ofDays(2)), 1)).isEqualTo(1);
    }

    @Test
    void leavesFoldersAndLinksAlone() throws IOException {
        Path kept = file("kept.txt", Duration.ofDays(2));
        Path link = Files.createSymbolicLink(folder.resolve(NAME), kept);
        Path inner = Files.createDirectory(folder.resolve(NAME.replace("1760", "1761")));
        Files.setLastModifiedTime(inner, FileTime.from(NOW.minus(Duration.ofDays(2))));
        assertThat(remove()).isZero();
        assertThat(kept).exists();
        assertThat(link).isSymbolicLink();
        assertThat(inner).exists();
    }

    @Test
    void removesNoMoreThanAllowed() throws IOException {
        for (int i = 0; i < 5; i++) {
            file(NAME.replace("1760", "176" + i), Duration.ofDays(2));
        }
        assertThat(remove(Instant.MAX, 3)).isEqualTo(3);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }
}
