package dev.marquee.mcp;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.marquee.mcp.DetailedEvent.DetailAges;
import dev.marquee.mcp.DetailedEvent.DetailFaq;
import dev.marquee.mcp.DetailedEvent.DetailParty;
import dev.marquee.mcp.DetailedEvent.DetailPoint;
import dev.marquee.mcp.DetailedEvent.DetailTicket;
import dev.marquee.mcp.DetailedEvent.DetailVenue;
import dev.marquee.mcp.EventSummary.SummaryTime;
import org.jspecify.annotations.Nullable;

/**
 * One event in the answer of a tool: see {@code event.schema.json}. Lists and texts are
 * cut to a size that a language model can take.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ToolEventDetails(ToolEvent event, @Nullable String description, @Nullable String nextStart,
		@Nullable String previousStart, @Nullable String cancellationReason, @Nullable String joinUrl,
		@Nullable String address, @Nullable DetailPoint point, List<DetailParty> organizers,
		List<DetailParty> performers, List<DetailTicket> ticketOptions, List<DetailFaq> questions, List<String> tags,
		List<String> languages, @Nullable DetailAges ages, List<String> accessibility, String calendarUrl,
		String updatedAt) {

	private static final int MAX_DESCRIPTION = 4_000;

	private static final int MAX_ANSWER = 500;

	private static final int MAX_ELEMENTS = 20;

	static ToolEventDetails of(ToolEvent event, DetailedEvent details) {
		DetailVenue venue = details.venue();
		return new ToolEventDetails(event,
				(details.description() != null) ? EventText.shortened(details.description(), MAX_DESCRIPTION) : null,
				(details.nextOccurrence() != null) ? EventText.iso(details.nextOccurrence().start()) : null,
				iso(details.previousStart()), details.cancellationReason(), details.joinUrl(),
				(venue != null) ? venue.fullAddress() : null, (venue != null) ? venue.location() : null,
				first(details.organizers()), first(details.performers()), first(details.tickets()),
				first(details.faqs()).stream()
					.map((faq) -> new DetailFaq(faq.question(), EventText.shortened(faq.answer(), MAX_ANSWER)))
					.toList(),
				first(details.tags()), first(details.languages()), details.ageRange(),
				first(details.accessibilityFeatures()), details.calendarUrl(), details.updatedAt());
	}

	private static @Nullable String iso(@Nullable SummaryTime time) {
		return (time != null) ? EventText.iso(time) : null;
	}

	private static <T> List<T> first(List<T> elements) {
		return elements.stream().limit(MAX_ELEMENTS).toList();
	}

}
