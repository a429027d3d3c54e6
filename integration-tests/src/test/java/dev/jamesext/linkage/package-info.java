/**
 * Does the built jar link on every James we name?
 *
 * <p>The jar goes in as bytes, the API of each James version as a list of members; out comes one finding per reference that
 * would fail on one of them. The walk is over constant pools: whatever a class file links to has to pass through there.
 *
 * <p>Absent on purpose: James itself. Nothing here runs, or even loads, a class of the jar.
 */
@NullMarked
package dev.jamesext.linkage;

import org.jspecify.annotations.NullMarked;
