/**
 * James command handlers and hooks: facts in, replies out. One class per command.
 *
 * <p>A handler reads facts, asks the policy, translates the answer and returns. What depends on mail policy is decided in
 * {@code policy}; what depends on the wire is parsed in {@code esmtp}.
 *
 * <p>Absent on purpose: rules, scripts, TOML.
 */
@NullMarked
package dev.jamesext.smtp;

import org.jspecify.annotations.NullMarked;
