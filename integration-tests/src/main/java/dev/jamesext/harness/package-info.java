/**
 * Boots a stock James as its own process with the built jar, and talks to it over sockets.
 *
 * <p>Invariant: nothing here links against James or against the jar; what a test sees is what a client sees. Every wait
 * has an end.
 */
@NullMarked
package dev.jamesext.harness;

import org.jspecify.annotations.NullMarked;
