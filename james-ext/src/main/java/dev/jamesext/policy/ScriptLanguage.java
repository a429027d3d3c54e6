package dev.jamesext.policy;

import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import java.util.Optional;

/** Compiles scripts; the seam behind which the script language lies. */
public interface ScriptLanguage {

    /**
     * Checks a script whole and compiles it.
     *
     * @param name its name under {@code sieve.trusted.scripts}
     * @param text its text, placed
     * @param lists the lists it may name
     * @param limits what one run may use, and whether {@code require} is enforced
     * @param problems receives every problem at its place
     * @return the script, or empty when an error was reported
     */
    Optional<StageScript> compile(String name, Excerpt text, ListCatalog lists, ScriptLimits limits, Problems problems);
}
