package dev.jamesext.sieve;

import dev.jamesext.source.Excerpt;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A compiled test. Immutable. */
sealed interface Test {

    /** Whether it is true; tests a result does not depend on are not asked (RFC 5229 section 3). */
    boolean holds(Run run);

    /** {@code true} and {@code false}. */
    record Constant(boolean value) implements Test {
        @Override
        public boolean holds(Run run) {
            run.step();
            return value;
        }
    }

    /** {@code not}. */
    record Not(Test test) implements Test {
        @Override
        public boolean holds(Run run) {
            run.step();
            return !test.holds(run);
        }
    }

    /** {@code allof}, when {@code all}, and {@code anyof}. */
    record Several(boolean all, List<Test> tests) implements Test {
        public Several {
            tests = List.copyOf(tests);
        }

        @Override
        public boolean holds(Run run) {
            run.step();
            for (int i = 0; i < tests.size(); i++) {
                if (tests.get(i).holds(run) != all) {
                    return !all;
                }
            }
            return all;
        }
    }

    /** {@code string} (RFC 5229 section 5). */
    record OfStrings(List<StringTemplate> sources, Match match, Excerpt where) implements Test {
        public OfStrings {
            sources = List.copyOf(sources);
        }

        @Override
        public boolean holds(Run run) {
            run.step();
            boolean result = match.matchesAny(sources, run);
            if (run.traced()) {
                run.trace(where, this::reads, Boolean.toString(result));
            }
            return result;
        }

        private void reads(Run run, Map<String, String> reads) {
            sources.forEach(source -> source.reads(run, reads));
            match.reads(sources.stream().map(source -> source.expand(run)).toList(), run, reads);
        }
    }

    /**
     * {@code environment} (RFC 5183): false for an item nobody knows.
     *
     * @param known the item, where its name is known at load
     */
    record OfEnvironment(StringTemplate name, Optional<EnvironmentTable.Item> known, Match match, Excerpt where)
            implements Test {
        @Override
        public boolean holds(Run run) {
            run.step();
            Optional<EnvironmentTable.Item> item = known.isPresent() ? known : EnvironmentTable.find(name.expand(run));
            boolean result =
                    item.isPresent() && match.matches(item.get().value().apply(run.facts()), run);
            if (run.traced()) {
                run.trace(where, this::reads, Boolean.toString(result));
            }
            return result;
        }

        private void reads(Run run, Map<String, String> reads) {
            name.reads(run, reads);
            Optional<EnvironmentTable.Item> item = known.isPresent() ? known : EnvironmentTable.find(name.expand(run));
            match.reads(
                    item.map(found -> found.value().apply(run.facts())).stream().toList(), run, reads);
        }
    }

    /**
     * {@code currentdate} (RFC 5260 section 5): the time of the greeting.
     *
     * @param zone in which the date is told
     */
    record OfCurrentDate(ZoneId zone, DatePart part, Match match, Excerpt where) implements Test {
        @Override
        public boolean holds(Run run) {
            run.step();
            boolean result = match.matches(text(run), run);
            if (run.traced()) {
                run.trace(where, this::reads, Boolean.toString(result));
            }
            return result;
        }

        private String text(Run run) {
            return part.of(run.facts().now().atZone(zone));
        }

        private void reads(Run run, Map<String, String> reads) {
            reads.put("currentdate", text(run));
            match.reads(List.of(text(run)), run, reads);
        }
    }

    /** {@code valid_ext_list} (RFC 6134 section 2.4): whether all lists exist. */
    record OfListNames(List<StringTemplate> names, Excerpt where) implements Test {
        public OfListNames {
            names = List.copyOf(names);
        }

        @Override
        public boolean holds(Run run) {
            run.step();
            boolean result = true;
            for (int i = 0; i < names.size() && result; i++) {
                run.work();
                result = run.lists().list(names.get(i).expand(run)).isPresent();
            }
            if (run.traced()) {
                run.trace(where, this::reads, Boolean.toString(result));
            }
            return result;
        }

        private void reads(Run run, Map<String, String> reads) {
            names.forEach(name -> name.reads(run, reads));
        }
    }

    /** {@code eval}: the truth of an expression. */
    record OfExpression(ScriptExpression expression, Excerpt where) implements Test {
        @Override
        public boolean holds(Run run) {
            boolean result = expression.test(run);
            if (run.traced()) {
                run.trace(where, expression::reads, Boolean.toString(result));
            }
            return result;
        }
    }
}
