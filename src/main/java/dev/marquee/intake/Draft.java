package dev.marquee.intake;

import java.util.List;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.Category;
import dev.marquee.event.EventStatus;
import dev.marquee.event.Faq;
import dev.marquee.event.Image;
import dev.marquee.event.Ticket;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * What one part of a document, its page or its JSON-LD, says about an event: cleaned, but
 * neither complete nor compared.
 */
record Draft(@Nullable String name, @Nullable String url, @Nullable String description, @Nullable Moment start,
		@Nullable Moment end, @Nullable EventStatus status, @Nullable AttendanceMode attendanceMode,
		int interestedCount, List<Category> categories, @Nullable VenueDetails venue, List<OrganizerDetails> organizers,
		@Nullable String affiliateId, List<Ticket> tickets, List<Image> gallery, List<Faq> faqs) {

	static final Draft EMPTY = new Draft(null, null, null, null, null, null, null, 0, List.of(), null, List.of(), null,
			List.of(), List.of(), List.of());

}
