/**
 * The mutations of {@code graphql/event-editing.graphqls}. Each is a {@code Mutation}: a
 * class or a bean of the same name.
 */
@NullMarked
package dev.marquee.event.editing;

import org.jspecify.annotations.NullMarked;
