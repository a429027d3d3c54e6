/**
 * The command line: a policy is checked, and a decision explained, without James.
 *
 * <p>It reads what the server reads with the code that the server runs, and prints it for people or as JSON. Nothing here
 * decides anything.
 *
 * <p>Absent on purpose: James, Guice, logging. The jar alone on the class path is enough.
 */
@NullMarked
package dev.jamesext.cli;

import org.jspecify.annotations.NullMarked;
