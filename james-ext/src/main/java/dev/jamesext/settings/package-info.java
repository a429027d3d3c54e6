/**
 * TOML in, typed and located settings out; the only place that knows TOML.
 *
 * <p>{@link dev.jamesext.settings.SettingsReader} collects every problem of the file and returns the best settings it can. Behind
 * it nobody asks whether a key is set: absent settings have their default.
 *
 * <p>Absent on purpose: the meaning of expressions and scripts, which leave here as text with an address.
 */
@NullMarked
package dev.jamesext.settings;

import org.jspecify.annotations.NullMarked;
