package dev.jamesext.policy;

import dev.jamesext.source.Excerpt;
import java.util.List;
import java.util.Map;

/** Receives what a decision asked and heard. {@code explain} prints it, the debug log prints the same. */
public interface Trace {

    /** Receives nothing and asks for nothing: the hot path. */
    Trace NONE = new Trace() {
        @Override
        public boolean wanted() {
            return false;
        }

        @Override
        public void add(Entry entry) {}
    };

    /** Whether anybody listens; entries are only built when somebody does. */
    boolean wanted();

    void add(Entry entry);

    /**
     * One thing asked.
     *
     * @param where the rule, value or script line asked; its text is shown as {@link Excerpt#shown} has it
     * @param read the variables it looked at and their values, those of a rule as a rule would write them; without what
     *     macros brought in
     * @param result what it said; a rule as a rule would write it; likewise
     */
    record Entry(Excerpt where, Map<String, String> read, String result) {

        private static final List<String> PARTS = List.of(".if", ".then", ".else", ".contents");

        public Entry {
            read = Map.copyOf(read);
        }

        /**
         * The rule, setting or script asked, as a policy test names it: {@code session.ehlo.reject-non-fqdn[0]},
         * {@code session.ehlo.script}, {@code sieve.trusted.scripts.ehlo}. The last part of a key path, which tells
         * condition from result, is left out.
         */
        public String rule() {
            return rule(where.key().text());
        }

        /** The name of the rule in which a key path lies. */
        static String rule(String key) {
            for (String part : PARTS) {
                if (key.endsWith(part)) {
                    return key.substring(0, key.length() - part.length());
                }
            }
            return key;
        }
    }
}
