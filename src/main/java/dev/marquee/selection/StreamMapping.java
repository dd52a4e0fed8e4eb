package dev.marquee.selection;

import dev.marquee.selection.TypeMapping.Root;
import org.jooq.Field;
import org.jooq.Select;

/**
 * How the events of a subscription come from rows.
 */
public record StreamMapping(Rows rows) implements FieldMapping<Root> {

	@Override
	public Field<?> compile(Root row, SelectedField field, Compilation compilation) {
		throw new UnsupportedOperationException("A stream has no single value");
	}

	/** The value of the field in a row of the stream. */
	public static Field<byte[]> sent(Field<?> value) {
		return ObjectSql.sent(value);
	}

	/**
	 * Says which rows those are.
	 */
	@FunctionalInterface
	public interface Rows {

		/**
		 * A query whose rows are two numbers, by which they are ordered, and the value of
		 * the field as it is {@link #sent sent}; null where there is nothing to tell but
		 * a place in the stream.
		 */
		Select<?> of(SelectedField field, Compilation compilation);

	}

}
