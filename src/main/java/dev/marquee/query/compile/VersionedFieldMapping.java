package dev.marquee.query.compile;

import java.util.Optional;

import org.jooq.Field;

/**
 * Maps a field whose value changes only with the versions of rows, so that objects that
 * select it can be cached.
 */
record VersionedFieldMapping<R>(FieldMapping<R> valueMapping,
		VersionStampMapping<R> stampMapping) implements FieldMapping<R> {

	static <R> VersionedFieldMapping<R> of(FieldMapping<R> valueMapping, VersionStampMapping<R> stampMapping) {
		return new VersionedFieldMapping<>(valueMapping, stampMapping);
	}

	@Override
	public Field<?> compile(R row, SelectedField field, Compilation compilation) {
		return this.valueMapping.compile(row, field, compilation);
	}

	@Override
	public Optional<VersionStamp> versionStamp(R row, SelectedField field, Compilation compilation) {
		return this.stampMapping.compile(row, field, compilation);
	}

	/**
	 * Compiles the version stamp of the field's value.
	 */
	interface VersionStampMapping<R> {

		Optional<VersionStamp> compile(R row, SelectedField field, Compilation compilation);

	}

}
