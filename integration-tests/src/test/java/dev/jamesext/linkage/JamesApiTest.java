package dev.jamesext.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JamesApiTest {

    @Test
    void readsEveryListInFull() throws IOException {
        assertThat(JamesApi.all()).extracting(JamesApi::version).containsExactlyElementsOf(JamesApi.VERSIONS);
        assertThat(JamesApi.read("3.8.1").types()).hasSize(628);
        assertThat(JamesApi.read("3.9.0").types()).hasSize(693);
    }

    @Test
    void keepsMembersWithTheirOwnType() {
        JamesApi api = JamesApi.parse(
                "test", List.of("interface a/B c/D", " s LIMIT I", "class e/F g/H a/B", " - <init> ()V", " - go (I)Z"));

        assertThat(api.types().get("a/B")).isEqualTo(new TypeDeclaration(true, Set.of("c/D"), Set.of("LIMIT I")));
        assertThat(api.types().get("e/F"))
                .isEqualTo(new TypeDeclaration(false, Set.of("g/H", "a/B"), Set.of("<init> ()V", "go (I)Z")));
    }

    @Test
    void refusesLinesThatAreNeitherTypeNorMember() {
        assertThatIllegalArgumentException().isThrownBy(() -> JamesApi.parse("test", List.of("enum a/B")));
        assertThatIllegalArgumentException().isThrownBy(() -> JamesApi.parse("test", List.of("class a/B", " - go")));
    }

    /** A denial of something no James version has would never bite. */
    @Test
    void knowsEverythingThatIsDenied() throws IOException {
        List<JamesApi> apis = JamesApi.all();
        assertThat(Denial.all()).isNotEmpty().allMatch(denial -> apis.stream().anyMatch(api -> knows(api, denial)));
    }

    private static boolean knows(JamesApi api, Denial denial) {
        TypeDeclaration type = api.types().get(denial.type());
        return type != null
                && (denial.use() != Denial.Use.MEMBER
                        || type.members().stream().anyMatch(member -> member.startsWith(denial.member() + " ")));
    }
}
