/**
 * Compiled settings: stages, facts, decisions, offers, trace.
 *
 * <p>A {@link dev.jamesext.policy.Policy} is an immutable value that answers two questions about a session: what to decide at a
 * stage, and which extensions to offer.
 *
 * <p>Absent on purpose: James. Facts come in as a record, the time of day among them; decisions leave as values.
 */
@NullMarked
package dev.jamesext.policy;

import org.jspecify.annotations.NullMarked;
