package dev.marquee.output;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.marquee.event.AccessibilityFeature;
import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.EventType;
import dev.marquee.event.Price.PriceKind;
import org.jspecify.annotations.Nullable;

/**
 * An event as the queries of the formats select it. What a format does not select is null
 * or empty.
 */
record ListedEvent(String id, String slug, @Nullable String url, String name, @Nullable String description,
		EventType type, ListedTime start, @Nullable ListedTime end, @Nullable ListedTime previousStart,
		@Nullable ListedTime doors, @Nullable ListedRecurrence recurrence, EventStatus status,
		@Nullable String cancellationReason, AttendanceMode attendanceMode, @Nullable String joinUrl,
		int interestedCount, List<ListedCategory> categories, List<String> tags, List<String> languages,
		@Nullable String audience, @Nullable ListedAgeRange ageRange, List<AccessibilityFeature> accessibilityFeatures,
		@Nullable Integer capacity, @Nullable Integer remainingCapacity, List<ListedIdentifier> identifiers,
		@Nullable ListedVenue venue, List<ListedOrganizer> organizers, List<ListedPerformer> performers,
		List<ListedTicket> tickets, List<ListedImage> gallery, @Nullable ListedImage image, List<ListedFaq> faqs,
		@Nullable ListedPriceRange priceRange, @Nullable Boolean isFree, @Nullable Boolean isAccessibleForFree,
		@Nullable String ticketAvailability, @Nullable ListedEvent superEvent, @Nullable ListedSeries series,
		@Nullable Instant createdAt, Instant updatedAt, @Nullable Instant publishedAt, int calendarSequence) {

	ListedEvent {
		type = Objects.requireNonNullElse(type, EventType.OTHER);
		tags = Objects.requireNonNullElse(tags, List.of());
		languages = Objects.requireNonNullElse(languages, List.of());
		accessibilityFeatures = Objects.requireNonNullElse(accessibilityFeatures, List.of());
		identifiers = Objects.requireNonNullElse(identifiers, List.of());
		performers = Objects.requireNonNullElse(performers, List.of());
		categories = Objects.requireNonNullElse(categories, List.of());
		organizers = Objects.requireNonNullElse(organizers, List.of());
		tickets = Objects.requireNonNullElse(tickets, List.of());
		gallery = Objects.requireNonNullElse(gallery, List.of());
		faqs = Objects.requireNonNullElse(faqs, List.of());
	}

	/** The UUID within the global id. */
	UUID uuid() {
		return uuid(this.id);
	}

	private static UUID uuid(String globalId) {
		return UUID.fromString(globalId.substring(globalId.indexOf('_') + 1));
	}

	boolean isCancelled() {
		return this.status == EventStatus.CANCELLED;
	}

	/** Whether it takes place online only, even if a venue is known. */
	boolean isOnline() {
		return this.attendanceMode == AttendanceMode.ONLINE || this.status == EventStatus.MOVED_ONLINE;
	}

	/** Where it takes place; null if that is unknown or it takes place online only. */
	@Nullable ListedLocation location() {
		return (this.venue != null && !isOnline()) ? this.venue.location() : null;
	}

	/**
	 * A start or an end.
	 *
	 * @param local the local time at the venue; null for precision {@code DAY}
	 * @param date the local day; for an end the last day
	 */
	record ListedTime(Instant instant, @Nullable LocalDateTime local, LocalDate date, ZoneId timeZone,
			Precision precision) {

		/** The local time; midnight if only the day is known. */
		LocalDateTime localOrMidnight() {
			return (this.local != null) ? this.local : this.date.atStartOfDay();
		}

		/** Another local time in the same zone and with the same precision. */
		ListedTime at(LocalDateTime other) {
			boolean isDay = this.precision == Precision.DAY;
			return new ListedTime(other.atZone(this.timeZone).toInstant(), isDay ? null : other, other.toLocalDate(),
					this.timeZone, this.precision);
		}

	}

	/**
	 * When the event takes place more than once. All times are local ones in the zone of
	 * its start.
	 */
	record ListedRecurrence(List<String> rules, List<LocalDateTime> additionalStarts,
			List<LocalDateTime> excludedStarts, List<ListedOverride> overrides) {

		ListedRecurrence {
			overrides = Objects.requireNonNullElse(overrides, List.of());
		}

	}

	/** How one occurrence differs from the recurrence; null as the recurrence has it. */
	record ListedOverride(LocalDateTime originalStart, @Nullable ListedTime start, @Nullable ListedTime end,
			@Nullable EventStatus status, @Nullable String cancellationReason, @Nullable String name,
			@Nullable String description) {

		boolean isMoved() {
			return this.start != null && !this.start.localOrMidnight().equals(this.originalStart);
		}

		ListedTime startIn(ListedEvent event) {
			return (this.start != null) ? this.start : event.start().at(this.originalStart);
		}

		/**
		 * The end. If the recurrence determines it, the occurrence takes exactly as long
		 * as the event or, of days, as many days (RFC 5545, section 3.8.5.3).
		 */
		@Nullable ListedTime endIn(ListedEvent event) {
			ListedTime first = event.end();
			if (this.end != null || first == null) {
				return this.end;
			}
			ListedTime begin = startIn(event);
			if (event.start().local() != null && first.local() != null && begin.local() != null) {
				Instant instant = begin.instant().plus(Duration.between(event.start().instant(), first.instant()));
				LocalDateTime local = LocalDateTime.ofInstant(instant, first.timeZone());
				return new ListedTime(instant, local, local.toLocalDate(), first.timeZone(), first.precision());
			}
			LocalDate day = begin.date().plusDays(ChronoUnit.DAYS.between(event.start().date(), first.date()));
			if (first.local() != null) {
				return first.at(day.atTime(first.local().toLocalTime()));
			}
			return new ListedTime(day.plusDays(1).atStartOfDay(first.timeZone()).toInstant(), null, day,
					first.timeZone(), first.precision());
		}

		/** The status, which is that of the event if the event is cancelled. */
		EventStatus statusIn(ListedEvent event) {
			return (this.status != null && !event.isCancelled()) ? this.status : event.status();
		}

	}

	record ListedSeries(String id, String name) {

		/** The UUID within the global id. */
		UUID uuid() {
			return ListedEvent.uuid(this.id);
		}

	}

	record ListedCategory(String slug, String name) {
	}

	/** Ages in years. */
	record ListedAgeRange(@Nullable Integer min, @Nullable Integer max) {
	}

	record ListedIdentifier(String value, String kind) {
	}

	record ListedVenue(String id, String name, @Nullable String fullAddress, @Nullable String street,
			@Nullable String postalCode, @Nullable String city, @Nullable String state, @Nullable String country,
			@Nullable String countryCode, @Nullable String website, @Nullable String telephone,
			@Nullable ListedLocation location) {
	}

	/** A point in degrees (WGS 84). */
	record ListedLocation(BigDecimal latitude, BigDecimal longitude) {
	}

	record ListedOrganizer(String id, String name, @Nullable String url, @Nullable String description,
			@Nullable String logoUrl, @Nullable String email, @Nullable String telephone) {
	}

	record ListedPerformer(String id, String name, @Nullable String url, @Nullable String imageUrl,
			List<String> sameAs) {

		ListedPerformer {
			sameAs = Objects.requireNonNullElse(sameAs, List.of());
		}

	}

	record ListedTicket(@Nullable String name, @Nullable String url, @Nullable ListedPrice price,
			@Nullable ListedPrice maxPrice, PriceKind priceKind, String availability, @Nullable Instant saleStartsAt,
			@Nullable Instant saleEndsAt, @Nullable Integer stock, @Nullable String description,
			@Nullable String category) {
	}

	record ListedPrice(BigDecimal amount, String currency) {
	}

	record ListedPriceRange(BigDecimal min, BigDecimal max, String currency) {
	}

	record ListedImage(String url, @Nullable String alt, @Nullable String role, @Nullable Integer width,
			@Nullable Integer height, @Nullable String caption) {
	}

	record ListedFaq(String question, String answer) {
	}

}
