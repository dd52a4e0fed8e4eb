/**
 * What requests cost and what they may cost: the cost of an operation before and after it
 * is executed, the limits of documents and variables, and what each caller may spend.
 */
@NullMarked
package dev.marquee.limits;

import org.jspecify.annotations.NullMarked;
