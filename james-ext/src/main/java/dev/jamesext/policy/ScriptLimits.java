package dev.jamesext.policy;

import dev.jamesext.expr.Dialect;

/**
 * What scripts of a policy may use, and how they are read.
 *
 * @param steps commands, tests and expressions one run may execute, those of included scripts too ({@code sieve.trusted.limits.cpu})
 * @param variableChars characters a variable may hold ({@code sieve.trusted.limits.variable-size}); longer values are cut
 * @param includesNested how many scripts may include one another in a row ({@code sieve.trusted.limits.nested-includes})
 * @param millis how long one run may take ({@code james-ext.script-millis})
 * @param capabilityCheck whether using a capability without {@code require} is an error; a warning otherwise
 *     (decision 33)
 * @param dialect what functions do in the expressions of scripts ({@code james-ext.dialect})
 */
public record ScriptLimits(
        int steps, int variableChars, int includesNested, int millis, boolean capabilityCheck, Dialect dialect) {}
