package dev.marquee.ingest.merge;

import java.util.List;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventFacts;
import dev.marquee.event.EventRecurrence;
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
 *
 * @param recurrence null if it takes place once
 * @param facts what few documents state
 */
public record PartialListing(@Nullable String name, @Nullable String url, @Nullable String description,
		@Nullable PartialDateTime start, @Nullable PartialDateTime end, @Nullable PartialDateTime previousStart,
		@Nullable EventStatus status, @Nullable AttendanceMode attendanceMode, int interestedCount,
		List<CategoryDetails> categories, @Nullable VenueDetails venue, List<OrganizerDetails> organizers,
		@Nullable String affiliateId, List<TicketDetails> tickets, List<ImageDetails> gallery, List<FaqDetails> faqs,
		@Nullable EventRecurrence recurrence, EventFacts facts) {

	public static final PartialListing EMPTY = builder().build();

	/** A builder without any value. */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builds a listing. Each method sets the component of its name.
	 */
	public static final class Builder {

		private @Nullable String name;

		private @Nullable String url;

		private @Nullable String description;

		private @Nullable PartialDateTime start;

		private @Nullable PartialDateTime end;

		private @Nullable PartialDateTime previousStart;

		private @Nullable EventStatus status;

		private @Nullable AttendanceMode attendanceMode;

		private int interestedCount;

		private List<CategoryDetails> categories = List.of();

		private @Nullable VenueDetails venue;

		private List<OrganizerDetails> organizers = List.of();

		private @Nullable String affiliateId;

		private List<TicketDetails> tickets = List.of();

		private List<ImageDetails> gallery = List.of();

		private List<FaqDetails> faqs = List.of();

		private @Nullable EventRecurrence recurrence;

		private EventFacts facts = EventFacts.EMPTY;

		private Builder() {
		}

		public Builder name(@Nullable String name) {
			this.name = name;
			return this;
		}

		public Builder url(@Nullable String url) {
			this.url = url;
			return this;
		}

		public Builder description(@Nullable String description) {
			this.description = description;
			return this;
		}

		public Builder start(@Nullable PartialDateTime start) {
			this.start = start;
			return this;
		}

		public Builder end(@Nullable PartialDateTime end) {
			this.end = end;
			return this;
		}

		public Builder previousStart(@Nullable PartialDateTime previousStart) {
			this.previousStart = previousStart;
			return this;
		}

		public Builder status(@Nullable EventStatus status) {
			this.status = status;
			return this;
		}

		public Builder attendanceMode(@Nullable AttendanceMode attendanceMode) {
			this.attendanceMode = attendanceMode;
			return this;
		}

		public Builder interestedCount(int interestedCount) {
			this.interestedCount = interestedCount;
			return this;
		}

		public Builder categories(List<CategoryDetails> categories) {
			this.categories = categories;
			return this;
		}

		public Builder venue(@Nullable VenueDetails venue) {
			this.venue = venue;
			return this;
		}

		public Builder organizers(List<OrganizerDetails> organizers) {
			this.organizers = organizers;
			return this;
		}

		public Builder affiliateId(@Nullable String affiliateId) {
			this.affiliateId = affiliateId;
			return this;
		}

		public Builder tickets(List<TicketDetails> tickets) {
			this.tickets = tickets;
			return this;
		}

		public Builder gallery(List<ImageDetails> gallery) {
			this.gallery = gallery;
			return this;
		}

		public Builder faqs(List<FaqDetails> faqs) {
			this.faqs = faqs;
			return this;
		}

		public Builder recurrence(@Nullable EventRecurrence recurrence) {
			this.recurrence = recurrence;
			return this;
		}

		public Builder facts(EventFacts facts) {
			this.facts = facts;
			return this;
		}

		public PartialListing build() {
			return new PartialListing(this.name, this.url, this.description, this.start, this.end, this.previousStart,
					this.status, this.attendanceMode, this.interestedCount, this.categories, this.venue,
					this.organizers, this.affiliateId, this.tickets, this.gallery, this.faqs, this.recurrence,
					this.facts);
		}

	}

}
