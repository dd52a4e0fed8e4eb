package dev.marquee.event;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An event to store, with its parts.
 *
 * @param previousStart the start before the event was last rescheduled; null if unknown,
 * which keeps the stored one
 * @param recurrence null for an event that takes place once
 * @param structuredData the JSON-LD exactly as received
 * @param facts what few documents state
 */
public record EventDetails(@Nullable String url, String name, @Nullable String description, EventTime start,
		@Nullable EventTime end, @Nullable EventTime previousStart, EventStatus status, AttendanceMode attendanceMode,
		int interestedCount, List<CategoryDetails> categories, List<TicketDetails> tickets, List<ImageDetails> gallery,
		List<FaqDetails> faqs, @Nullable EventRecurrence recurrence, @Nullable String structuredData,
		EventFacts facts) {

	public EventDetails {
		categories = List.copyOf(categories);
		tickets = List.copyOf(tickets);
		gallery = List.copyOf(gallery);
		faqs = List.copyOf(faqs);
	}

	/** The same event as one that takes place once. */
	public EventDetails withoutRecurrence() {
		return new EventDetails(this.url, this.name, this.description, this.start, this.end, this.previousStart,
				this.status, this.attendanceMode, this.interestedCount, this.categories, this.tickets, this.gallery,
				this.faqs, null, this.structuredData, this.facts);
	}

}
