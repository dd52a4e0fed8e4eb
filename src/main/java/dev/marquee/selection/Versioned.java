package dev.marquee.selection;

import java.util.Optional;

import org.jooq.Field;

/**
 * A field whose value stays the same for as long as some versions do.
 */
record Versioned<R>(FieldMapping<R> value, StampOf<R> stamp) implements FieldMapping<R> {

	static <R> Versioned<R> of(FieldMapping<R> value, StampOf<R> stamp) {
		return new Versioned<>(value, stamp);
	}

	@Override
	public Field<?> compile(R row, SelectedField field, Compilation compilation) {
		return this.value.compile(row, field, compilation);
	}

	@Override
	public Optional<Stamp> stamp(R row, SelectedField field, Compilation compilation) {
		return this.stamp.of(row, field, compilation);
	}

	/**
	 * Says which versions those are.
	 */
	interface StampOf<R> {

		Optional<Stamp> of(R row, SelectedField field, Compilation compilation);

	}

}
