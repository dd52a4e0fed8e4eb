package dev.marquee.query.compile;

import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Field;
import org.jooq.Select;

/**
 * How the events of a subscription come from rows.
 */
public record SubscriptionMapping(SubscriptionQuery query) implements FieldMapping<RootValue> {

	@Override
	public Field<?> compile(RootValue row, SelectedField field, Compilation compilation) {
		throw new UnsupportedOperationException("A stream has no single value");
	}

	/** The value of the field in a row of the stream. */
	public static Field<byte[]> sent(Field<?> value) {
		return ObjectSql.result(value);
	}

	/**
	 * Says which rows those are.
	 */
	@FunctionalInterface
	public interface SubscriptionQuery {

		/**
		 * A query whose rows are two numbers, by which they are ordered, and the value of
		 * the field as it is {@link #sent sent}; null where there is nothing to tell but
		 * a place in the stream.
		 */
		Select<?> compile(SelectedField field, Compilation compilation);

	}

}
