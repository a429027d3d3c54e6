package dev.jamesext.sieve;

import com.google.re2j.Matcher;
import dev.jamesext.lookup.Answer;
import dev.jamesext.lookup.LookupList;
import dev.jamesext.pattern.Glob;
import dev.jamesext.pattern.PatternFailure;
import dev.jamesext.pattern.Regex;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A match type with its comparator and its keys, compiled. Immutable. */
sealed interface Match {

    /** Whether a value matches any of the keys. */
    boolean matches(String value, Run run);

    /** Whether any of some values does. */
    default boolean matchesAny(List<StringTemplate> values, Run run) {
        for (int i = 0; i < values.size(); i++) {
            if (matches(values.get(i).expand(run), run)) {
                return true;
            }
        }
        return false;
    }

    /** The keys as written. */
    List<StringTemplate> keys();

    /** Adds the variables in the keys and their values, for a trace. */
    default void reads(List<String> values, Run run, Map<String, String> reads) {
        keys().forEach(key -> key.reads(run, reads));
    }

    /** {@code :is} and, when {@code part}, {@code :contains}. */
    record Text(List<StringTemplate> keys, Collation collation, boolean part) implements Match {
        public Text {
            keys = List.copyOf(keys);
        }

        @Override
        public boolean matches(String value, Run run) {
            for (int i = 0; i < keys.size(); i++) {
                run.work();
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
                run.work();
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
     * {@code :regex}: matches anywhere in the value, and fills the match variables with its groups.
     *
     * @param constants the patterns known at load, empty where variables come in
     */
    record Regular(List<StringTemplate> keys, List<Optional<Regex>> constants, Collation collation) implements Match {
        public Regular {
            keys = List.copyOf(keys);
            constants = List.copyOf(constants);
        }

        @Override
        public boolean matches(String value, Run run) {
            for (int i = 0; i < keys.size(); i++) {
                run.work();
                Optional<Regex> constant = constants.get(i);
                Regex regex = constant.isPresent()
                        ? constant.get()
                        : compiled(keys.get(i).expand(run), run);
                Matcher found = regex.find(value);
                if (found != null) {
                    if (run.captures() > 0) {
                        run.captured(groups(found, run.captures()));
                    }
                    return true;
                }
            }
            return false;
        }

        /** The pattern as this comparator takes it. */
        static Regex of(String pattern, Collation collation) {
            Regex regex = Regex.compile(pattern);
            return collation == Collation.OCTET ? regex : regex.ignoringCase().orElse(regex);
        }

        private Regex compiled(String pattern, Run run) {
            try {
                return of(pattern, collation);
            } catch (PatternFailure failure) {
                throw run.failure("'" + pattern + "' is no pattern: " + failure.sentence());
            }
        }

        private static String[] groups(Matcher found, int count) {
            String[] groups = new String[Math.min(count, found.groupCount() + 1)];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = Objects.requireNonNullElse(found.group(i), "");
            }
            return groups;
        }
    }

    /** {@code :value} (RFC 5231 section 4). */
    record Ordered(List<StringTemplate> keys, Relation relation, Collation collation) implements Match {
        public Ordered {
            keys = List.copyOf(keys);
        }

        @Override
        public boolean matches(String value, Run run) {
            for (int i = 0; i < keys.size(); i++) {
                run.work();
                if (relation.holds(collation.compare(value, keys.get(i).expand(run)))) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * {@code :count} (RFC 5231 section 4): how many of the values are not empty (RFC 5229 section 5). The count and the keys
     * compare as numbers, whatever the comparator.
     */
    record Counted(List<StringTemplate> keys, Relation relation) implements Match {
        public Counted {
            keys = List.copyOf(keys);
        }

        @Override
        public boolean matches(String value, Run run) {
            return holds(value.isEmpty() ? 0 : 1, run);
        }

        @Override
        public boolean matchesAny(List<StringTemplate> values, Run run) {
            int count = 0;
            for (StringTemplate value : values) {
                count += value.expand(run).isEmpty() ? 0 : 1;
            }
            return holds(count, run);
        }

        private boolean holds(int count, Run run) {
            for (StringTemplate key : keys) {
                run.work();
                if (relation.holds(Collation.ASCII_NUMERIC.compare(Integer.toString(count), key.expand(run)))) {
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
                run.work();
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

        @Override
        public void reads(List<String> values, Run run, Map<String, String> reads) {
            for (int i = 0; i < keys.size(); i++) {
                String name = keys.get(i).expand(run);
                keys.get(i).reads(run, reads);
                run.lists().list(name).ifPresent(list -> {
                    for (String value : values) {
                        String answer = said(list.find(value, collation.keys()), value);
                        reads.merge("list '" + name + "'", answer, (one, other) -> one + ", " + other);
                    }
                });
            }
        }

        private static String said(Answer answer, String value) {
            if (answer instanceof Answer.Failed failed) {
                return "failed: " + failed.reason();
            }
            boolean found = answer instanceof Answer.Found && !value.isEmpty();
            return (found ? "holds '" : "lacks '") + value + "'";
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
