package dev.marquee.mcp;

import java.math.BigDecimal;
import java.util.List;

import dev.marquee.mcp.EventSummary.SummaryTime;
import org.jspecify.annotations.Nullable;

/**
 * What the fragment {@code Details} selects of an event besides {@code Summary}.
 */
record DetailedEvent(@Nullable String description, @Nullable SummaryTime previousStart,
		@Nullable String cancellationReason, @Nullable DetailOccurrence nextOccurrence, @Nullable String joinUrl,
		@Nullable DetailVenue venue, List<DetailParty> organizers, List<DetailParty> performers,
		List<DetailTicket> tickets, List<DetailFaq> faqs, List<String> tags, List<String> languages,
		@Nullable DetailAges ageRange, List<String> accessibilityFeatures, String calendarUrl, String updatedAt) {

	record DetailOccurrence(SummaryTime start, @Nullable SummaryTime end) {
	}

	record DetailVenue(@Nullable String fullAddress, @Nullable DetailPoint location) {
	}

	/** A point in degrees (WGS 84). */
	record DetailPoint(BigDecimal latitude, BigDecimal longitude) {
	}

	/** An organizer or a performer. */
	record DetailParty(String name, @Nullable String url) {
	}

	record DetailTicket(@Nullable String name, String priceKind, @Nullable DetailPrice price,
			@Nullable DetailPrice maxPrice, String availability, @Nullable String url) {
	}

	record DetailPrice(BigDecimal amount, String currency) {
	}

	record DetailFaq(String question, String answer) {
	}

	/** Ages in years. */
	record DetailAges(@Nullable Integer min, @Nullable Integer max) {
	}

}
