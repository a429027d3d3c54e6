package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jamesext.settings.SettingsReader;
import dev.jamesext.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyFileTest {

    private static final String NAME = "ehlo.toml";

    @TempDir
    private Path root;

    @Test
    void readsUtf8WithAndWithoutByteOrderMark() {
        assertThat(read("# \u00e9\n".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("# \u00e9\n");
        assertThat(read("\ufeff# \u00e9\n".getBytes(StandardCharsets.UTF_8)).text())
                .isEqualTo("# \u00e9\n");
        assertThat(read(new byte[0]).text()).isEmpty();
    }

    @Test
    void saysWhereItLooked() {
        assertThatThrownBy(() -> new PolicyFile(new JamesFolder(root).fileSystem()).read())
                .isInstanceOf(InstallationException.class)
                .hasMessageContaining("there is no policy: looked for ")
                .hasMessageContaining(root.resolve("conf/ehlo.toml").toString());
    }

    @Test
    void takesNoFolderForTheFile() throws IOException {
        Files.createDirectories(root.resolve("conf/ehlo.toml"));
        assertThatThrownBy(() -> new PolicyFile(new JamesFolder(root).fileSystem()).read())
                .isInstanceOf(InstallationException.class)
                .hasMessageContaining("there is no policy: looked for ");
    }

    @Test
    void namesTheLineThatIsNotUtf8() {
        byte[] latin1 = "# one\n# two\n# \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(latin1))
                .isInstanceOf(InstallationException.class)
                .hasMessageStartingWith("the policy cannot be read: ")
                .hasMessageContaining("\nehlo.toml:3:3: error: octet 0xe9 is not UTF-8");
    }

    @Test
    void readsTheLargestFileAndRefusesOneOctetMore() {
        byte[] largest = "#".repeat(SettingsReader.POLICY_BYTES_MAX).getBytes(StandardCharsets.US_ASCII);
        assertThat(read(largest).text()).hasSize(SettingsReader.POLICY_BYTES_MAX);
        byte[] larger = "#".repeat(SettingsReader.POLICY_BYTES_MAX + 1).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(larger))
                .isInstanceOf(InstallationException.class)
                .hasMessageContaining("the file is larger than " + SettingsReader.POLICY_BYTES_MAX + " octets");
    }

    private SourceText read(byte[] octets) {
        return new PolicyFile(new JamesFolder(root).with(NAME, octets).fileSystem()).read();
    }
}
