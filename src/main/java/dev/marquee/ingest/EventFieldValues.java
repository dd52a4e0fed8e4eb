package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.marquee.ingest.ImportOutcome.FieldChange;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;

import org.springframework.stereotype.Component;

import static org.jooq.impl.DSL.val;

/**
 * The values of the fields of an event and their digests, to tell what an import changes.
 */
@Component
class EventFieldValues {

	/** The names are those of event_digest_fresh. Parts are JSON without their keys. */
	private static final String VALUES = """
			with part as (
			  select 'tickets' as key, position, to_jsonb(ticket) as value from ticket where event_id = {0}
			  union all
			  select 'gallery', position, to_jsonb(image) from image where event_id = {0}
			  union all
			  select 'faqs', position, to_jsonb(faq) from faq where event_id = {0}
			  union all
			  select 'categories', position, to_jsonb(category.name)
			  from event_category join category on slug = category_slug where event_id = {0}
			  union all
			  select 'organizers', position, to_jsonb(organizer)
			  from event_organizer join organizer on id = organizer_id where event_id = {0}
			  union all
			  select 'performers', position, to_jsonb(performer)
			  from event_performer join performer on id = performer_id where event_id = {0}
			  union all
			  select 'identifiers', position, to_jsonb(event_identifier) from event_identifier where event_id = {0}
			  union all
			  select 'recurrence', 0,
			    to_jsonb(recurrence) - '{source,text,expanded_from,expanded_to}'::text[]
			  from recurrence where event_id = {0}
			  union all
			  select 'occurrences', row_number() over (order by original_start), to_jsonb(occurrence_change)
			  from occurrence_change where event_id = {0}
			)
			select key, value from event cross join lateral (values
			  ('url', url), ('name', name), ('description', description), ('status', status),
			  ('cancellationReason', cancellation_reason), ('attendanceMode', attendance_mode),
			  ('interestedCount', (interested_count + interests)::text),
			  ('start', concat_ws(' ', start_local, start_zone)),
			  ('end', nullif(concat_ws(' ', end_local, end_zone), '')),
			  ('previousStart', nullif(concat_ws(' ', previous_start_local, previous_start_zone), '')),
			  ('type', type), ('tags', nullif(to_jsonb(tags), '[]')::text),
			  ('languages', nullif(to_jsonb(languages), '[]')::text),
			  ('capacity', capacity::text), ('remainingCapacity', remaining_capacity::text),
			  ('isAccessibleForFree', accessible_for_free::text), ('audience', audience),
			  ('ageRange', nullif(concat(min_age, '-', max_age), '-')),
			  ('accessibilityFeatures', nullif(to_jsonb(accessibility_features), '[]')::text),
			  ('doors', to_char(start_local - doors_minutes * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI')),
			  ('joinUrl', join_url), ('series', (select name from event_series where id = series_id)),
			  ('superEvent', (select parent.name from event as parent where parent.id = event.parent_id)),
			  ('venue', (select jsonb_strip_nulls(to_jsonb(venue) - {1})::text from venue where venue.id = venue_id)),
			  ('structuredData', (select source from structured_data where event_id = event.id))
			) as fact (key, value)
			where event.id = {0} and value is not null
			union all
			select key, jsonb_agg(case jsonb_typeof(value) when 'object' then jsonb_strip_nulls(value - {1}) else value end
			  order by position)::text
			from part group by key""";

	/** Columns of parts that are not facts of the listing. */
	private static final String[] KEYS = { "id", "event_id", "position", "version", "created_at", "updated_at" };

	private final DSLContext dsl;

	EventFieldValues(DSLContext dsl) {
		this.dsl = dsl;
	}

	/** The values as text or as JSON by the names of the fields, without null. */
	Map<String, String> read(UUID event) {
		Map<String, String> values = new HashMap<>();
		for (Record row : this.dsl.fetch(VALUES, val(event), val(KEYS))) {
			values.put(row.get(0, String.class), row.get(1, String.class));
		}
		return values;
	}

	/**
	 * The fields that differ from those before, in the order of their names.
	 * @param digests the digests of all fields before
	 * @param before the values before
	 */
	List<FieldChange> changes(UUID event, JSONB digests, Map<String, String> before) {
		Map<String, String> after = read(event);
		List<FieldChange> changes = new ArrayList<>();
		for (String field : this.dsl.fetch("""
				select key from event_digest_fresh, jsonb_each(fields)
				where event_id = {0} and key not in ('organizer', 'sources', 'publishedAt')
				and value is distinct from {1} -> key order by key""", val(event), val(digests))
			.getValues(0, String.class)) {
			changes.add(new FieldChange(field, before.get(field), after.get(field)));
		}
		return changes;
	}

	/** Digests of the fields of an event as it is now. */
	JSONB digests(UUID event) {
		return Objects.requireNonNull(
				this.dsl.fetchSingle("select fields from event_digest_fresh where event_id = {0}", val(event))
					.get(0, JSONB.class));
	}

	/**
	 * The fields that were edited between the last import and this one, and that this one
	 * has written. Series and super event are never overwritten.
	 * @param imported the fields after the last import
	 * @param before the fields before this import
	 */
	List<String> overwrittenFields(UUID event, JSONB imported, JSONB before) {
		return this.dsl
			.fetch("""
					select key from jsonb_each({0}) as imported
					where key not in ('interestedCount', 'sources', 'organizer', 'series', 'superEvent') and value is distinct from {1} -> key
					and {1} -> key is distinct from (select fields -> key from event_digest_fresh where event_id = {2})
					order by key""",
					val(imported), val(before), val(event))
			.getValues(0, String.class);
	}

}
