/**
 * Framing: where a command, a line of DATA or a chunk of BDAT (RFC 3030) ends in what a client sends, and when the next
 * command may run.
 *
 * <p>In come octets, out go command lines to James's core handler and content to the message in progress. Every octet is
 * accounted for, a chunk is never held whole, and nothing behind a command is looked at before that command is finished.
 *
 * <p>Absent on purpose: policy, and what a command means: that is known to the handlers in {@code smtp}. The replies here are
 * about lines that are none, and about commands that were not answered in time.
 */
@NullMarked
package dev.jamesext.chunking;

import org.jspecify.annotations.NullMarked;
