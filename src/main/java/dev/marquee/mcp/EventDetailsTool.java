package dev.marquee.mcp;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.marquee.event.Events;
import dev.marquee.mcp.DetailedEvent.DetailOccurrence;
import dev.marquee.mcp.DetailedEvent.DetailParty;
import dev.marquee.mcp.DetailedEvent.DetailTicket;
import dev.marquee.output.EventPages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows everything about one event, by its id, slug or address.
 */
record EventDetailsTool(ToolQueries queries, EventPages pages) implements EventTool {

	private static final ToolDefinition DEFINITION = ToolDefinition.read("event_details", "event", "summary");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Override
	public ToolDefinition definition() {
		return DEFINITION;
	}

	@Override
	public ToolAnswer call(ToolArguments arguments, ToolExchange exchange) {
		JsonNode found = find(arguments.text("event").strip(), exchange);
		if (found == null) {
			throw new ToolFailure("NOT_FOUND",
					"No event has this id, slug or URL, or it is not public. `search_events` finds events by their name.");
		}
		EventSummary summary = JSON.treeToValue(found, EventSummary.class);
		DetailedEvent details = JSON.treeToValue(found, DetailedEvent.class);
		ToolEventDetails content = ToolEventDetails.of(ToolEvent.of(summary, this.pages), details);
		return new ToolAnswer(text(summary, details, content), content);
	}

	private @Nullable JsonNode find(String event, ToolExchange exchange) {
		if (event.startsWith("https://") || event.startsWith("http://")) {
			String name = this.pages.idOrSlug(event);
			return (name != null) ? findByName(name, exchange) : execute("EventByUrl", Map.of("url", event), exchange);
		}
		return findByName(event, exchange);
	}

	private @Nullable JsonNode findByName(String name, ToolExchange exchange) {
		return name.startsWith(Events.ID_PREFIX + "_") ? execute("EventById", Map.of("id", name), exchange)
				: execute("EventBySlug", Map.of("slug", name), exchange);
	}

	private @Nullable JsonNode execute(String operation, Map<String, Object> variables, ToolExchange exchange) {
		return this.queries.execute(DEFINITION, operation, variables, "event", JsonNode.class, exchange);
	}

	private static String text(EventSummary summary, DetailedEvent details, ToolEventDetails content) {
		ToolEvent event = content.event();
		DetailsText text = new DetailsText(event.statusPrefix() + event.name());
		text.add("id", event.id() + ", slug " + summary.slug());
		text.add("page", event.page());
		text.add("when", EventText.period(summary.start(), summary.end()));
		text.add("repeats", event.repeats());
		DetailOccurrence next = details.nextOccurrence();
		if (summary.recurrence() != null && next != null) {
			text.add("next time", EventText.period(next.start(), next.end()));
		}
		if (details.previousStart() != null) {
			text.add("formerly", EventText.period(details.previousStart(), null));
		}
		text.add("reason of the cancellation", content.cancellationReason());
		text.add("where", event.facts());
		text.add("address", content.address());
		text.add("join at", content.joinUrl());
		text.add("organizers", names(content.organizers()));
		text.add("performers", names(content.performers()));
		text.add("categories", String.join(", ", event.categories()));
		text.add("tags", String.join(", ", content.tags()));
		text.add("languages", String.join(", ", content.languages()));
		if (content.ages() != null) {
			text.add("ages", Objects.requireNonNullElse(content.ages().min(), 0) + " to "
					+ Objects.requireNonNullElse(content.ages().max(), "any"));
		}
		text.add("accessibility",
				content.accessibility().stream().map(EventText::words).collect(Collectors.joining(", ")));
		text.add("calendar file", content.calendarUrl());
		text.addList("Tickets", content.ticketOptions().stream().map(EventDetailsTool::ticket).toList());
		text.addParagraph("Description", content.description());
		text.addList("Questions",
				content.questions()
					.stream()
					.map((faq) -> EventText.oneLine(faq.question()) + " – " + EventText.oneLine(faq.answer()))
					.toList());
		return text.toString();
	}

	private static String names(List<DetailParty> parties) {
		return parties.stream().map(DetailParty::name).collect(Collectors.joining(", "));
	}

	private static String ticket(DetailTicket ticket) {
		StringBuilder text = new StringBuilder((ticket.name() != null) ? EventText.oneLine(ticket.name()) : "Ticket");
		if (ticket.priceKind().equals("FREE")) {
			text.append(": free");
		}
		else if (ticket.price() != null) {
			text.append(": ").append(EventText.plain(ticket.price().amount()));
			if (ticket.maxPrice() != null) {
				text.append('–').append(EventText.plain(ticket.maxPrice().amount()));
			}
			text.append(' ').append(ticket.price().currency());
		}
		if (!ticket.availability().equals("UNKNOWN")) {
			text.append(", ").append(EventText.words(ticket.availability()));
		}
		return ((ticket.url() != null) ? text.append(", ").append(ticket.url()) : text).toString();
	}

}
