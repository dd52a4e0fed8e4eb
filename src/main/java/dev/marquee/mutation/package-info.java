/**
 * Execution of mutations: one transaction each, validated inputs with user errors,
 * optimistic locking and idempotency keys. May depend on {@code query}, {@code graphql},
 * {@code security} and {@code text}, but on no feature.
 */
@NullMarked
package dev.marquee.mutation;

import org.jspecify.annotations.NullMarked;
