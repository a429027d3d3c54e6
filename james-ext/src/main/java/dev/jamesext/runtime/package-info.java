/**
 * What lives as long as the server: the installation that is checked, the policy that is loaded, compiled and held.
 *
 * <p>Everything here is created by James's Guice, once per server. A fault found here ends the boot before any SMTP or
 * LMTP port is opened, because the first handler of the first chain asks for it.
 *
 * <p>Absent on purpose: sessions and commands.
 */
@NullMarked
package dev.jamesext.runtime;

import org.jspecify.annotations.NullMarked;
