package dev.marquee.mcp;

import java.util.Map;
import java.util.Objects;

import dev.marquee.output.EventPages;

/**
 * Lists the events around a point.
 */
final class EventsNearTool implements EventTool {

	private final ToolDefinition definition = ToolDefinition.read("events_near", "events", "summary");

	private final ToolQueries queries;

	private final EventPages pages;

	EventsNearTool(ToolQueries queries, EventPages pages) {
		this.queries = queries;
		this.pages = pages;
	}

	@Override
	public ToolDefinition definition() {
		return this.definition;
	}

	@Override
	public ToolAnswer call(ToolArguments arguments, ToolExchange exchange) {
		Map<String, Object> variables = arguments.variables("latitude", "longitude", "radiusKm", "search", "categories",
				"first", "after");
		variables.putAll(EventPeriod.variables(arguments));
		EventList found = Objects.requireNonNull(
				this.queries.execute(this.definition, "EventsNear", variables, "events", EventList.class, exchange));
		return found.toAnswer(this.definition.name(), "nearest first", this.pages);
	}

}
