package dev.marquee.mcp;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.marquee.output.EventPages;
import org.jspecify.annotations.Nullable;

/**
 * A page of changes as the operation selects it.
 */
record LoggedChanges(List<LoggedChange> nodes, String endCursor, boolean hasNextPage) {

	/** The answer without changes, for a client that begins to follow them. */
	static ToolAnswer begin(String cursor) {
		return new ToolAnswer("For what changes from now on, " + continuation(cursor),
				new ToolChangePage(List.of(), cursor, false));
	}

	private static String continuation(String cursor) {
		return "call what_changed_since later with since: \"" + cursor + "\".";
	}

	/** The answer of the tool. */
	ToolAnswer toAnswer(EventPages pages) {
		List<ToolChange> changes = this.nodes.stream().map((change) -> change.toChange(pages)).toList();
		StringBuilder text = new StringBuilder();
		if (changes.isEmpty()) {
			text.append(this.hasNextPage ? "No change matches in this part of the log." : "Nothing has changed.");
		}
		else {
			text.append(changes.size()).append((changes.size() == 1) ? " change." : " changes, oldest first.");
		}
		text.append(this.hasNextPage
				? " There are more: call what_changed_since again with since: \"" + this.endCursor + "\"."
				: " For what changes from now on, " + continuation(this.endCursor));
		for (int i = 0; i < changes.size(); i++) {
			changes.get(i).appendTo(text.append("\n\n"), this.nodes.get(i).event());
		}
		return new ToolAnswer(text.toString(), new ToolChangePage(changes, this.endCursor, this.hasNextPage));
	}

	/**
	 * A change.
	 *
	 * @param event the event now; null if it no longer exists or is no longer public
	 */
	record LoggedChange(String kind, Instant occurredAt, List<String> changedFields, String eventId,
			@Nullable EventSummary event, LoggedState lastKnown) {

		ToolChange toChange(EventPages pages) {
			return new ToolChange(this.kind, this.occurredAt.toString(), this.changedFields, this.eventId,
					EventText.oneLine(this.lastKnown.name()), this.lastKnown.status(),
					(this.event != null) ? ToolEvent.of(this.event, pages) : null);
		}

	}

	/** The event after the change or, if it was removed, before it. */
	record LoggedState(String name, String status) {
	}

	/**
	 * A change in the answer of the tool: see {@code changes.schema.json}.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ToolChange(String kind, String occurredAt, List<String> changedFields, String eventId, String name,
			String status, @Nullable ToolEvent event) {

		void appendTo(StringBuilder text, @Nullable EventSummary current) {
			text.append(this.occurredAt).append(' ').append(this.kind).append(": ").append(this.name);
			if (!this.changedFields.isEmpty()) {
				text.append(" (changed: ").append(String.join(", ", this.changedFields)).append(')');
			}
			if (current != null && this.event != null) {
				text.append("\n   ")
					.append(this.event.statusPrefix())
					.append(EventText.period(current.start(), current.end()))
					.append(" · ")
					.append(this.event.facts());
			}
			text.append("\n   ").append(this.eventId);
			if (this.event != null && this.event.page() != null) {
				text.append(' ').append(this.event.page());
			}
		}

	}

	/**
	 * The content of the answer: see {@code changes.schema.json}.
	 *
	 * @param nextCursor where the next call continues
	 * @param hasMore whether there are changes after it already
	 */
	record ToolChangePage(List<ToolChange> changes, String nextCursor, boolean hasMore) {
	}

}
