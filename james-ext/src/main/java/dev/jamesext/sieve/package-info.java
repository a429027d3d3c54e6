/**
 * The EHLO script language: jSieve's parser gives the tree, our compiler checks it whole and compiles it once.
 *
 * <p>A {@link dev.jamesext.sieve.ScriptCompiler} turns script text into a {@link dev.jamesext.policy.StageScript}; running it
 * reads facts and lists and yields a decision.
 *
 * <p>Absent on purpose: the message. At the EHLO stage there is none, and a test that needs one does not compile.
 */
@NullMarked
package dev.jamesext.sieve;

import org.jspecify.annotations.NullMarked;
