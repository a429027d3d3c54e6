/**
 * Measures what the server's JVM spends, for a stock James and for one with the jar, in interleaved rounds of one run.
 *
 * <p>Invariant: what is compared was measured in the same round, and no figure is printed without its spread. Nothing of
 * this runs among the tests.
 */
@NullMarked
package dev.jamesext.harness.measure;

import org.jspecify.annotations.NullMarked;
