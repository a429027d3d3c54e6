/**
 * The rule language of the dialect: tokens, grammar, tree, checker, evaluator, functions.
 *
 * <p>Text becomes an {@link dev.jamesext.expr.Expression} once, at load, checked whole: names, arity and types. What can still
 * fail while a client waits has a type, {@link dev.jamesext.expr.EvalFailure}.
 *
 * <p>Absent on purpose: any knowledge of stages, settings, lists' contents or James.
 */
@NullMarked
package dev.jamesext.expr;

import org.jspecify.annotations.NullMarked;
