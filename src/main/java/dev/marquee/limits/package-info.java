/**
 * Limits of requests: the size of documents and variables, the cost of operations before
 * and after execution, and rate limits by caller. Depends on {@code query} and
 * {@code security}, and on no feature.
 */
@NullMarked
package dev.marquee.limits;

import org.jspecify.annotations.NullMarked;
