/**
 * The wire grammar of EHLO and of the extensions it announces. Pure and total: every input has an answer.
 *
 * <p>Names, address literals, keyword lines, as the RFCs write them.
 *
 * <p>Absent on purpose: policy. Whether something is granted is decided elsewhere.
 */
@NullMarked
package dev.jamesext.esmtp;

import org.jspecify.annotations.NullMarked;
