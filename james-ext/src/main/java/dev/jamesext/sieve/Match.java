package dev.jamesext.sieve;

import dev.jamesext.lookup.Answer;
import dev.jamesext.lookup.LookupList;
import dev.jamesext.pattern.Glob;
import java.util.List;
import java.util.Optional;

/** A match type with its comparator and its keys, compiled. Immutable. */
sealed interface Match {

    /** Whether a value matches any of the keys. */
    boolean matches(String value, Run run);

    /** The keys as written, for traces. */
    List<StringTemplate> keys();

    /** {@code :is} and, when {@code part}, {@code :contains}. */
    record Text(List<StringTemplate> keys, Collation collation, boolean part) implements Match {
        public Text {
            keys = List.copyOf(keys);
        }

        @Override
        public boolean matches(String value, Run run) {
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get(i).expand(run);
                if (part ? collation.contains(value, key) : collation.equal(value, key)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * {@code :matches}. A match fills the match variables, of which only those are kept that the script reads.
     *
     * @param constants the patterns known at load, empty where variables come in
     */
    record Pattern(List<StringTemplate> keys, List<Optional<Glob>> constants, Collation collation) implements Match {
        public Pattern {
            keys = List.copyOf(keys);
            constants = List.copyOf(constants);
        }

        @Override
        public boolean matches(String value, Run run) {
            for (int i = 0; i < keys.size(); i++) {
                Optional<Glob> constant = constants.get(i);
                Glob glob = constant.isPresent()
                        ? constant.get()
                        : Glob.compile(keys.get(i).expand(run));
                if (run.captures() == 0) {
                    if (glob.matches(value, collation)) {
                        return true;
                    }
                    continue;
                }
                String[] texts = glob.capture(value, collation, run.captures());
                if (texts != null) {
                    run.captured(texts);
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * {@code :list} (RFC 6134): the keys name lists.
     *
     * @param constants the lists known at load, empty where variables come in
     */
    record Listed(List<StringTemplate> keys, List<Optional<LookupList>> constants, Collation collation)
            implements Match {
        public Listed {
            keys = List.copyOf(keys);
            constants = List.copyOf(constants);
        }

        @Override
        public boolean matches(String value, Run run) {
            // The empty text is no name: it is never looked up.
            for (int i = 0; i < keys.size() && !value.isEmpty(); i++) {
                Optional<LookupList> constant = constants.get(i);
                LookupList list = constant.isPresent()
                        ? constant.get()
                        : named(keys.get(i).expand(run), run);
                Answer answer = list.find(value, collation.keys());
                if (answer instanceof Answer.Failed failed) {
                    throw run.failure("list '" + list.name() + "' cannot be asked: " + failed.reason());
                }
                if (answer instanceof Answer.Found) {
                    return true;
                }
            }
            return false;
        }

        private static LookupList named(String name, Run run) {
            Optional<LookupList> list = run.lists().list(name);
            if (list.isEmpty()) {
                throw run.failure("there is no list '" + name + "'");
            }
            return list.get();
        }
    }
}
