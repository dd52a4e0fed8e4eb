package dev.marquee.query.compile;

import java.util.Optional;

import org.jooq.Field;

/**
 * A field whose value stays the same for as long as some versions do.
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
	 * Says which versions those are.
	 */
	interface VersionStampMapping<R> {

		Optional<VersionStamp> compile(R row, SelectedField field, Compilation compilation);

	}

}
