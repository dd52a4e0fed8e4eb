package dev.marquee.changefeed;

import java.util.List;

import dev.marquee.event.EventFilter;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.RowQuery;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One page of the field {@code changes}.
 */
record ChangePage(FilteredChanges changes, int pageSize) {

	private static final int MAX_PAGE_SIZE = 100;

	/** The number of changes to scan with a filter, which may match few of them. */
	private static final int MAX_SCANNED = 500;

	static ChangePage of(EventFilter filter, Arguments arguments, ChangeTimes times) {
		int first = arguments.intBetween("first", 1, MAX_PAGE_SIZE);
		boolean all = arguments.filter().isEmpty() && !arguments.withoutEmpty().has("kinds") && !arguments.has("since");
		return new ChangePage(
				new FilteredChanges(filter, arguments, position(arguments), times, all ? first + 1 : MAX_SCANNED),
				first);
	}

	private static @Nullable LogPosition position(Arguments arguments) {
		if (arguments.has("after")) {
			return LogPosition.ofArgument(arguments);
		}
		return arguments.has("since") ? LogPosition.ofTime() : null;
	}

	List<CommonTableExpression<?>> commonTableExpressions() {
		return this.changes.commonTableExpressions(this.changes.requestedKinds());
	}

	RowQuery rowQuery() {
		Table<?> first = DSL.select(DSL.asterisk())
			.from("matched")
			.where("kind is not null")
			.orderBy(DSL.field("generation"), DSL.field("xid"), DSL.field("id"))
			.limit(DSL.inline(this.pageSize))
			.asTable("matched");
		return RowQuery.from(FilteredChanges.changeRows(first))
			.orderBy(DSL.field("matched.generation"), DSL.field("matched.xid"), DSL.field("matched.id"));
	}

	Field<Boolean> hasNextPage() {
		return DSL.field("({0} or {1})", Boolean.class, hasMoreMatches(),
				FilteredChanges.isScanLimitReached(this.changes.scanLimit()));
	}

	private Field<Boolean> hasMoreMatches() {
		return DSL.field("((select count(kind) from matched) > {0})", Boolean.class, DSL.inline(this.pageSize));
	}

	Field<String> endCursor() {
		return DSL.field("""
				case
					when {0} then (select change_cursor({5}, generation, xid, id) from matched where kind is not null
						order by generation, xid, id offset {1} limit 1)
					when {2} then (select change_cursor({5}, generation, xid, id) from scanned
						order by generation desc, xid desc, id desc limit 1)
					else change_cursor({5}, {6}, {3}, {4})
				end""", String.class, hasMoreMatches(), DSL.inline(this.pageSize - 1),
				FilteredChanges.isScanLimitReached(this.changes.scanLimit()), this.changes.lastScannedXid(),
				DSL.inline(Long.MAX_VALUE), FilteredChanges.epoch(), this.changes.lastScannedGeneration());
	}

}
