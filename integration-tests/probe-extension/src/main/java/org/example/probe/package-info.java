/**
 * A third-party extension of James, written against James's own API: hooks, EHLO lines, a connect handler and a command
 * that show what our handlers make of them.
 *
 * <p>Absent on purpose: james-ext. Nothing here may know it.
 */
@NullMarked
package org.example.probe;

import org.jspecify.annotations.NullMarked;
