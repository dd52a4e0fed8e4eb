package dev.marquee.changefeed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.event.EventFilter;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import dev.marquee.query.compile.Arguments;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

import static dev.marquee.db.Tables.EVENT_SEARCH;

/**
 * A stretch of the log as it looks through a filter: the common table expressions
 * {@code scanned}, so many changes after a place, and {@code told}, what each of them is
 * to somebody who only knows of events that fit.
 */
final class FilteredChanges {

	/** Sees a change as it is, and as one that enters or leaves the filter. */
	private static final String KIND_CASE = """
			case
				when seen.fits and seen.did_fit then scanned.kind
				when seen.fits then case scanned.kind when 'PUBLISHED' then 'PUBLISHED' else 'ENTERED_FILTER' end
				when seen.did_fit then case scanned.kind when 'REMOVED' then 'REMOVED' else 'LEFT_FILTER' end
			end""";

	private static final EventSearch BEFORE = EVENT_SEARCH.as("earlier");

	private static final EventSearch AFTER = EVENT_SEARCH.as("later");

	private final EventFilter filter;

	private final Arguments arguments;

	private final @Nullable LogPosition after;

	private final int scanLimit;

	/**
	 * Changes through a filter.
	 * @param arguments those of the field, with the filter
	 * @param after where to begin; null for the oldest change
	 * @param scanLimit how many changes to look at
	 */
	FilteredChanges(EventFilter filter, Arguments arguments, @Nullable LogPosition after, int scanLimit) {
		this.filter = filter;
		this.arguments = arguments;
		this.after = after;
		this.scanLimit = scanLimit;
	}

	int scanLimit() {
		return this.scanLimit;
	}

	/**
	 * All that the rest of the statement refers to.
	 * @param kinds which kinds are told
	 */
	List<CommonTableExpression<?>> commonTableExpressions(Condition kinds) {
		ListQuery earlier = applyFilter(BEFORE);
		List<CommonTableExpression<?>> definitions = new ArrayList<>(earlier.commonTableExpressions());
		definitions.add(DSL.name("scanned").asMaterialized(scanned()));
		definitions
			.add(DSL.name("told").asMaterialized(matchedChanges(matches(earlier), matches(applyFilter(AFTER)), kinds)));
		return definitions;
	}

	/**
	 * The transaction of the last change that was looked at; without any, that of the
	 * place to begin.
	 */
	Field<?> lastScannedXid() {
		Field<?> begin = (this.after != null) ? this.after.xid()
				: DSL.field("(select expired_xid::text from change_log)");
		return DSL.field("coalesce((select max(xid) from scanned), {0}::xid8)", begin);
	}

	/** Holds for the kinds that the client asked for. */
	Condition requestedKinds() {
		return this.arguments.has("kinds")
				? kind().eq(DSL.any(this.arguments.bindList("kinds", SQLDataType.CLOB, (String kind) -> kind)))
				: DSL.noCondition();
	}

	private ListQuery applyFilter(EventSearch event) {
		return this.filter.apply(ListQuery.all(event), event, this.arguments.object("filter"));
	}

	private static Condition matches(ListQuery listQuery) {
		return DSL.and(listQuery.predicates().stream().map(FilterPredicate::condition).toList());
	}

	private Select<Record> scanned() {
		return DSL.select(List.of(DSL.asterisk()))
			.from("change")
			.where("xid < pg_snapshot_xmin(pg_current_snapshot())")
			.and((this.after != null) ? this.after.rowsAfter() : DSL.noCondition())
			.orderBy(DSL.field("xid"), DSL.field("id"))
			.limit(DSL.inline(this.scanLimit));
	}

	private static Select<?> matchedChanges(Condition matchedBefore, Condition matchesAfter, Condition kinds) {
		Table<?> seen = DSL.table("""
				lateral (select coalesce(is_listed(earlier) and ({0}), false) as did_fit,
				coalesce(is_listed(later) and ({1}), false) as fits,
				case when is_listed(later) then scanned.after else scanned.before end as state offset 0) as seen""",
				matchedBefore, matchesAfter);
		Table<?> kind = DSL.table("lateral (select " + KIND_CASE + " as kind) as told");
		SelectJoinStep<?> from = DSL.select(DSL.field(
				"scanned.xid, scanned.id, scanned.event_id, scanned.changed_fields, scanned.occurred_at, seen.state, case when {0} then told.kind end as kind",
				kinds))
			.from("scanned")
			.crossJoin(loggedRow("scanned.before", "earlier"))
			.crossJoin(loggedRow("scanned.after", "later"))
			.crossJoin(seen)
			.crossJoin(kind);
		return from;
	}

	/** The row of {@code event_search} that was logged. */
	private static Table<?> loggedRow(String logged, String name) {
		return DSL.table("lateral jsonb_populate_record(null::event_search, " + logged + ") as {0}", DSL.name(name));
	}

	/** From where the columns of {@link ChangeRow} come. */
	static Table<?> changeRows(Table<?> changes) {
		return changes.crossJoin(loggedRow("told.state", "state"));
	}

	static Table<?> changesTable() {
		return DSL.table(DSL.name("told"));
	}

	static Field<Boolean> isScanLimitReached(int scanLimit) {
		return DSL.field("((select count(*) from scanned) >= {0})", Boolean.class, DSL.inline(scanLimit));
	}

	static Field<String> kind() {
		return DSL.field(DSL.name("told", "kind"), String.class);
	}

	/** One change, as what is selected of it refers to it. */
	enum ChangeRow {

		INSTANCE;

		Field<?> xid() {
			return DSL.field(DSL.name("told", "xid"));
		}

		Field<Long> id() {
			return DSL.field(DSL.name("told", "id"), Long.class);
		}

		Field<UUID> eventId() {
			return DSL.field(DSL.name("told", "event_id"), UUID.class);
		}

		Field<String[]> changedFields() {
			return DSL.field(DSL.name("told", "changed_fields"), String[].class);
		}

		Field<Instant> occurredAt() {
			return DSL.field(DSL.name("told", "occurred_at"), SQLDataType.INSTANT);
		}

		Field<String> cursor() {
			return DSL.field("change_cursor((select change_epoch()), {0}, {1})", String.class, xid(), id());
		}

		EventSearch state() {
			return EVENT_SEARCH.as("state");
		}

	}

}
