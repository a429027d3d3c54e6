package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathArgumentTest {

    @ParameterizedTest
    @CsvSource({
        "FROM:<a@b.example>, FROM:<a@b.example>, ''",
        "FROM:<a@b.example> SIZE=10, FROM:<a@b.example>, SIZE=10",
        "FROM:<a@b.example>SIZE=10, FROM:<a@b.example>, SIZE=10",
        "FROM: <a@b.example>  SIZE=10  BODY=7BIT, FROM: <a@b.example>, SIZE=10  BODY=7BIT",
        "FROM:<> RET=HDRS, FROM:<>, RET=HDRS",
        "'FROM:<\"a>b\"@c.example> X', 'FROM:<\"a>b\"@c.example>', X",
        "'FROM:<\"a\\\">\"@c.example> X', 'FROM:<\"a\\\">\"@c.example>', X",
        "FROM:a@b.example SIZE=10, FROM:a@b.example, SIZE=10",
        "FROM: a@b.example SIZE=10, FROM: a@b.example, SIZE=10",
        "'FROM:\"a b\"@c.example SIZE=10', 'FROM:\"a b\"@c.example', SIZE=10",
        "FROM:a>b@c.example SIZE=10, FROM:a>b@c.example, SIZE=10",
        "FROM <a@b.example>, FROM <a@b.example>, ''",
        "FROM <a@b.example> SIZE=10, FROM <a@b.example> SIZE=10, ''",
        "FROM a@b.example X=:, FROM a@b.example X=:, ''",
        "<a@b.example> SIZE=10, <a@b.example> SIZE=10, ''",
        "FROM :<a@b.example> SIZE=10, FROM :<a@b.example> SIZE=10, ''",
        "FROM:<a@b.example, FROM:<a@b.example, ''",
        "FROM, FROM, ''",
        "'', '', ''",
        "FROM:, FROM:, ''",
        "'FROM:   ', 'FROM:   ', ''",
        "':', ':', ''",
        "'FROM:<\"\\', 'FROM:<\"\\', ''",
    })
    void cutsAnArgumentBehindItsPath(String argument, String path, String parameters) {
        PathArgument cut = PathArgument.of(argument);
        assertThat(cut.path()).isEqualTo(path);
        assertThat(cut.parameters()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "FROM:<a@b.example> SIZE=10, false",
        "FROM:<a@b.example>, false",
        "FROM:<a@b.example>SIZE=10, true",
        "FROM:<>>>>, true",
        "FROM:a@b.example SIZE=10, false",
    })
    void tellsWhetherSomethingIsGluedToThePath(String argument, boolean glued) {
        assertThat(PathArgument.of(argument).glued()).isEqualTo(glued);
    }

    @ParameterizedTest
    @CsvSource({
        "FROM:<a@b.example> SIZE=10, a@b.example",
        "FROM: <A@B.example>, A@B.example",
        "FROM:<>, ''",
        "'FROM:<@one.example,@two.example:a@b.example>', a@b.example",
        "TO:<postmaster>, postmaster",
        "FROM:a@b.example, a@b.example",
        "FROM:<, <",
        "FROM, ''",
        "FROM <a@b.example>, ''",
        "'', ''",
    })
    void knowsTheAddress(String argument, String address) {
        assertThat(PathArgument.of(argument).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "FROM:<a@b.example> SIZE=10, FROM:<a@b.example>",
        "FROM: <a@b.example>, FROM: <a@b.example>",
        "FROM:a@b.example SIZE=10, FROM:<a@b.example>",
        "FROM: a@b.example, FROM:<a@b.example>",
        "'FROM:\"a b\"@c.example X', 'FROM:<\"a b\"@c.example>'",
        "FROM:, FROM:<>",
        "FROM:<, FROM:<<>",
    })
    void putsBracketsAroundThePath(String argument, String path) {
        assertThat(PathArgument.of(argument).pathInBrackets()).isEqualTo(path);
    }
}
