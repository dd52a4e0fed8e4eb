package dev.marquee.venue;

import org.jooq.Field;

/**
 * The columns of a point on the map, the type {@code GeoPoint}.
 */
public record GeoPointColumns(Field<Double> latitude, Field<Double> longitude) {
}
