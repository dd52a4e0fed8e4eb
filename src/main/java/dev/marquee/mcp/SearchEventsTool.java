package dev.marquee.mcp;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.marquee.output.EventPages;

/**
 * Searches events by words, place, time, category and price.
 */
record SearchEventsTool(ToolQueries queries, EventPages pages) implements EventTool {

	private static final ToolDefinition DEFINITION = ToolDefinition.read("search_events", "events", "summary");

	@Override
	public ToolDefinition definition() {
		return DEFINITION;
	}

	@Override
	public ToolAnswer call(ToolArguments arguments, ToolExchange exchange) {
		Map<String, Object> variables = arguments.variables("search", "cities", "countries", "categories", "first",
				"after");
		variables.putAll(EventPeriod.variables(arguments));
		variables.put("order", arguments.has("search") ? "RELEVANCE" : "STARTS_AT");
		if (Boolean.TRUE.equals(arguments.get("free"))) {
			variables.put("priceKinds", List.of("FREE"));
		}
		Object maxPrice = arguments.get("maxPrice");
		if ((maxPrice != null) != arguments.has("currency")) {
			throw new ToolFailure("`maxPrice` and `currency` must be given together, such as 20 and EUR.");
		}
		if (maxPrice != null) {
			variables.put("maxPrice", Map.of("amount", maxPrice, "currency", arguments.text("currency")));
		}
		EventList found = Objects.requireNonNull(
				this.queries.execute(DEFINITION, "SearchEvents", variables, "events", EventList.class, exchange));
		return found.toAnswer(DEFINITION.name(), arguments.has("search") ? "most relevant first" : "soonest first",
				this.pages);
	}

}
