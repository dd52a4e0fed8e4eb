package dev.marquee.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.marquee.event.EventFilter;
import dev.marquee.paging.Criterion;
import dev.marquee.paging.Finding;
import dev.marquee.schema.tables.EventSearch;
import dev.marquee.selection.Arguments;
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

import static dev.marquee.schema.Tables.EVENT_SEARCH;

/**
 * A stretch of the log as it looks through a filter: the common table expressions
 * {@code scanned}, so many changes after a place, and {@code told}, what each of them is
 * to somebody who only knows of events that fit.
 */
final class ToldChanges {

	/** Sees a change as it is, and as one that enters or leaves the filter. */
	private static final String KIND = """
			case
				when seen.fits and seen.did_fit then scanned.kind
				when seen.fits then case scanned.kind when 'PUBLISHED' then 'PUBLISHED' else 'ENTERED_FILTER' end
				when seen.did_fit then case scanned.kind when 'REMOVED' then 'REMOVED' else 'LEFT_FILTER' end
			end""";

	private static final EventSearch BEFORE = EVENT_SEARCH.as("earlier");

	private static final EventSearch AFTER = EVENT_SEARCH.as("later");

	private final EventFilter filter;

	private final Arguments arguments;

	private final @Nullable Place after;

	private final int most;

	/**
	 * Changes through a filter.
	 * @param arguments those of the field, with the filter
	 * @param after where to begin; null for the oldest change
	 * @param most how many changes to look at
	 */
	ToldChanges(EventFilter filter, Arguments arguments, @Nullable Place after, int most) {
		this.filter = filter;
		this.arguments = arguments;
		this.after = after;
		this.most = most;
	}

	int most() {
		return this.most;
	}

	/**
	 * All that the rest of the statement refers to.
	 * @param kinds which kinds are told
	 */
	List<CommonTableExpression<?>> definitions(Condition kinds) {
		Finding before = narrow(BEFORE);
		List<CommonTableExpression<?>> definitions = new ArrayList<>(before.definitions());
		definitions.add(DSL.name("scanned").asMaterialized(scanned()));
		definitions.add(DSL.name("told").asMaterialized(told(fits(before), fits(narrow(AFTER)), kinds)));
		return definitions;
	}

	/**
	 * The transaction of the last change that was looked at; without any, that of the
	 * place to begin.
	 */
	Field<?> last() {
		Field<?> begin = (this.after != null) ? this.after.xid()
				: DSL.field("(select expired_xid::text from change_log)");
		return DSL.field("coalesce((select max(xid) from scanned), {0}::xid8)", begin);
	}

	/** Holds for the kinds that the client asked for. */
	Condition kindsAskedFor() {
		return this.arguments.has("kinds")
				? kind().eq(DSL.any(this.arguments.bindList("kinds", SQLDataType.CLOB, (String kind) -> kind)))
				: DSL.noCondition();
	}

	private Finding narrow(EventSearch event) {
		return this.filter.narrow(Finding.all(event), event, this.arguments.object("filter"));
	}

	private static Condition fits(Finding finding) {
		return DSL.and(finding.criteria().stream().map(Criterion::condition).toList());
	}

	private Select<Record> scanned() {
		return DSL.select(List.of(DSL.asterisk()))
			.from("change")
			.where("xid < pg_snapshot_xmin(pg_current_snapshot())")
			.and((this.after != null) ? this.after.precedes() : DSL.noCondition())
			.orderBy(DSL.field("xid"), DSL.field("id"))
			.limit(DSL.inline(this.most));
	}

	private static Select<?> told(Condition didFit, Condition fits, Condition kinds) {
		Table<?> seen = DSL.table("""
				lateral (select coalesce(is_listed(earlier) and ({0}), false) as did_fit,
				coalesce(is_listed(later) and ({1}), false) as fits,
				case when is_listed(later) then scanned.after else scanned.before end as state offset 0) as seen""",
				didFit, fits);
		Table<?> kind = DSL.table("lateral (select " + KIND + " as kind) as told");
		SelectJoinStep<?> from = DSL.select(DSL.field(
				"scanned.xid, scanned.id, scanned.event_id, scanned.changed_fields, scanned.occurred_at, seen.state, case when {0} then told.kind end as kind",
				kinds))
			.from("scanned")
			.crossJoin(row("scanned.before", "earlier"))
			.crossJoin(row("scanned.after", "later"))
			.crossJoin(seen)
			.crossJoin(kind);
		return from;
	}

	/** The row of {@code event_search} that was logged. */
	private static Table<?> row(String logged, String name) {
		return DSL.table("lateral jsonb_populate_record(null::event_search, " + logged + ") as {0}", DSL.name(name));
	}

	/** From where the columns of {@link Row} come. */
	static Table<?> rows(Table<?> told) {
		return told.crossJoin(row("told.state", "state"));
	}

	static Table<?> all() {
		return DSL.table(DSL.name("told"));
	}

	static Field<Boolean> isFull(int most) {
		return DSL.field("((select count(*) from scanned) >= {0})", Boolean.class, DSL.inline(most));
	}

	static Field<String> kind() {
		return DSL.field(DSL.name("told", "kind"), String.class);
	}

	/** One change, as what is selected of it refers to it. */
	enum Row {

		ONE;

		Field<?> xid() {
			return DSL.field(DSL.name("told", "xid"));
		}

		Field<Long> id() {
			return DSL.field(DSL.name("told", "id"), Long.class);
		}

		Field<UUID> event() {
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
