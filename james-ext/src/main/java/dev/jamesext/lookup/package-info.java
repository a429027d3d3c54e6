/**
 * Named lists that rules and scripts ask: found, not found, or failed.
 *
 * <p>A list is built whole when the policy loads and never changes; {@link dev.jamesext.lookup.ListCatalog} holds all of them
 * by name.
 *
 * <p>Absent on purpose: TOML, and any fallback from one list to another.
 */
@NullMarked
package dev.jamesext.lookup;

import org.jspecify.annotations.NullMarked;
