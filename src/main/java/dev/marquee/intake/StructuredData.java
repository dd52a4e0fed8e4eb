package dev.marquee.intake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The JSON-LD of a document: its text to the letter, and what it says about the event.
 */
record StructuredData(@Nullable String source, Draft draft) {

	private static final StructuredData NONE = new StructuredData(null, Draft.EMPTY);

	static StructuredData read(List<JsonBlock> blocks, Draft page, Problems problems) {
		if (blocks.isEmpty()) {
			return NONE;
		}
		List<Found> events = blocks.stream().flatMap((block) -> events(block, problems).stream()).toList();
		String source = source(blocks, problems);
		return new StructuredData(source,
				choose(events, page, problems).map((found) -> found.read(problems)).orElse(Draft.EMPTY));
	}

	private static @Nullable String source(List<JsonBlock> blocks, Problems problems) {
		Where where = blocks.getFirst().where();
		String source = blocks.getFirst().text();
		if (blocks.size() > 1) {
			source = blocks.stream().map(JsonBlock::text).collect(Collectors.joining(",\n", "[", "]"));
			problems.warn(where, "several_blocks",
					"there are " + blocks.size() + " blocks of JSON-LD: joined in one array");
		}
		if (source.codePointCount(0, source.length()) > Limits.STRUCTURED_DATA) {
			problems.warn(where, "too_long",
					"the JSON-LD has more than " + Limits.STRUCTURED_DATA + " characters: left out");
			return null;
		}
		return source;
	}

	private static List<Found> events(JsonBlock block, Problems problems) {
		if (!block.isComplete()) {
			problems.warn(block.where(), "truncated", "the JSON-LD is not closed: the document may be cut off");
		}
		try {
			return JsonLdNode.parse(block.text())
				.events()
				.stream()
				.map((event) -> new Found(event, block.where()))
				.toList();
		}
		catch (JacksonException ex) {
			int line = block.where().line()
					+ ((ex.getLocation() != null) ? Math.max(0, ex.getLocation().getLineNr() - 1) : 0);
			problems.warn(new Where(block.where().section(), line), "json_invalid", "the JSON-LD cannot be read ("
					+ Quotation.cut(ex.getOriginalMessage(), 200) + "): kept as received, but not used");
			return List.of();
		}
	}

	/**
	 * Of several events the one with the page's address, or else with its name.
	 */
	private static Optional<Found> choose(List<Found> events, Draft page, Problems problems) {
		if (events.size() <= 1) {
			return events.stream().findFirst();
		}
		Optional<Found> same = events.stream()
			.filter((found) -> found.hasSame("url", page.url()))
			.findFirst()
			.or(() -> events.stream().filter((found) -> found.hasSame("name", page.name())).findFirst());
		problems.warn(events.getFirst().where(), "several_events", "the JSON-LD has " + events.size() + " events: "
				+ (same.isPresent() ? "the one of the page is used" : "none is that of the page, so none is used"));
		return same;
	}

	/**
	 * An event with the place of its block.
	 */
	private record Found(JsonLdNode event, Where where) {

		boolean hasSame(String name, @Nullable String value) {
			return value != null && Objects.equals(this.event.text(name), value);
		}

		Draft read(Problems problems) {
			return new JsonLdReader(this.where, problems).read(this.event);
		}

	}

}
