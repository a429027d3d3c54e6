package dev.jamesext.policy;

import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import java.util.Map;

/** Compiles scripts; the seam behind which the script language lies. */
public interface ScriptLanguage {

    /**
     * Checks scripts whole and compiles them. They may include one another.
     *
     * @param texts their names under {@code sieve.trusted.scripts}, and their texts, placed
     * @param lists the lists they may name
     * @param limits what one run may use, and whether {@code require} is enforced
     * @param problems receives every problem at its place
     * @return those for which no error was reported, by name; none of them may run when an error was reported for another
     */
    Map<String, StageScript> compile(
            Map<String, Excerpt> texts, ListCatalog lists, ScriptLimits limits, Problems problems);
}
