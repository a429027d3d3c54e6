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
        "FROM:<a@b.example, FROM:<a@b.example, ''",
        "FROM, FROM, ''",
        "'', '', ''",
        "FROM:, FROM:, ''",
        "'FROM:   ', 'FROM:   ', ''",
        "':', ':', ''",
        "'FROM:<\"\\', 'FROM:<\"\\', ''",
    })
    void cutsAnArgumentBehindItsPath(String argument, String path, String parameters) {
        assertThat(PathArgument.of(argument)).isEqualTo(new PathArgument(path, parameters));
    }
}
