package dev.marquee.query.compile;

import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Field;
import org.jooq.Select;

/**
 * Maps a field of the type {@code Subscription} to a query that returns its events.
 */
public record SubscriptionMapping(SubscriptionQuery query) implements FieldMapping<RootValue> {

	@Override
	public Field<?> compile(RootValue row, SelectedField field, Compilation compilation) {
		throw new UnsupportedOperationException("A subscription has no single value");
	}

	/** The value of an event, as a row of the query returns it. */
	public static Field<byte[]> encodedValue(Field<?> value) {
		return ObjectSql.result(value);
	}

	/**
	 * Compiles the query of a subscription.
	 */
	@FunctionalInterface
	public interface SubscriptionQuery {

		/**
		 * A query with five columns: the epoch in which the numbers are valid, three
		 * numbers, by which its rows are ordered, and the {@link #encodedValue encoded
		 * value} of the field. The value is null in a row that only marks a position in
		 * the log.
		 */
		Select<?> compile(SelectedField field, Compilation compilation);

	}

}
