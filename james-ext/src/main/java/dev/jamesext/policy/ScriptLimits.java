package dev.jamesext.policy;

/**
 * What scripts of a policy may use.
 *
 * @param steps commands and tests one run may execute ({@code sieve.trusted.limits.cpu})
 * @param variableChars characters a variable may hold ({@code sieve.trusted.limits.variable-size}); longer values are cut
 * @param capabilityCheck whether using a capability without {@code require} is an error; a warning otherwise
 *     (decision 33)
 */
public record ScriptLimits(int steps, int variableChars, boolean capabilityCheck) {}
