package dev.marquee.event;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the rows of one part of an event. Rows that replace others take over their
 * ids, so that caches of clients recognise an object that has changed or moved.
 *
 * @param position the position of the row in the list
 * @param names columns of which the first that is not null names the object
 */
record PartIds<R extends Record>(TableField<R, UUID> id, TableField<R, Short> position,
		List<TableField<R, String>> names) {

	/**
	 * Sets the ids of rows that are equal to a replaced row but for the position, and
	 * then of those with the same name. Each replaced row gives its id to one row.
	 */
	void takeOver(List<R> rows, List<R> replaced) {
		List<R> remainingRows = new ArrayList<>(rows);
		List<R> remainingReplaced = new ArrayList<>(replaced);
		takeOver(remainingRows, remainingReplaced, this::haveSameContent);
		takeOver(remainingRows, remainingReplaced, this::haveSameName);
	}

	private void takeOver(List<R> rows, List<R> replaced, BiPredicate<R, R> isSame) {
		for (Iterator<R> each = rows.iterator(); each.hasNext();) {
			R row = each.next();
			R same = replaced.stream().filter((candidate) -> isSame.test(row, candidate)).findFirst().orElse(null);
			if (same != null) {
				row.set(this.id, same.get(this.id));
				replaced.remove(same);
				each.remove();
			}
		}
	}

	private boolean haveSameContent(R row, R other) {
		return Stream.of(row.fields())
			.filter((field) -> !field.equals(this.id) && !field.equals(this.position))
			.allMatch((field) -> Objects.equals(row.get(field), other.get(field)));
	}

	private boolean haveSameName(R row, R other) {
		String name = name(row);
		return name != null && name.equals(name(other));
	}

	private @Nullable String name(R row) {
		return this.names.stream()
			.map((Field<String> field) -> row.get(field))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
