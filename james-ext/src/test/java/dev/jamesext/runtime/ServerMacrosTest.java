package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.settings.MacroSource;
import dev.jamesext.settings.MacroSource.Inclusion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.james.server.core.JamesServerResourceLoader;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** James's own file system over a real folder: which files a policy may name, and what is said about the others. */
class ServerMacrosTest {

    @TempDir
    private Path machine;

    private Path working;
    private MacroSource macros = MacroSource.NONE;

    @BeforeEach
    void makeWorkingDirectory() throws IOException {
        working = Files.createDirectories(machine.resolve("james"));
        Files.createDirectories(working.resolve("conf/scripts"));
        Files.writeString(working.resolve("conf/scripts/ehlo.sieve"), "keep;\n");
        Files.writeString(machine.resolve("secret"), "secret");
        macros = new ServerMacros(
                new FileSystemImpl(new JamesServerResourceLoader(working.toString())),
                Map.of("SET", "x", "EMPTY", "")::get);
    }

    @Test
    void environmentIsSetEmptyOrNot() {
        assertThat(macros.environment("SET")).contains("x");
        assertThat(macros.environment("EMPTY")).contains("");
        assertThat(macros.environment("NOT_SET")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"conf/scripts/ehlo.sieve", "conf/../conf/scripts/ehlo.sieve"})
    void readsFilesOfTheWorkingDirectoryAndNamesThemAsWritten(String path) {
        Inclusion inclusion = macros.file(path, false);
        assertThat(inclusion).isInstanceOf(Inclusion.Read.class);
        assertThat(((Inclusion.Read) inclusion).text().name()).isEqualTo(path);
        assertThat(((Inclusion.Read) inclusion).text().text()).isEqualTo("keep;\n");
    }

    @Test
    void absolutePathIntoTheWorkingDirectoryIsInside() {
        assertThat(macros.file(working.resolve("conf/scripts/ehlo.sieve").toString(), false))
                .isInstanceOf(Inclusion.Read.class);
    }

    @Test
    void filesOutsideNeedPermission() throws IOException {
        Files.createSymbolicLink(working.resolve("conf/link"), machine.resolve("secret"));
        for (String path : new String[] {machine.resolve("secret").toString(), "../secret", "conf/link"}) {
            assertThat(refusal(path, false))
                    .startsWith("it is outside the working directory (")
                    .endsWith("), which james-ext.allow-files-outside = true would allow");
            assertThat(macros.file(path, true)).isInstanceOf(Inclusion.Read.class);
        }
    }

    @Test
    void folderOfThePolicyMayBeALink() throws IOException {
        Path server = Files.createDirectories(machine.resolve("other"));
        Files.createSymbolicLink(server.resolve("conf"), working.resolve("conf"));
        MacroSource linked =
                new ServerMacros(new FileSystemImpl(new JamesServerResourceLoader(server.toString())), name -> null);
        assertThat(linked.file("conf/scripts/ehlo.sieve", false)).isInstanceOf(Inclusion.Read.class);
        assertThat(linked.file("../secret", false)).isInstanceOf(Inclusion.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "conf", "conf/none", "conf/none/none", "conf/scripts/ehlo.sieve/x", "a\0b", "://", "\ud800"})
    void refusesWhatIsNoFile(String path) {
        assertThat(refusal(path, false)).isNotBlank();
        assertThat(refusal(path, true)).isNotBlank();
    }

    @Test
    void saysThatAFileIsMissingAndWhereItWasLookedFor() {
        assertThat(refusal("conf/none", false)).isEqualTo("there is no such file: " + working.resolve("conf/none"));
        assertThat(refusal("conf/scripts", false)).endsWith("conf/scripts is not a file");
    }

    @Test
    void readsTheLargestFileAndRefusesOneByteMore() throws IOException {
        Files.write(working.resolve("largest"), new byte[MacroSource.FILE_BYTES_MAX]);
        Files.write(working.resolve("larger"), new byte[MacroSource.FILE_BYTES_MAX + 1]);
        assertThat(macros.file("largest", false)).isInstanceOf(Inclusion.Read.class);
        assertThat(refusal("larger", false)).isEqualTo("it is larger than 262144 octets");
    }

    @Test
    void readsUtf8Only() throws IOException {
        Files.writeString(working.resolve("mark"), "\ufeffé");
        assertThat(((Inclusion.Read) macros.file("mark", false)).text().text()).isEqualTo("é");
        Files.write(working.resolve("latin"), "a\nb\né".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refusal("latin", false))
                .isEqualTo("line 3, column 1: octet 0xe9 is not UTF-8; save the file as UTF-8");
    }

    private String refusal(String path, boolean outsideAllowed) {
        Inclusion inclusion = macros.file(path, outsideAllowed);
        assertThat(inclusion).isInstanceOf(Inclusion.Refused.class);
        return ((Inclusion.Refused) inclusion).reason();
    }
}
