package dev.marquee.query.compile;

import java.util.Optional;

import org.jooq.Field;

/**
 * Maps one field of a type to an SQL expression over a row.
 *
 * @param <R> what represents a row: an aliased table, or a view of some of its columns
 */
@FunctionalInterface
public interface FieldMapping<R> {

	/** The SQL expression of the field's value for a row. */
	Field<?> compile(R row, SelectedField field, Compilation compilation);

	/**
	 * The versions that determine the field's value in addition to that of the row
	 * itself: as long as they are the same, so is the value. Empty if the value can
	 * change while all versions stay the same; then objects that select the field are not
	 * cached.
	 */
	default Optional<VersionStamp> versionStamp(R row, SelectedField field, Compilation compilation) {
		return Optional.empty();
	}

}
