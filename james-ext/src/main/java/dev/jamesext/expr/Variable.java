package dev.jamesext.expr;

/**
 * A declared name of the rule language.
 *
 * @param name as it is written in a rule
 * @param type what it yields
 * @param slot its place in {@link Variables}, from 0; distinct for the variables of one {@link Scope}
 * @param meaning one sentence for the manual
 */
public record Variable(String name, Type type, int slot, String meaning) {}
