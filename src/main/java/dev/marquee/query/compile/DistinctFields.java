package dev.marquee.query.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a selection, of which some may have the same value under different
 * aliases. Such a value is read once for each object and written once for each alias.
 */
final class DistinctFields {

	/**
	 * Beyond this, an object may need more than one row, and no value is shared between
	 * rows. PostgreSQL allows 1664 columns in a row.
	 */
	private static final int MAX_FIELDS = 1_500;

	private final List<SelectedField> selection;

	/** For each field, the index of the first one that has the same value. */
	private final int[] firstIndexes;

	private DistinctFields(List<SelectedField> selection, int[] firstIndexes) {
		this.selection = selection;
		this.firstIndexes = firstIndexes;
	}

	static DistinctFields of(List<SelectedField> selection) {
		Set<String> names = new HashSet<>();
		Set<String> repeatedNames = new HashSet<>();
		for (SelectedField field : selection) {
			if (!names.add(field.name())) {
				repeatedNames.add(field.name());
			}
		}
		int[] firstIndexes = new int[selection.size()];
		Map<Object, Integer> firstByValue = new HashMap<>();
		for (int i = 0; i < firstIndexes.length; i++) {
			SelectedField field = selection.get(i);
			boolean canShare = firstIndexes.length <= MAX_FIELDS && repeatedNames.contains(field.name());
			Integer first = canShare ? firstByValue.putIfAbsent(field.valueKey(), i) : null;
			firstIndexes[i] = (first != null) ? first : i;
		}
		return new DistinctFields(selection, firstIndexes);
	}

	/** The fields without those that only repeat a value. */
	List<SelectedField> distinct() {
		List<SelectedField> distinct = new ArrayList<>();
		for (int i = 0; i < this.firstIndexes.length; i++) {
			if (this.firstIndexes[i] == i) {
				distinct.add(this.selection.get(i));
			}
		}
		return distinct;
	}

	/** Adds a column for each distinct value. */
	void addColumns(List<RowColumn> columns, ColumnCompiler columnCompiler) {
		int[] positions = new int[this.firstIndexes.length];
		for (int i = 0; i < this.firstIndexes.length; i++) {
			SelectedField field = this.selection.get(i);
			int first = this.firstIndexes[i];
			if (first == i) {
				positions[i] = columns.size();
				columns.add(columnCompiler.compile(field));
			}
			else {
				int last = columns.size() - 1;
				columns.set(last, columns.get(last).followedByCopy(field.responseKey(), last - positions[first]));
			}
		}
	}

	/**
	 * Compiles a field to a column.
	 */
	interface ColumnCompiler {

		RowColumn compile(SelectedField field);

	}

}
