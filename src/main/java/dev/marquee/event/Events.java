package dev.marquee.event;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.text.UrlIdentity;
import dev.marquee.recurrence.InvalidRecurrenceException;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Routines.urlIdentity;
import static dev.marquee.db.Tables.EVENT;

/**
 * The stored events with their parts.
 */
@Component
public class Events {

	/** The prefix of global event ids, before the underscore. */
	public static final String ID_PREFIX = "evt";

	/** The prefix of global ids of series, before the underscore. */
	public static final String SERIES_ID_PREFIX = "ser";

	private final DSLContext dsl;

	private final EventParts parts;

	private final Recurrences recurrences;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	public Events(DSLContext dsl, Recurrences recurrences) {
		this.dsl = dsl;
		this.parts = new EventParts(dsl);
		this.recurrences = recurrences;
	}

	/**
	 * Blocks other transactions that lock the same URL, in any of its spellings, until
	 * this one ends.
	 */
	public void lockUrl(String url) {
		this.dsl.execute("select pg_advisory_xact_lock(hashtextextended({0}, 0))", DSL.val(urlLock(url)));
	}

	/** The name of the lock of a URL. */
	public static String urlLock(String url) {
		return "event at " + UrlIdentity.of(url);
	}

	/**
	 * Those of the URLs that, in any of their spellings, are those of published events.
	 */
	public Set<String> urlsOfPublishedEvents(Collection<String> urls) {
		Map<String, List<String>> byIdentity = urls.stream().collect(Collectors.groupingBy(UrlIdentity::of));
		if (byIdentity.isEmpty()) {
			return Set.of();
		}
		return this.dsl.selectDistinct(urlIdentity(EVENT.URL))
			.from(EVENT)
			.where(urlIdentity(EVENT.URL).eq(DSL.any(byIdentity.keySet().toArray(String[]::new))),
					EVENT.PUBLISHED_AT.isNotNull())
			.fetch()
			.stream()
			.flatMap((row) -> byIdentity.getOrDefault(row.value1(), List.of()).stream())
			.collect(Collectors.toSet());
	}

	public boolean isEmpty() {
		return !this.dsl.fetchExists(EVENT);
	}

	/**
	 * Inserts events with their parts.
	 * @return their keys, in the same order
	 */
	public List<UUID> addAll(List<NewEvent> events) {
		Map<UUID, NewEvent> byId = new LinkedHashMap<>();
		events.forEach((event) -> byId.put(this.ids.generate(), event));
		List<EventRecord> rows = new ArrayList<>();
		byId.forEach((id, event) -> {
			EventRecord row = this.dsl.newRecord(EVENT);
			row.setId(id);
			EventDetailsColumns.set(row, event.details(), event.venue());
			rows.add(row);
		});
		PartInserts.insert(this.dsl, EVENT, rows);
		this.parts.addAll(byId);
		byId.forEach((id, event) -> {
			if (event.details().recurrence() != null) {
				this.recurrences.replace(id, event.details().recurrence());
			}
		});
		return List.copyOf(byId.keySet());
	}

	/**
	 * Makes these events searchable and logs their changes now, instead of one by one
	 * when the transaction ends.
	 */
	public void refreshAll(List<UUID> events) {
		this.dsl.fetch("select refresh_stale_events({0})", DSL.val(events.toArray(UUID[]::new)));
	}

	/**
	 * Replaces events and their parts, by the ids of the events. Rows that do not change
	 * are not written, so that their versions stay.
	 */
	public void replaceAll(Map<UUID, NewEvent> events) {
		if (events.isEmpty()) {
			return;
		}
		UUID[] keys = events.keySet().toArray(UUID[]::new);
		List<EventRecord> rows = this.dsl.selectFrom(EVENT)
			.where(EVENT.ID.eq(DSL.any(keys)))
			.orderBy(EVENT.ID)
			.forUpdate()
			.fetch();
		Map<UUID, EventRecord> before = new HashMap<>();
		for (EventRecord row : rows) {
			before.put(row.getId(), row.copy());
			NewEvent event = Objects.requireNonNull(events.get(row.getId()));
			EventDetailsColumns.set(row, event.details(), event.venue());
		}
		this.dsl.batchUpdate(rows.stream().filter(EventRecord::modified).toList()).execute();
		this.parts.replaceAll(events);
		Set<UUID> recurring = this.recurrences.recurring(keys);
		for (EventRecord row : rows) {
			EventRecurrence recurrence = Objects.requireNonNull(events.get(row.getId())).details().recurrence();
			if (recurrence != null) {
				this.recurrences.replace(row.getId(), recurrence);
			}
			else if (recurring.contains(row.getId())) {
				this.recurrences.keepOwn(Objects.requireNonNull(before.get(row.getId())), row);
			}
		}
	}

	/** Replaces the organizers; in order, without duplicates. */
	public void replaceOrganizers(UUID id, Instant startsAt, List<UUID> organizers) {
		this.parts.replaceOrganizers(id, startsAt, organizers);
	}

	/** Replaces the performers; in order, without duplicates. */
	public void replacePerformers(UUID id, Instant startsAt, List<UUID> performers) {
		this.parts.replacePerformers(id, startsAt, performers);
	}

	/** Replaces the identifiers; in order, without duplicates. */
	public void replaceIdentifiers(UUID id, List<IdentifierDetails> identifiers) {
		this.parts.replaceIdentifiers(id, identifiers);
	}

	/** Replaces the categories; in order, without duplicates. */
	public void replaceCategories(UUID id, List<CategoryDetails> categories) {
		this.parts.replaceCategories(id, categories);
	}

	/** Replaces the tickets; in order. */
	public void replaceTickets(UUID id, List<TicketDetails> tickets) {
		this.parts.replaceTickets(id, tickets);
	}

	/** Replaces the images; in order. */
	public void replaceGallery(UUID id, List<ImageDetails> gallery) {
		this.parts.replaceGallery(id, gallery);
	}

	/** Replaces the questions; in order. */
	public void replaceFaqs(UUID id, List<FaqDetails> faqs) {
		this.parts.replaceFaqs(id, faqs);
	}

	/**
	 * The reason why the recurrence of an event cannot be stored, as a sentence; empty if
	 * it can.
	 */
	public Optional<String> recurrenceProblem(EventDetails details) {
		if (details.recurrence() == null) {
			return Optional.empty();
		}
		try {
			this.recurrences.check(details.start(), details.recurrence());
			return Optional.empty();
		}
		catch (InvalidRecurrenceException ex) {
			return Optional.of(ex.getMessage());
		}
	}

	/** Sets the start columns of the row. */
	public static void setStart(EventRecord event, EventTime start) {
		event.setStartsAt(start.instant());
		event.setStartLocal(start.local());
		event.setStartZone(start.zone().getId());
		event.setStartPrecision(start.precision().name());
		event.setStartZoneSource(start.zoneSource().name());
	}

	/** The start in the row. */
	public static EventTime start(EventRecord event) {
		return new EventTime(event.getStartsAt(), event.getStartLocal(), ZoneId.of(event.getStartZone()),
				EventTime.Precision.valueOf(event.getStartPrecision()),
				EventTime.ZoneSource.valueOf(event.getStartZoneSource()));
	}

	/** Sets the end columns of the row, to null if the end is unknown. */
	public static void setEnd(EventRecord event, @Nullable EventTime end) {
		event.setEndsAt((end != null) ? end.instant() : null);
		event.setEndLocal((end != null) ? end.local() : null);
		event.setEndZone((end != null) ? end.zone().getId() : null);
		event.setEndPrecision((end != null) ? end.precision().name() : null);
		event.setEndZoneSource((end != null) ? end.zoneSource().name() : null);
	}

}
