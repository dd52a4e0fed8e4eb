package dev.marquee.mcp;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.marquee.mcp.EventSummary.SummaryCategory;
import dev.marquee.mcp.EventSummary.SummaryPriceRange;
import dev.marquee.mcp.EventSummary.SummaryTime;
import dev.marquee.mcp.EventSummary.SummaryVenue;
import dev.marquee.output.EventPages;
import org.jspecify.annotations.Nullable;

/**
 * An event in the answer of a tool: see {@code events.schema.json}.
 *
 * @param start in ISO 8601, with the offset from UTC; a date if only the day is known
 * @param repeats how it recurs, as a sentence
 * @param distanceKm the distance from the requested point in kilometres
 * @param page the address of its page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ToolEvent(String id, String name, String start, @Nullable String end, String timeZone, @Nullable String repeats,
		String status, String attendance, @Nullable String venue, @Nullable String city, @Nullable String country,
		@Nullable BigDecimal distanceKm, @Nullable SummaryPriceRange price, @Nullable Boolean isFree, String tickets,
		List<String> categories, @Nullable String page) {

	/** The event as a whole. */
	static ToolEvent of(EventSummary event, EventPages pages) {
		return of(event, event.start(), event.end(), event.status(), null, pages);
	}

	/**
	 * One occurrence of the event.
	 * @param distance in kilometres
	 */
	static ToolEvent of(EventSummary event, SummaryTime start, @Nullable SummaryTime end, String status,
			@Nullable BigDecimal distance, EventPages pages) {
		SummaryVenue venue = event.venue();
		return new ToolEvent(event.id(), EventText.oneLine(event.name()), EventText.iso(start),
				(end != null) ? EventText.iso(end) : null, start.timeZone().getId(),
				(event.recurrence() != null) ? event.recurrence().text() : null, status, event.attendanceMode(),
				(venue != null) ? EventText.oneLine(venue.name()) : null,
				(venue != null && venue.city() != null) ? EventText.oneLine(venue.city()) : null,
				(venue != null) ? venue.countryCode() : null,
				(distance != null) ? distance.setScale(1, RoundingMode.HALF_UP) : null, event.priceRange(),
				event.isFree(), event.ticketAvailability(),
				event.categories().stream().map(SummaryCategory::slug).toList(), pages.hasTemplate()
						? pages.page(event.id(), event.slug(), event.start().date().toString()) : event.url());
	}

	/** What is to be known besides name and time, on one line. */
	String facts() {
		StringBuilder facts = new StringBuilder(place());
		if (this.distanceKm != null) {
			facts.append(" · ").append(this.distanceKm.toPlainString()).append(" km away");
		}
		if (this.repeats != null) {
			facts.append(" · repeats: ").append(this.repeats);
		}
		if (Boolean.TRUE.equals(this.isFree)) {
			facts.append(" · free");
		}
		else if (this.price != null) {
			facts.append(" · ").append(EventText.price(this.price));
		}
		if (!this.tickets.equals("UNKNOWN")) {
			facts.append(" · tickets ").append(EventText.words(this.tickets));
		}
		return facts.toString();
	}

	private String place() {
		if (this.attendance.equals("ONLINE")) {
			return "online";
		}
		if (this.venue == null) {
			return "place unknown";
		}
		StringBuilder place = new StringBuilder(this.venue);
		if (this.city != null && !this.venue.toLowerCase(Locale.ROOT).contains(this.city.toLowerCase(Locale.ROOT))) {
			place.append(", ").append(this.city);
		}
		return ((this.country != null) ? place.append(", ").append(this.country) : place).toString();
	}

	/** The status if it is not the usual one, before the name. */
	String statusPrefix() {
		return this.status.equals("SCHEDULED") ? "" : "[" + this.status.replace('_', ' ') + "] ";
	}

}
