package dev.marquee.selection;

/**
 * One event of a subscription on its way to a subscriber.
 *
 * @param cursor the place after which the subscription can be resumed
 * @param json the field's finished value, as a {@link Stream} gave it
 */
public record Told(String cursor, Object json) {
}
