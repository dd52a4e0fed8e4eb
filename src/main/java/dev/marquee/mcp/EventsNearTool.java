package dev.marquee.mcp;

import java.util.Map;
import java.util.Objects;

import dev.marquee.output.EventPages;

/**
 * Lists the events around a point.
 */
record EventsNearTool(ToolQueries queries, EventPages pages) implements EventTool {

	private static final ToolDefinition DEFINITION = ToolDefinition.read("events_near", "events", "summary");

	@Override
	public ToolDefinition definition() {
		return DEFINITION;
	}

	@Override
	public ToolAnswer call(ToolArguments arguments, ToolExchange exchange) {
		Map<String, Object> variables = arguments.variables("latitude", "longitude", "radiusKm", "search", "categories",
				"first", "after");
		variables.putAll(EventPeriod.variables(arguments));
		EventList found = Objects.requireNonNull(
				this.queries.execute(DEFINITION, "EventsNear", variables, "events", EventList.class, exchange));
		return found.toAnswer(DEFINITION.name(), "nearest first", this.pages);
	}

}
