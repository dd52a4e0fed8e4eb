package dev.marquee.mcp;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An event as the fragment {@code Summary} selects it.
 */
record EventSummary(String id, String slug, String name, @Nullable String url, SummaryTime start,
		@Nullable SummaryTime end, String status, String attendanceMode, @Nullable SummaryRecurrence recurrence,
		@Nullable SummaryVenue venue, List<SummaryCategory> categories, @Nullable SummaryPriceRange priceRange,
		@Nullable Boolean isFree, String ticketAvailability) {

	/**
	 * A start or an end.
	 *
	 * @param local the local time at the venue; null if only the day is known
	 * @param date the local day; for an end the last day
	 */
	record SummaryTime(Instant instant, @Nullable LocalDateTime local, LocalDate date, ZoneId timeZone) {
	}

	/** The rule as a sentence; null if it has none. */
	record SummaryRecurrence(@Nullable String text) {
	}

	record SummaryVenue(String name, @Nullable String city, @Nullable String state, @Nullable String countryCode) {
	}

	record SummaryCategory(String slug) {
	}

	record SummaryPriceRange(BigDecimal min, BigDecimal max, String currency) {
	}

}
