package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import dev.marquee.ingest.ImportOutcome.FieldChange;
import dev.marquee.ingest.merge.Listing;
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
			  select event_id, 'tickets' as key, position, to_jsonb(ticket) as value from ticket where event_id = any({0})
			  union all
			  select event_id, 'gallery', position, to_jsonb(image) from image where event_id = any({0})
			  union all
			  select event_id, 'faqs', position, to_jsonb(faq) from faq where event_id = any({0})
			  union all
			  select event_id, 'categories', position, to_jsonb(category.name)
			  from event_category join category on slug = category_slug where event_id = any({0})
			  union all
			  select event_id, 'organizers', position, to_jsonb(organizer)
			  from event_organizer join organizer on id = organizer_id where event_id = any({0})
			  union all
			  select event_id, 'performers', position, to_jsonb(performer)
			  from event_performer join performer on id = performer_id where event_id = any({0})
			  union all
			  select event_id, 'identifiers', position, to_jsonb(event_identifier) from event_identifier where event_id = any({0})
			  union all
			  select event_id, 'recurrence', 0,
			    to_jsonb(recurrence) - '{source,text,expanded_from,expanded_to}'::text[]
			  from recurrence where event_id = any({0})
			  union all
			  select event_id, 'occurrences', row_number() over (partition by event_id order by original_start), to_jsonb(occurrence_change)
			  from occurrence_change where event_id = any({0})
			)
			select event.id, key, value from event cross join lateral (values
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
			where event.id = any({0}) and value is not null
			union all
			select event_id, key, jsonb_agg(case jsonb_typeof(value) when 'object' then jsonb_strip_nulls(value - {1}) else value end
			  order by position)::text
			from part group by event_id, key""";

	/** The fields that differ, and whether they also did since the last import. */
	private static final String DIFFERENCES = """
			select known.event_id, after.key, is_overwritten
			from unnest({0}, {1}, {2}, {3}, {4}) as known (event_id, name, source_id, before, imported)
			join listing_import using (event_id, name, source_id)
			cross join lateral jsonb_each(listing_import.fields) as after
			cross join lateral (
			  select false as is_overwritten
			  where after.key not in ('organizer', 'sources', 'publishedAt')
			  union all
			  select true
			  where after.key not in ('interestedCount', 'sources', 'organizer', 'series', 'superEvent')
			    and known.imported -> after.key <> known.before -> after.key
			) as difference
			where after.value is distinct from known.before -> after.key
			order by known.event_id, after.key""";

	/** Columns of parts that are not facts of the listing. */
	private static final String[] KEYS = { "id", "event_id", "position", "version", "created_at", "updated_at" };

	private final DSLContext dsl;

	EventFieldValues(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Reads the fields of known events before listings are written to them.
	 */
	FieldDifferences before(List<MatchedListing> listings) {
		List<MatchedListing> known = listings.stream().filter((listing) -> listing.match() != null).toList();
		return new FieldDifferences(known, digests(events(known)),
				read(events(known.stream().filter((listing) -> listing.document().tellsChanges()).toList())));
	}

	private static List<UUID> events(List<MatchedListing> known) {
		return imported(known).map(ImportedListing::event).toList();
	}

	private static Stream<ImportedListing> imported(List<MatchedListing> known) {
		return known.stream().flatMap((listing) -> Stream.ofNullable(listing.imported()));
	}

	/** The values of each event by the names of the fields, without null. */
	private Map<UUID, Map<String, String>> read(List<UUID> events) {
		Map<UUID, Map<String, String>> values = new HashMap<>();
		if (!events.isEmpty()) {
			events.forEach((event) -> values.put(event, new HashMap<>()));
			this.dsl.fetch(VALUES, val(events.toArray(UUID[]::new)), val(KEYS))
				.forEach((row) -> Objects.requireNonNull(values.get(row.get(0, UUID.class)))
					.put(row.get(1, String.class), row.get(2, String.class)));
		}
		return values;
	}

	/** Digests of the fields of events as they are now. */
	private Map<UUID, JSONB> digests(List<UUID> events) {
		return events.isEmpty() ? Map.of()
				: this.dsl
					.fetch("select event_id, fields from event_digest_fresh where event_id = any({0})",
							val(events.toArray(UUID[]::new)))
					.intoMap((row) -> row.get(0, UUID.class), (row) -> row.get(1, JSONB.class));
	}

	/**
	 * How fields of events differ before and after an import.
	 */
	final class FieldDifferences {

		private final List<MatchedListing> known;

		private final Map<UUID, JSONB> before;

		private final Map<UUID, Map<String, String>> valuesBefore;

		private Map<UUID, Map<String, String>> valuesAfter = Map.of();

		private final Map<UUID, List<String>> changed = new HashMap<>();

		private final Map<UUID, List<String>> overwritten = new HashMap<>();

		private FieldDifferences(List<MatchedListing> known, Map<UUID, JSONB> before,
				Map<UUID, Map<String, String>> valuesBefore) {
			this.known = known;
			this.before = before;
			this.valuesBefore = valuesBefore;
		}

		/** Reads the fields again, when they are stored as those that the import left. */
		void readAfter() {
			if (this.known.isEmpty()) {
				return;
			}
			this.valuesAfter = read(List.copyOf(this.valuesBefore.keySet()));
			List<Listing.Source> sources = this.known.stream().map((listing) -> listing.listing().source()).toList();
			List<UUID> events = events(this.known);
			for (Record row : EventFieldValues.this.dsl.fetch(DIFFERENCES, val(events.toArray(UUID[]::new)),
					val(sources.stream().map(Listing.Source::name).toArray(String[]::new)),
					val(sources.stream().map(Listing.Source::id).toArray(String[]::new)),
					val(events.stream().map(this.before::get).toArray(JSONB[]::new)),
					val(imported(this.known).map(ImportedListing::fields).toArray(JSONB[]::new)))) {
				Map<UUID, List<String>> fields = Boolean.TRUE.equals(row.get(2, Boolean.class)) ? this.overwritten
						: this.changed;
				fields.computeIfAbsent(row.get(0, UUID.class), (event) -> new ArrayList<>())
					.add(row.get(1, String.class));
			}
		}

		/** The changed fields in the order of their names; none unless they are told. */
		List<FieldChange> changes(UUID event) {
			Map<String, String> values = this.valuesBefore.get(event);
			return (values == null) ? List.of()
					: this.changed.getOrDefault(event, List.of())
						.stream()
						.map((field) -> new FieldChange(field, values.get(field),
								this.valuesAfter.getOrDefault(event, Map.of()).get(field)))
						.toList();
		}

		/**
		 * The fields that were edited between the last import and this one, and that this
		 * one has written. Series and super event are never overwritten.
		 */
		List<String> overwritten(UUID event) {
			return this.overwritten.getOrDefault(event, List.of());
		}

	}

}
