package dev.marquee.query.compile;

import java.util.Optional;

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

	/**
	 * What tells, beside the version of the row at hand, whether the value is still the
	 * same; empty when nothing does, so that objects with this field are never kept.
	 */
	default Optional<VersionStamp> versionStamp(R row, SelectedField field, Compilation compilation) {
		return Optional.empty();
	}

}
