/**
 * The mutations of {@code graphql/event-editing.graphqls}, each a {@code Mutation} bean
 * of the same name. May depend on {@code event}, {@code venue}, {@code organizer},
 * {@code mutation}, {@code query}, {@code security} and {@code text}.
 */
@NullMarked
package dev.marquee.event.editing;

import org.jspecify.annotations.NullMarked;
