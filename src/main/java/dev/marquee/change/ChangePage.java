package dev.marquee.change;

import java.util.List;

import dev.marquee.event.EventFilter;
import dev.marquee.graphql.BadUserInput;
import dev.marquee.selection.Arguments;
import dev.marquee.selection.Rows;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * One page of the field {@code changes}.
 */
record ChangePage(ToldChanges changes, int size) {

	private static final int LARGEST = 100;

	/** Where a filter may leave little, more than what is asked for is looked at. */
	private static final int MOST_SCANNED = 500;

	static ChangePage of(EventFilter filter, Arguments arguments) {
		Integer first = arguments.integer("first");
		if (first == null || first < 1 || first > LARGEST) {
			throw new BadUserInput("first", "`first` must be between 1 and " + LARGEST + ", but is " + first + ".");
		}
		boolean all = !arguments.has("filter") && !arguments.has("kinds");
		return new ChangePage(new ToldChanges(filter, arguments,
				arguments.has("after") ? Place.argument(arguments) : null, all ? first + 1 : MOST_SCANNED), first);
	}

	List<CommonTableExpression<?>> definitions() {
		return this.changes.definitions(this.changes.kindsAskedFor());
	}

	Rows rows() {
		Table<?> first = DSL.select(DSL.asterisk())
			.from("told")
			.where("kind is not null")
			.orderBy(DSL.field("xid"), DSL.field("id"))
			.limit(DSL.inline(this.size))
			.asTable("told");
		return Rows.from(ToldChanges.rows(first)).orderBy(DSL.field("told.xid"), DSL.field("told.id"));
	}

	Field<Boolean> hasNext() {
		return DSL.field("({0} or {1})", Boolean.class, hasMore(), ToldChanges.isFull(this.changes.most()));
	}

	private Field<Boolean> hasMore() {
		return DSL.field("((select count(kind) from told) > {0})", Boolean.class, DSL.inline(this.size));
	}

	Field<String> endCursor() {
		return DSL.field(
				"""
						case
							when {0} then (select change_cursor((select change_epoch()), xid, id) from told where kind is not null
								order by xid, id offset {1} limit 1)
							when {2} then (select change_cursor((select change_epoch()), xid, id) from scanned
								order by xid desc, id desc limit 1)
							else change_cursor((select change_epoch()), {3}, {4})
						end""",
				String.class, hasMore(), DSL.inline(this.size - 1), ToldChanges.isFull(this.changes.most()),
				this.changes.last(), DSL.inline(Long.MAX_VALUE));
	}

}
