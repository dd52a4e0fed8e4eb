package dev.marquee.event;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All that is said about an event itself: what is to be stored of it.
 *
 * @param structuredData the JSON-LD to the letter
 */
public record EventDetails(@Nullable String url, String name, @Nullable String description, EventTime start,
		@Nullable EventTime end, EventStatus status, AttendanceMode attendanceMode, int interestedCount,
		List<CategoryDetails> categories, List<TicketDetails> tickets, List<ImageDetails> gallery,
		List<FaqDetails> faqs, @Nullable String structuredData) {

	public EventDetails {
		categories = List.copyOf(categories);
		tickets = List.copyOf(tickets);
		gallery = List.copyOf(gallery);
		faqs = List.copyOf(faqs);
	}

}
