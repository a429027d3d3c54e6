package dev.jamesext.policy;

import java.util.stream.Stream;

/**
 * The compiled settings about greetings.
 *
 * @param require whether one must come before MAIL
 * @param anyName whether a name that is none may be given
 * @param rejectNonFqdn whether a name must be fully qualified
 * @param script which script looks at it
 */
record GreetingRules(Ruled require, Ruled anyName, Ruled rejectNonFqdn, Ruled script) {

    Stream<Ruled> all() {
        return Stream.of(require, anyName, rejectNonFqdn, script);
    }
}
