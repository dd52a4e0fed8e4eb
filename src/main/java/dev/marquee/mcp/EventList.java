package dev.marquee.mcp;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.marquee.mcp.EventSummary.SummaryTime;
import dev.marquee.output.EventPages;
import org.jspecify.annotations.Nullable;

/**
 * A page of events as the operations select it.
 */
record EventList(List<ListedEdge> edges, ListEnd pageInfo, @Nullable String correctedTo) {

	/**
	 * The answer of a tool.
	 * @param order in which the events are
	 */
	ToolAnswer toAnswer(String tool, String order, EventPages pages) {
		List<ToolEvent> events = this.edges.stream().map((edge) -> edge.toEvent(pages)).toList();
		String next = this.pageInfo.hasNextPage() ? this.pageInfo.endCursor() : null;
		StringBuilder text = new StringBuilder();
		if (this.correctedTo != null) {
			text.append("Showing results for \"").append(EventText.oneLine(this.correctedTo)).append("\".\n");
		}
		if (events.isEmpty()) {
			text.append("No event matches. Try fewer conditions, other words, or a longer period.");
		}
		else {
			text.append(events.size()).append((events.size() == 1) ? " event" : " events, " + order).append('.');
			if (next != null) {
				text.append(" There are more: call ")
					.append(tool)
					.append(" again with the same arguments and after: \"")
					.append(next)
					.append("\".");
			}
		}
		for (int i = 0; i < events.size(); i++) {
			ToolEvent event = events.get(i);
			ListedOccurrence occurrence = this.edges.get(i).occurrence();
			text.append("\n\n")
				.append(i + 1)
				.append(". ")
				.append(event.statusPrefix())
				.append(event.name())
				.append("\n   ")
				.append(EventText.period(occurrence.start(), occurrence.end()))
				.append("\n   ")
				.append(event.facts())
				.append("\n   ")
				.append(event.id());
			if (event.page() != null) {
				text.append(' ').append(event.page());
			}
		}
		return new ToolAnswer(text.toString(), new ToolEventPage(events, next, this.correctedTo));
	}

	/**
	 * An event in the list.
	 *
	 * @param distanceKm the distance from the requested point in kilometres
	 * @param occurrence the first occurrence that matches
	 */
	record ListedEdge(@Nullable BigDecimal distanceKm, ListedOccurrence occurrence, EventSummary node) {

		ToolEvent toEvent(EventPages pages) {
			return ToolEvent.of(this.node, this.occurrence.start(), this.occurrence.end(), this.occurrence.status(),
					this.distanceKm, pages);
		}

	}

	record ListedOccurrence(SummaryTime start, @Nullable SummaryTime end, String status) {
	}

	record ListEnd(boolean hasNextPage, @Nullable String endCursor) {
	}

	/**
	 * The content of the answer: see {@code events.schema.json}.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ToolEventPage(List<ToolEvent> events, @Nullable String nextCursor, @Nullable String correctedSearch) {
	}

}
