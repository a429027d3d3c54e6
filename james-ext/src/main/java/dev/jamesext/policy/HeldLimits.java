package dev.jamesext.policy;

/**
 * How much mail may be held (FUTURERELEASE).
 *
 * @param messages of one user
 * @param octets of one user's messages together
 * @param messagesTotal of all users
 * @param octetsTotal of all messages together
 */
public record HeldLimits(long messages, long octets, long messagesTotal, long octetsTotal) {}
