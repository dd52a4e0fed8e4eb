package dev.marquee.changefeed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.event.EventFilter;
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
 * A batch of the log as seen through an event filter, as three common table expressions:
 * {@code current_log}, the current generation, {@code scanned}, a limited number of
 * changes after a position, and {@code matched}, what each of them means to a client that
 * only knows the events that match the filter.
 */
final class FilteredChanges {

	/**
	 * The kind of a change for the filter: the logged kind if the event matches before
	 * and after, else whether the event enters or leaves the filter.
	 */
	private static final String KIND_CASE = """
			case
				when filter_match.matches_after and filter_match.matches_before then scanned.kind
				when filter_match.matches_after then case scanned.kind when 'PUBLISHED' then 'PUBLISHED' else 'ENTERED_FILTER' end
				when filter_match.matches_before then case scanned.kind when 'REMOVED' then 'REMOVED' else 'LEFT_FILTER' end
			end""";

	/** The schema promises none for these kinds. The log has them all. */
	private static final String CHANGED_FIELDS = "case when matched.kind in ('PUBLISHED', 'REMOVED') then '{}' else scanned.changed_fields end as changed_fields";

	private static final EventSearch BEFORE = EVENT_SEARCH.as("earlier");

	private static final EventSearch AFTER = EVENT_SEARCH.as("later");

	private final EventFilter filter;

	private final Arguments arguments;

	private final @Nullable LogPosition after;

	private final ChangeTimes times;

	private final int scanLimit;

	/**
	 * Creates filtered changes.
	 * @param arguments the arguments of the field, with the filter
	 * @param after the position to start after; null for the oldest change
	 * @param times reads the argument {@code since}
	 * @param scanLimit the maximum number of changes to scan
	 */
	FilteredChanges(EventFilter filter, Arguments arguments, @Nullable LogPosition after, ChangeTimes times,
			int scanLimit) {
		this.filter = filter;
		this.arguments = arguments;
		this.after = after;
		this.times = times;
		this.scanLimit = scanLimit;
	}

	int scanLimit() {
		return this.scanLimit;
	}

	/**
	 * Returns the common table expressions of the statement.
	 * @param kinds the condition for the kinds to return
	 */
	List<CommonTableExpression<?>> commonTableExpressions(Condition kinds) {
		Arguments eventFilter = this.arguments.filter();
		List<CommonTableExpression<?>> definitions = new ArrayList<>(this.filter.commonTableExpressions(eventFilter));
		definitions.add(DSL.name("current_log")
			.asMaterialized(DSL.select(DSL.field("number"), DSL.field("translate(epoch::text, '-', '') as epoch"))
				.from("current_generation()")));
		if (this.arguments.has("since")) {
			definitions.add(this.times.position(this.arguments));
		}
		definitions.add(DSL.name("scanned").asMaterialized(scanned()));
		definitions.add(DSL.name("matched")
			.asMaterialized(matchedChanges(this.filter.matches(BEFORE, eventFilter),
					this.filter.matches(AFTER, eventFilter), kinds)));
		return definitions;
	}

	/**
	 * The generation of the last scanned change; without any, the generation of the start
	 * position.
	 */
	Field<Integer> lastScannedGeneration() {
		Field<?> begin = (this.after != null) ? this.after.generation()
				: DSL.field("(select expired_generation from change_log)");
		return DSL.field("coalesce((select max(generation) from scanned), {0})", Integer.class, begin);
	}

	/**
	 * The transaction of the last scanned change; without any, the transaction of the
	 * start position.
	 */
	Field<?> lastScannedXid() {
		Field<?> begin = (this.after != null) ? this.after.xid()
				: DSL.field("(select expired_xid::text from change_log)");
		return DSL.field("coalesce((select xid from scanned order by generation desc, xid desc limit 1), {0}::xid8)",
				begin);
	}

	/** The condition for the kinds and times that the client requested. */
	Condition requestedKinds() {
		Condition requested = this.arguments.withoutEmpty().has("kinds")
				? kind().eq(DSL.any(this.arguments.bindList("kinds", SQLDataType.CLOB, (String kind) -> kind)))
				: DSL.noCondition();
		return this.arguments.has("since")
				? requested.and(DSL.condition("scanned.occurred_at >= {0}", this.times.since(this.arguments)))
				: requested;
	}

	private Select<Record> scanned() {
		return DSL.select(List.of(DSL.asterisk()))
			.from("change")
			.where("(generation, xid) < ((select number from current_log), pg_snapshot_xmin(pg_current_snapshot()))")
			.and((this.after != null) ? this.after.rowsAfter() : DSL.noCondition())
			.orderBy(DSL.field("generation"), DSL.field("xid"), DSL.field("id"))
			.limit(DSL.inline(this.scanLimit));
	}

	private static Select<?> matchedChanges(Condition matchesBefore, Condition matchesAfter, Condition kinds) {
		Table<?> filterMatch = DSL
			.table("""
					lateral (select coalesce(is_listed(earlier) and ({0}), false) as matches_before,
					coalesce(is_listed(later) and ({1}), false) as matches_after,
					case when is_listed(later) then scanned.after else scanned.before end as state offset 0) as filter_match""",
					matchesBefore, matchesAfter);
		Table<?> kind = DSL.table("lateral (select " + KIND_CASE + " as kind) as matched");
		SelectJoinStep<?> from = DSL
			.select(DSL.field(
					"scanned.generation, scanned.xid, scanned.id, scanned.event_id, " + CHANGED_FIELDS
							+ ", scanned.occurred_at, filter_match.state, case when {0} then matched.kind end as kind",
					kinds))
			.from("scanned")
			.crossJoin(loggedRow("scanned.before", "earlier"))
			.crossJoin(loggedRow("scanned.after", "later"))
			.crossJoin(filterMatch)
			.crossJoin(kind);
		return from;
	}

	/** The logged {@code event_search} row, of the column {@code logged}. */
	private static Table<?> loggedRow(String logged, String name) {
		return DSL.table("lateral jsonb_populate_record(null::event_search, " + logged + ") as {0}", DSL.name(name));
	}

	/** The tables with the columns of {@link ChangeRow}. */
	static Table<?> changeRows(Table<?> changes) {
		return changes.crossJoin(loggedRow("matched.state", "state"));
	}

	static Table<?> changesTable() {
		return DSL.table(DSL.name("matched"));
	}

	/** The epoch of the current generation. */
	static Field<String> epoch() {
		return DSL.field("(select epoch from current_log)", String.class);
	}

	static Field<Boolean> isScanLimitReached(int scanLimit) {
		return DSL.field("((select count(*) from scanned) >= {0})", Boolean.class, DSL.inline(scanLimit));
	}

	static Field<String> kind() {
		return DSL.field(DSL.name("matched", "kind"), String.class);
	}

	/** The columns of one change. */
	enum ChangeRow {

		INSTANCE;

		Field<Integer> generation() {
			return DSL.field(DSL.name("matched", "generation"), Integer.class);
		}

		Field<?> xid() {
			return DSL.field(DSL.name("matched", "xid"));
		}

		Field<Long> id() {
			return DSL.field(DSL.name("matched", "id"), Long.class);
		}

		Field<UUID> eventId() {
			return DSL.field(DSL.name("matched", "event_id"), UUID.class);
		}

		Field<String[]> changedFields() {
			return DSL.field(DSL.name("matched", "changed_fields"), String[].class);
		}

		Field<Instant> occurredAt() {
			return DSL.field(DSL.name("matched", "occurred_at"), SQLDataType.INSTANT);
		}

		Field<String> cursor() {
			return DSL.field("change_cursor({0}, {1}, {2}, {3})", String.class, epoch(), generation(), xid(), id());
		}

		EventSearch state() {
			return EVENT_SEARCH.as("state");
		}

	}

}
