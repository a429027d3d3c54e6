package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.expr.Dialect;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.source.Problems;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scripts of Apache jSieve's own tests (core/src/test, Apache License 2.0) that make sense without a message, with the outcome
 * they have there: what throws there to show that it was reached refuses here.
 */
final class JSieveScriptsTest {

    private static final String REACHED = "reject \"reached\";";
    private static final String REFUSED = "550 5.7.1 reached";
    private static final String ACCEPTED = "accept";
    private static final String BROKEN = "does not compile";

    static Stream<Arguments> scripts() {
        return Stream.of(
                // AllOfTest
                Arguments.of("if allof (false, true) {stop;} REACHED", REFUSED),
                Arguments.of("if allof (true, true) {REACHED}", REFUSED),
                Arguments.of("if allof (false, false) {stop;} REACHED", REFUSED),
                Arguments.of("if allof (true, false) {stop;} REACHED", REFUSED),
                Arguments.of("if anyof 1 {REACHED}", BROKEN),
                // AnyOfTest
                Arguments.of("if anyof (false, true) {REACHED}", REFUSED),
                Arguments.of("if anyof (true, true) {REACHED}", REFUSED),
                Arguments.of("if anyof (false, false) {stop;} REACHED", REFUSED),
                Arguments.of("if anyof (true, false) {REACHED}", REFUSED),
                // ConditionTest, FalseTest, TrueTest, NotTest
                Arguments.of("if true {REACHED}", REFUSED),
                Arguments.of("if false {stop;} REACHED", REFUSED),
                Arguments.of("if false {stop;} elsif true {REACHED}", REFUSED),
                Arguments.of("if false {stop;} elsif false {stop;} REACHED", REFUSED),
                Arguments.of("if false {stop;} elsif false {stop;} elsif true {REACHED}", REFUSED),
                Arguments.of("if false {stop;} elsif false {stop;} else {REACHED}", REFUSED),
                Arguments.of("if false {stop;} else {REACHED}", REFUSED),
                Arguments.of("else {stop;}", BROKEN),
                Arguments.of("elsif {stop;}", BROKEN),
                Arguments.of("if true {stop;} else {stop;} elsif true {stop;}", BROKEN),
                Arguments.of("if false 1 {REACHED}", BROKEN),
                Arguments.of("if true 1 {REACHED}", BROKEN),
                Arguments.of("if not false {REACHED}", REFUSED),
                Arguments.of("if not 1 {REACHED}", BROKEN),
                // KeepTest, StopTest
                Arguments.of("keep;", ACCEPTED),
                Arguments.of("keep 1 ;", BROKEN),
                Arguments.of("keep 1 {REACHED}", BROKEN),
                Arguments.of("stop; REACHED", ACCEPTED),
                Arguments.of("stop 1 ;", BROKEN),
                Arguments.of("stop 1 {REACHED}", BROKEN),
                // RequireTest; there the names of commands and tests are capabilities too, here only what has a
                // capability is
                Arguments.of("require \"absent\";", BROKEN),
                Arguments.of("require;", BROKEN),
                Arguments.of("require \"reject\" 1;", BROKEN),
                Arguments.of("require \"reject\" {stop;}", BROKEN),
                Arguments.of("keep; require \"reject\";", BROKEN),
                Arguments.of("require 1 ;", BROKEN),
                Arguments.of("require [\"reject\", \"absent\"];", BROKEN),
                Arguments.of("require \"variables\"; require \"date\"; REACHED", REFUSED),
                // LogTest
                Arguments.of("log :debug \"Log a debug message.\";", ACCEPTED),
                Arguments.of("log :error \"Log an error message.\";", ACCEPTED),
                Arguments.of("log :info \"Log an info message.\";", ACCEPTED),
                Arguments.of("log :trace \"Log a trace message.\";", ACCEPTED),
                Arguments.of("log :warn \"Log a warning message.\";", ACCEPTED),
                Arguments.of("log :fatal \"Log a fatal message.\";", ACCEPTED),
                Arguments.of("log \"Log a default message.\";", ACCEPTED),
                Arguments.of("log :absent \"Log an absent message.\";", BROKEN),
                // MultilineTextTest
                Arguments.of("reject text:\r\nThis is not a love song\r\n.\r\n;", "550 5.7.1 This is not a love song"),
                Arguments.of(
                        "reject text: \t \t \r\nThis is not a love song\r\n.\r\n;",
                        "550 5.7.1 This is not a love song"),
                Arguments.of(
                        "reject text:\r\nThis is not.....a love song\r\n.\r\n;",
                        "550 5.7.1 This is not.....a love song"),
                Arguments.of(
                        "reject text:\r\nThis is not\n..a love song\r\n.\r\n;", "550 5.7.1 This is not / .a love song"),
                Arguments.of(
                        "reject text:\r\nThis is not\n.a love song\r\n.\r\n;", "550 5.7.1 This is not / .a love song"),
                // QuotingTest, LiteralEscapeTest, on strings
                Arguments.of("if string :is \"Before\\\"After\" \"Before\\\"After\" {REACHED}", REFUSED),
                Arguments.of("if string :is \"a\\\\b\\c\" \"a\\\\bc\" {REACHED}", REFUSED));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void hasTheOutcomeItHasThere(String script, String outcome) {
        Problems problems = new Problems();
        ScriptLimits unchecked = new ScriptLimits(1_000, 1_000, 3, 10_000, false, Dialect.STANDARD);
        String text = script.replace("REACHED", REACHED);
        String actual = Scripts.compile(text, unchecked, problems)
                .map(compiled -> Scripts.outcome(compiled, Scripts.facts("a")))
                .orElse(BROKEN);
        assertThat(actual).as(problems.render()).isEqualTo(outcome);
    }

    /** AsciiNumericTest. */
    @ParameterizedTest
    @CsvSource({
        "1,2,false",
        "1,1,true",
        "01,1A,true",
        "1,00000000000000001A,true",
        "234S,234YTGSDBBSD,true",
        "01,1,true",
        "000001,1,true",
        "000001,10,false",
        "1,A4,false",
        "x,4,false",
        "GT,A4,true",
    })
    void comparesNumbersAsThere(String left, String right, boolean equal) {
        assertThat(Collation.ASCII_NUMERIC.equal(left, right)).isEqualTo(equal);
    }

    @Test
    void knowsTheComparatorsOfItsTests() {
        assertThat(List.of("i;octet", "i;ascii-casemap", "i;ascii-numeric"))
                .allMatch(name -> Collation.named(name).isPresent());
    }
}
