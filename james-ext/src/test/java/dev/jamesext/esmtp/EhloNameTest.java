package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EhloNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mx.example.org",
                "MX.EXAMPLE.ORG",
                "mx.example.org.",
                "a.b",
                "foo.bar",
                "_spf.example.org",
                "my_host.example",
                "xn--bcher-kva.example",
                "1.2.3.4.example",
                "3com.com",
                "a-b.c-d",
                "example.x1",
                "[192.0.2.1]",
                "[255.255.255.255]",
                "[IPv6:2001:db8::1]",
                "[ipv6:2001:DB8::1]",
                "[IPv6:::1]",
                "[IPv6:::]",
                "[IPv6:1:2:3:4:5:6:7:8]",
                "[IPv6:1::2:3:4:5:6:7]",
                "[IPv6:::ffff:192.0.2.1]",
                "[IPv6:1:2:3:4:5:6:192.0.2.1]",
            })
    void takesQualifiedNamesAndAddressLiterals(String name) {
        assertThat(EhloName.of(name).qualified()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "foo.",
                ".a",
                ".",
                "..",
                "a..b",
                "a.b..",
                "-a.b",
                "a-.b",
                "-a-.b",
                "192.0.2.1",
                "1.2.3.4",
                "example.123",
                "@.a",
                "!!.a",
                "a/b.c",
                "[1.2.3.4",
                "1.2.3.4]",
                "[]",
                "[1.2.3]",
                "[1.2.3.4.5]",
                "[1.2.3.256]",
                "[1.2.3.0004]",
                "[1.2.3.]",
                "[localhost]",
                "[2001:db8::1]",
                "[IPv6:]",
                "[IPv6:1]",
                "[IPv6:1:2:3:4:5:6:7]",
                "[IPv6:1:2:3:4:5:6:7:8:9]",
                "[IPv6:1:2:3:4::5:6:7:8]",
                "[IPv6:1::2::3]",
                "[IPv6::1]",
                "[IPv6:1:]",
                "[IPv6:12345::]",
                "[IPv6:g::1]",
                "[IPv6:fe80::1%eth0]",
                "[IPv6:192.0.2.1::]",
                "[x400:foo]",
            })
    void refusesNamesThatAreNotFullyQualified(String name) {
        assertThat(EhloName.of(name).qualified()).isFalse();
    }

    @Test
    void holdsLabelsOfSixtyThreeCharactersAndNoMore() {
        assertThat(EhloName.isDomain("a".repeat(63) + ".example")).isTrue();
        assertThat(EhloName.isDomain("a".repeat(64) + ".example")).isFalse();
    }

    @Test
    void holdsDomainsOfTwoHundredFiftyThreeCharactersAndNoMore() {
        String longest = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(61);
        assertThat(longest).hasSize(253);
        assertThat(EhloName.isDomain(longest)).isTrue();
        assertThat(EhloName.isDomain(longest + ".")).isTrue();
        assertThat(EhloName.isDomain(longest + "e")).isFalse();
    }

    @Test
    void ignoresWordsAfterTheName() {
        assertThat(EhloName.of("a.example  and more")).isEqualTo(new EhloName("a.example", true));
    }

    @Test
    void keepsTheCaseForTheReply() {
        assertThat(EhloName.of("MX.Example.ORG").text()).isEqualTo("MX.Example.ORG");
    }

    @ParameterizedTest
    @CsvSource({
        "'', MISSING",
        "' ', MISSING",
        "'a\tb', BAD_CHARACTER",
        "'a\u0000b.example', BAD_CHARACTER",
        "'a.example\u007f', BAD_CHARACTER",
        "'\u001b[31m.example', BAD_CHARACTER",
        "'b\u00fccher.example', BAD_CHARACTER",
        "'a.example trailing \u00fc', BAD_CHARACTER",
        "'\ufffd.example', BAD_CHARACTER",
        "'a.example\u0085', BAD_CHARACTER"
    })
    void namesTheFaultOfAnArgument(String argument, EhloName.Fault fault) {
        assertThat(EhloName.fault(argument)).isEqualTo(fault);
    }

    @Test
    void takesArgumentsOfTwoHundredFiftyFiveOctetsAndNoMore() {
        assertThat(EhloName.fault("a".repeat(255))).isNull();
        assertThat(EhloName.fault("a".repeat(256))).isEqualTo(EhloName.Fault.TOO_LONG);
    }
}
