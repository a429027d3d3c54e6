package dev.jamesext.policy;

import dev.jamesext.source.Excerpt;
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
     * @param where the rule, value or script line asked
     * @param read the variables it looked at and their values
     * @param result what it said
     */
    record Entry(Excerpt where, Map<String, String> read, String result) {
        public Entry {
            read = Map.copyOf(read);
        }
    }
}
