package dev.marquee.selection;

import org.jooq.Field;

/**
 * How one field of a type comes from a row.
 *
 * @param <R> what stands for a row: an aliased table, or a view of some of its columns
 */
@FunctionalInterface
public interface FieldMapping<R> {

	/** The SQL expression that makes the field's JSON value for the row at hand. */
	Field<?> compile(R row, SelectedField field, Compilation compilation);

}
