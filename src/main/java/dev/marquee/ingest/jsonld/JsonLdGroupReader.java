package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.ingest.format.ListingGroups;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingReference;
import dev.marquee.ingest.format.SeriesReference;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.ListingLimits;
import org.jspecify.annotations.Nullable;

/**
 * Reads which events a schema.org event is a part of, and which are its parts:
 * {@code superEvent} and {@code subEvent}.
 */
class JsonLdGroupReader {

	private final DocumentLocation location;

	private final DocumentProblems problems;

	/** Problems of another event are told there. */
	private final JsonLdValues values;

	JsonLdGroupReader(DocumentLocation location, DocumentProblems problems) {
		this.location = location;
		this.problems = problems;
		this.values = new JsonLdValues(location, new DocumentProblems());
	}

	ListingGroups read(JsonLdNode event) {
		List<ListingReference> parents = new ArrayList<>();
		List<SeriesReference> series = new ArrayList<>();
		for (JsonLdNode other : event.nodes("superEvent")) {
			if (other.hasType("EventSeries")) {
				series(other).ifPresent(series::add);
			}
			else {
				parent(other).ifPresent(parents::add);
			}
		}
		if (parents.size() > 1 || series.size() > 1) {
			this.problems.warn(this.location, "several_super_events",
					"The event names several super events or several series: the first of each was used.");
		}
		List<JsonLdNode> parts = OccurrenceNodes.areWithin(event.json()) ? List.of() : event.nodes("subEvent");
		List<ListingReference> children = parts.stream()
			.flatMap((child) -> reference(child).stream())
			.distinct()
			.toList();
		return new ListingGroups(parents.isEmpty() ? null : parents.getFirst(),
				ListingLimits.truncate(ListingGroups.MAX_CHILDREN, children, this.location, this.problems),
				series.isEmpty() ? null : series.getFirst());
	}

	private Optional<ListingReference> parent(JsonLdNode parent) {
		Optional<ListingReference> reference = reference(parent);
		if (reference.isEmpty()) {
			this.problems.warn(this.location, "super_event_unknown",
					"`superEvent` has neither `@id` nor `url` nor `name` and was dropped: give one of them.");
		}
		return reference;
	}

	private Optional<ListingReference> reference(JsonLdNode event) {
		ListingId id = id(event);
		String url = url(event);
		String name = name(event, Integer.MAX_VALUE);
		return (id != null || url != null || name != null)
				? Optional.of(new ListingReference(id, url, name, event.json().has(EventNodeGroups.IN_DOCUMENT)))
				: Optional.empty();
	}

	private Optional<SeriesReference> series(JsonLdNode series) {
		String name = name(series, ListingLimits.MAX_NAME_LENGTH);
		if (name == null) {
			this.problems.warn(this.location, "series_unnamed",
					"The series of the event has no `name` and was dropped: name the `EventSeries`.");
			return Optional.empty();
		}
		return Optional.of(new SeriesReference(id(series), url(series), name, true));
	}

	private @Nullable String name(JsonLdNode event, int maxLength) {
		return event.json().isObject() ? this.values.singleLine(event.text("name"), maxLength, "name") : null;
	}

	private @Nullable String url(JsonLdNode event) {
		if (!event.json().isObject()) {
			return this.values.normalizedUrl(event.value());
		}
		return Stream.of(event.text("url", "@id"), page(event))
			.flatMap(Stream::ofNullable)
			.flatMap((url) -> Stream.ofNullable(this.values.normalizedUrl(url)))
			.findFirst()
			.orElse(null);
	}

	/** The URL before the fragment of an id; null if the id is not a URL. */
	static @Nullable String page(JsonLdNode event) {
		return Stream
			.of(Optional.ofNullable(event.text("mainEntityOfPage", "@id")), Optional.ofNullable(event.text("@id")))
			.flatMap(Optional::stream)
			.filter((url) -> url.startsWith("http://") || url.startsWith("https://"))
			.findFirst()
			.map((url) -> url.replaceFirst("#.*", ""))
			.orElse(null);
	}

	/** The {@code @id}; null if it is none or a blank node. */
	static @Nullable ListingId id(JsonLdNode event) {
		return Optional.ofNullable(event.json().isObject() ? event.text("@id") : null)
			.filter((id) -> !id.isBlank() && !id.startsWith("_:"))
			.map((id) -> new ListingId(null, id))
			.orElse(null);
	}

}
