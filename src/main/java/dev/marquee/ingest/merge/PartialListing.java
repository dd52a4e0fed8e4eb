package dev.marquee.ingest.merge;

import java.util.List;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventStatus;
import dev.marquee.event.FaqDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.TicketDetails;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event in one part of a document, its text or its JSON-LD: cleaned, but
 * not necessarily complete.
 */
public record PartialListing(@Nullable String name, @Nullable String url, @Nullable String description,
		@Nullable PartialDateTime start, @Nullable PartialDateTime end, @Nullable PartialDateTime previousStart,
		@Nullable EventStatus status, @Nullable AttendanceMode attendanceMode, int interestedCount,
		List<CategoryDetails> categories, @Nullable VenueDetails venue, List<OrganizerDetails> organizers,
		@Nullable String affiliateId, List<TicketDetails> tickets, List<ImageDetails> gallery, List<FaqDetails> faqs) {

	public static final PartialListing EMPTY = new PartialListing(null, null, null, null, null, null, null, null, 0,
			List.of(), null, List.of(), null, List.of(), List.of(), List.of());

}
