package dev.jamesext.sieve;

/**
 * Where the value of a variable is kept during a run.
 *
 * @param shared whether all scripts of the run share it ({@code global}, RFC 6609)
 * @param index among the variables of its kind, from 0
 */
record Slot(boolean shared, int index) {}
