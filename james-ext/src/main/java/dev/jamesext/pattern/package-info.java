/**
 * Patterns that strangers' text may be held against: regular expressions and globs, matched in linear time or in the product
 * of both lengths, and measured before they are compiled.
 *
 * <p>Text goes in, a {@link dev.jamesext.pattern.Regex} or {@link dev.jamesext.pattern.Glob} comes out, or a
 * {@link dev.jamesext.pattern.PatternFailure} with its place in the pattern.
 *
 * <p>Absent on purpose: what a match means. Rules, lists and scripts decide that.
 */
@NullMarked
package dev.jamesext.pattern;

import org.jspecify.annotations.NullMarked;
