package dev.jamesext.policy;

import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Compiles scripts; the seam behind which the script language lies. */
public interface ScriptLanguage {

    /**
     * Checks scripts whole and compiles them. They may include one another.
     *
     * @param texts their names under {@code sieve.trusted.scripts}, and their texts, placed
     * @param named the names of those that a rule may run; with those that they include they have to be right
     * @param lists the lists they may name
     * @param limits what one run may use, and whether {@code require} is enforced
     * @param problems receives every problem of these at its place
     */
    Compiled compile(
            Map<String, Excerpt> texts, Set<String> named, ListCatalog lists, ScriptLimits limits, Problems problems);

    /**
     * What came of it.
     *
     * @param scripts those that may be run and for which no error was reported, by name; none of them may run when an error was
     *     reported for another
     * @param idle the others with what is wrong with each; none of them when it cannot be known which these are
     */
    record Compiled(Map<String, StageScript> scripts, Map<String, Problems> idle) {

        public Compiled {
            scripts = Map.copyOf(scripts);
            idle = Collections.unmodifiableMap(new LinkedHashMap<>(idle));
        }
    }
}
