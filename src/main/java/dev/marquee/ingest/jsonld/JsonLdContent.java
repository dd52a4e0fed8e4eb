package dev.marquee.ingest.jsonld;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.ingest.value.ListingLimits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The JSON-LD of a document: its text to the letter, and what it says about the event.
 */
public record JsonLdContent(@Nullable String source, PartialListing partialListing) {

	private static final JsonLdContent EMPTY = new JsonLdContent(null, PartialListing.EMPTY);

	public static JsonLdContent read(List<JsonLdBlock> blocks, PartialListing page, DocumentProblems documentProblems) {
		if (blocks.isEmpty()) {
			return EMPTY;
		}
		List<JsonLdEvent> events = blocks.stream()
			.flatMap((block) -> eventsIn(block, documentProblems).stream())
			.toList();
		String source = joinedSource(blocks, documentProblems);
		return new JsonLdContent(source,
				selectEvent(events, page, documentProblems).map((jsonLdEvent) -> jsonLdEvent.read(documentProblems))
					.orElse(PartialListing.EMPTY));
	}

	private static @Nullable String joinedSource(List<JsonLdBlock> blocks, DocumentProblems documentProblems) {
		DocumentLocation documentLocation = blocks.getFirst().location();
		String source = blocks.getFirst().text();
		if (blocks.size() > 1) {
			source = blocks.stream().map(JsonLdBlock::text).collect(Collectors.joining(",\n", "[", "]"));
			documentProblems.warn(documentLocation, "several_blocks",
					"there are " + blocks.size() + " blocks of JSON-LD: joined in one array");
		}
		if (source.codePointCount(0, source.length()) > ListingLimits.MAX_STRUCTURED_DATA_LENGTH) {
			documentProblems.warn(documentLocation, "too_long",
					"the JSON-LD has more than " + ListingLimits.MAX_STRUCTURED_DATA_LENGTH + " characters: left out");
			return null;
		}
		return source;
	}

	private static List<JsonLdEvent> eventsIn(JsonLdBlock block, DocumentProblems documentProblems) {
		if (!block.isComplete()) {
			documentProblems.warn(block.location(), "truncated",
					"the JSON-LD is not closed: the document may be cut off");
		}
		try {
			return JsonLdNode.parse(block.text())
				.events()
				.stream()
				.map((event) -> new JsonLdEvent(event, block.location()))
				.toList();
		}
		catch (JacksonException ex) {
			int line = block.location().line()
					+ ((ex.getLocation() != null) ? Math.max(0, ex.getLocation().getLineNr() - 1) : 0);
			documentProblems.warn(new DocumentLocation(block.location().section(), line), "json_invalid",
					"the JSON-LD cannot be read (" + UntrustedText.abbreviate(ex.getOriginalMessage(), 200)
							+ "): kept as received, but not used");
			return List.of();
		}
	}

	/**
	 * Of several events the one with the page's address, or else with its name.
	 */
	private static Optional<JsonLdEvent> selectEvent(List<JsonLdEvent> events, PartialListing page,
			DocumentProblems documentProblems) {
		if (events.size() <= 1) {
			return events.stream().findFirst();
		}
		Optional<JsonLdEvent> same = events.stream()
			.filter((jsonLdEvent) -> jsonLdEvent.hasProperty("url", page.url()))
			.findFirst()
			.or(() -> events.stream()
				.filter((jsonLdEvent) -> jsonLdEvent.hasProperty("name", page.name()))
				.findFirst());
		documentProblems
			.warn(events.getFirst().location(), "several_events", "the JSON-LD has " + events.size() + " events: "
					+ (same.isPresent() ? "the one of the page is used" : "none is that of the page, so none is used"));
		return same;
	}

	/**
	 * An event with the place of its block.
	 */
	private record JsonLdEvent(JsonLdNode event, DocumentLocation location) {

		boolean hasProperty(String name, @Nullable String value) {
			return value != null && Objects.equals(this.event.text(name), value);
		}

		PartialListing read(DocumentProblems documentProblems) {
			return new JsonLdReader(this.location, documentProblems).read(this.event);
		}

	}

}
