package dev.jamesext.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the pages say about variables that the dialect has and rules cannot read. */
final class VariablesManualTest {

    @Test
    void saysWhichVariablesAreNotThere() {
        List<String> unread =
                PolicyCompiler.NOT_YET_AT_MAIL.keySet().stream().sorted().toList();
        assertThat(Manual.notThere("variables")).isEqualTo(unread);
        assertThat(Manual.read("docs/manual.md")).contains(Manual.listed(unread.stream()));
    }
}
