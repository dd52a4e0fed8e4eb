package dev.marquee.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.EventRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;

/**
 * The stored events with their parts.
 */
@Component
public class Events {

	/** The prefix of global event ids, before the underscore. */
	public static final String ID_PREFIX = "evt";

	private final DSLContext dsl;

	private final EventParts parts;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	public Events(DSLContext dsl) {
		this.dsl = dsl;
		this.parts = new EventParts(dsl);
	}

	public Optional<UUID> findByUrl(String url) {
		return this.dsl.select(EVENT.ID).from(EVENT).where(EVENT.URL.eq(url)).fetchOptional(EVENT.ID);
	}

	public boolean isEmpty() {
		return !this.dsl.fetchExists(EVENT);
	}

	/**
	 * Inserts an event with its parts.
	 * @param organizers in the order of the listing, without duplicates
	 */
	public UUID add(EventDetails details, @Nullable UUID venue, List<UUID> organizers) {
		EventRecord event = this.dsl.newRecord(EVENT);
		event.setId(this.ids.generate());
		setDetails(event, details, venue);
		event.insert();
		this.parts.add(event.getId(), details, organizers);
		return event.getId();
	}

	/**
	 * Replaces the event and its parts. Rows that do not change are not written, so that
	 * their versions stay.
	 */
	public void replace(UUID id, EventDetails details, @Nullable UUID venue, List<UUID> organizers) {
		EventRecord event = this.dsl.selectFrom(EVENT).where(EVENT.ID.eq(id)).forUpdate().fetchSingle();
		setDetails(event, details, venue);
		if (event.modified()) {
			event.update();
		}
		this.parts.replace(id, details, organizers);
	}

	/** Replaces the organizers; in order, without duplicates. */
	public void replaceOrganizers(UUID id, Instant startsAt, List<UUID> organizers) {
		this.parts.replaceOrganizers(id, startsAt, organizers);
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

	private static void setDetails(EventRecord event, EventDetails details, @Nullable UUID venue) {
		event.setUrl(details.url());
		event.setName(details.name());
		event.setDescription(details.description());
		setStart(event, details.start());
		setEnd(event, details.end());
		event.setStatus(details.status().name());
		event.setAttendanceMode(details.attendanceMode().name());
		event.setInterestedCount(details.interestedCount());
		event.setVenueId(venue);
	}

	/** Sets the start columns of the row. */
	public static void setStart(EventRecord event, EventTime start) {
		event.setStartsAt(start.instant());
		event.setStartLocal(start.local());
		event.setStartZone(start.zone().getId());
		event.setStartPrecision(start.precision().name());
		event.setStartZoneSource(start.zoneSource().name());
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
