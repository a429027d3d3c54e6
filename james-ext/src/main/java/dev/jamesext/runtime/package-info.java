/**
 * What lives as long as the server: the installation that is checked, the policy that is loaded, compiled and held.
 *
 * <p>Everything here is created by James's Guice, once per server, as soon as James installs our module. A fault found
 * here ends the boot before any SMTP or LMTP port is opened. Where it is the module's line that is missing, the first
 * handler of the first chain of ours asks instead: before any port of ours, but an LMTP server of James's own is open by
 * then.
 *
 * <p>Absent on purpose: sessions and commands.
 */
@NullMarked
package dev.jamesext.runtime;

import org.jspecify.annotations.NullMarked;
