package dev.marquee.changefeed;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;

import dev.marquee.changefeed.FilteredChanges.ChangeRow;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT_OCCURRENCE;

/**
 * Maps {@code EventChange.occurrences}: the occurrences that differ in the logged rows
 * before and after a change.
 */
@Configuration(proxyBeanMethods = false)
class OccurrenceChangeMapping {

	private static final int MAX_OCCURRENCES = 100;

	@Bean
	TypeMapping<ChangeRow> changedOccurrences() {
		return TypeMapping.<ChangeRow>of("EventChange", ChangeRow.class)
			.add("occurrences", OccurrenceChangeMapping::occurrences);
	}

	@Bean
	TypeMapping<ChangedOccurrence> occurrenceChangeType() {
		return TypeMapping.<ChangedOccurrence>of("OccurrenceChange", ChangedOccurrence.class)
			.field("kind", (changed) -> changed.column("kind", String.class))
			.field("occurrenceId", (changed) -> GlobalId.expression("occ", changed.column("id", UUID.class)))
			.toOne("occurrence", EVENT_OCCURRENCE,
					(changed, occurrence, arguments) -> RowQuery.from(occurrence)
						.where(occurrence.ID.eq(changed.column("id", UUID.class))))
			.field("originalStart", (changed) -> changed.column("original_start", LocalDateTime.class))
			.field("startsAt", (changed) -> changed.column("starts_at", Instant.class))
			.field("previousStartsAt", (changed) -> changed.column("previous_starts_at", Instant.class))
			.field("status", (changed) -> changed.column("status", String.class));
	}

	/**
	 * Reads the logged rows again, so that changes without this field carry no more than
	 * before.
	 */
	private static Field<?> occurrences(ChangeRow change, SelectedField field, Compilation compilation) {
		int limit = field.arguments().intBetween("first", 1, MAX_OCCURRENCES);
		ChangedOccurrence changed = new ChangedOccurrence(compilation.nextAlias());
		Table<?> rows = DSL
			.table("""
					(select occurrence_changes.* from change as logged, occurrence_changes(
						jsonb_populate_record(null::event_search, logged.before),
						jsonb_populate_record(null::event_search, logged.after)
					)
					where logged.generation = {0} and logged.xid = {1} and logged.id = {2} and {3} not in ('PUBLISHED', 'REMOVED')
					order by coalesce(occurrence_changes.starts_at, occurrence_changes.previous_starts_at), occurrence_changes.id
					limit {4})""",
					change.generation(), change.xid(), change.id(), FilteredChanges.kind(), DSL.inline(limit))
			.as(DSL.name(changed.alias()));
		Field<?> start = DSL.coalesce(changed.column("starts_at", Instant.class),
				changed.column("previous_starts_at", Instant.class));
		return compilation.list(field, RowQuery.from(rows).orderBy(start, changed.column("id", UUID.class)), changed);
	}

	/**
	 * A row of the function {@code occurrence_changes}.
	 */
	record ChangedOccurrence(String alias) {

		<T> Field<T> column(String name, Class<T> type) {
			return DSL.field(DSL.name(this.alias, name), type);
		}

	}

}
