/**
 * Text with an address: files, spans, key paths, and the problems found in them.
 *
 * <p>Everything the policy is made of (the TOML file, the expressions and scripts inside it, the list files beside it)
 * is a {@link dev.jamesext.source.SourceText}. Positions are offsets; only {@link dev.jamesext.source.SourceText} turns
 * them into lines and columns, and only when somebody prints. A problem is collected, never thrown.
 *
 * <p>Absent on purpose: any knowledge of TOML, of the rule language, of files on disk.
 */
@NullMarked
package dev.jamesext.source;

import org.jspecify.annotations.NullMarked;
