package dev.marquee.mcp;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

import dev.marquee.output.EventPages;
import org.jspecify.annotations.Nullable;

/**
 * Lists what was published, changed, cancelled or removed since a cursor or a time.
 */
record ChangesTool(ToolQueries queries, EventPages pages) implements EventTool {

	private static final ToolDefinition DEFINITION = ToolDefinition.read("what_changed_since", "changes", "summary");

	@Override
	public ToolDefinition definition() {
		return DEFINITION;
	}

	@Override
	public ToolAnswer call(ToolArguments arguments, ToolExchange exchange) {
		if (!arguments.has("since")) {
			String now = Objects.requireNonNull(this.queries.execute(DEFINITION, "ChangesFromNow", Map.of(),
					"changeCursor", String.class, exchange));
			return LoggedChanges.begin(now);
		}
		Map<String, Object> variables = arguments.variables("search", "cities", "categories", "first");
		String since = arguments.text("since").strip();
		OffsetDateTime time = time(since);
		variables.put((time != null) ? "since" : "after", (time != null) ? time.toInstant().toString() : since);
		try {
			return Objects
				.requireNonNull(this.queries.execute(DEFINITION, "ChangedSince", variables, "changes",
						LoggedChanges.class, exchange))
				.toAnswer(this.pages);
		}
		catch (ToolFailure failure) {
			throw explained(failure);
		}
	}

	/** The time, or midnight in UTC of a date; null for a cursor. */
	private static @Nullable OffsetDateTime time(String since) {
		try {
			return since.contains("T") && since.contains(":") ? OffsetDateTime.parse(since)
					: LocalDate.parse(since).atStartOfDay().atOffset(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** Errors speak of the arguments of GraphQL. */
	private static ToolFailure explained(ToolFailure failure) {
		String message = String.valueOf(failure.getMessage());
		if (failure.code().equals("CURSOR_EXPIRED")) {
			return new ToolFailure(failure.code(),
					"The changes after this cursor are no longer kept. Call search_events for "
							+ "the events as they are now, and what_changed_since without `since` for a new cursor.");
		}
		if (message.contains("is not a change cursor")) {
			return new ToolFailure(
					"`since` must be a time such as 2027-03-20T08:00:00Z, a date such as 2027-03-20, or the "
							+ "`nextCursor` of an earlier answer of what_changed_since.");
		}
		return failure;
	}

}
