package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.event.FaqDetails;
import dev.marquee.ingest.format.ListingGroups;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.text.PlainText;
import dev.marquee.text.UrlIdentity;
import dev.marquee.text.UrlNormalizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The JSON-LD of a document: its verbatim source and the event read from it.
 *
 * @param source null if the document has no JSON-LD or too much of it
 * @param groups what the event says about others
 */
public record JsonLdContent(@Nullable String source, PartialListing partialListing, ListingGroups groups) {

	private static final JsonLdContent EMPTY = new JsonLdContent(null, PartialListing.EMPTY, ListingGroups.NONE);

	public static JsonLdContent read(List<JsonLdBlock> blocks, PartialListing text, DocumentProblems problems) {
		if (blocks.isEmpty()) {
			return EMPTY;
		}
		List<JsonLdEvent> events = new ArrayList<>();
		List<FaqDetails> faqs = new ArrayList<>();
		for (JsonLdBlock block : blocks) {
			Optional<JsonLdNode> root = root(block, problems);
			root.ifPresent((node) -> events.addAll(eventsIn(node, block)));
			root.ifPresent((node) -> faqs.addAll(new JsonLdFaqReader(block.location(), problems).read(node)));
		}
		String source = joinedSource(blocks, problems);
		Optional<JsonLdEvent> selected = selectEvent(events, text, problems);
		return new JsonLdContent(source,
				selected.map((jsonLdEvent) -> jsonLdEvent.read(text.url(), faqs, problems))
					.orElseGet(() -> PartialListing.builder().faqs(faqs).build()),
				selected.map((jsonLdEvent) -> jsonLdEvent.readGroups(problems)).orElse(ListingGroups.NONE));
	}

	/** The identities of the URLs of all events in these blocks. */
	public static Set<String> eventUrls(List<JsonLdBlock> blocks) {
		return eventValues(blocks, "url").flatMap((url) -> UrlNormalizer.normalize(url).stream())
			.map(UrlIdentity::of)
			.collect(Collectors.toSet());
	}

	/** The names of all events in these blocks. */
	public static Set<String> eventNames(List<JsonLdBlock> blocks) {
		return eventValues(blocks, "name").map(PlainText::singleLine).collect(Collectors.toSet());
	}

	private static Stream<String> eventValues(List<JsonLdBlock> blocks, String property) {
		DocumentProblems ignored = new DocumentProblems();
		return blocks.stream()
			.flatMap((block) -> root(block, ignored).stream().flatMap((root) -> eventsIn(root, block).stream()))
			.flatMap((jsonLdEvent) -> Stream.ofNullable(jsonLdEvent.event().text(property)));
	}

	private static @Nullable String joinedSource(List<JsonLdBlock> blocks, DocumentProblems problems) {
		DocumentLocation location = blocks.getFirst().location();
		String source = blocks.getFirst().text();
		if (blocks.size() > 1) {
			source = blocks.stream().map(JsonLdBlock::text).collect(Collectors.joining(",\n", "[", "]"));
			problems.warn(location, "several_blocks",
					"The document has " + blocks.size() + " JSON-LD blocks: they were joined into one array.");
		}
		if (source.codePointCount(0, source.length()) > ListingLimits.MAX_STRUCTURED_DATA_LENGTH) {
			problems.warn(location, "too_long",
					"The JSON-LD exceeds " + ListingLimits.MAX_STRUCTURED_DATA_LENGTH + " characters and was dropped.");
			return null;
		}
		return source;
	}

	private static List<JsonLdEvent> eventsIn(JsonLdNode root, JsonLdBlock block) {
		return root.events().stream().map((event) -> new JsonLdEvent(event, block.location())).toList();
	}

	private static Optional<JsonLdNode> root(JsonLdBlock block, DocumentProblems problems) {
		if (!block.isComplete()) {
			problems.warn(block.location(), "truncated",
					"The code fence of the JSON-LD is not closed: the document may be truncated.");
		}
		try {
			LenientJson.ParsedJson parsed = LenientJson.parse(block.text());
			if (parsed.isRepaired()) {
				problems.warn(block.location(), "json_repaired",
						"The JSON-LD is not valid JSON, such as by a comma too many: its mistakes were ignored.");
			}
			return Optional.of(JsonLdNode.of(parsed.json()));
		}
		catch (JacksonException ex) {
			int line = block.location().line()
					+ ((ex.getLocation() != null) ? Math.max(0, ex.getLocation().getLineNr() - 1) : 0);
			problems.warn(new DocumentLocation(block.location().section(), line), "json_invalid",
					"The JSON-LD cannot be parsed (" + UntrustedText.abbreviate(ex.getOriginalMessage(), 200)
							+ "): it is stored verbatim but not used.");
			return Optional.empty();
		}
	}

	/**
	 * Of several events, selects the one with the URL of the text or else with its name.
	 */
	private static Optional<JsonLdEvent> selectEvent(List<JsonLdEvent> events, PartialListing text,
			DocumentProblems problems) {
		if (events.size() <= 1) {
			return events.stream().findFirst();
		}
		List<JsonLdEvent> ofUrl = events.stream().filter((event) -> event.hasUrl(text.url())).toList();
		List<JsonLdEvent> matching = ofUrl.isEmpty()
				? events.stream().filter((event) -> event.hasProperty("name", text.name())).toList() : ofUrl;
		Optional<JsonLdEvent> same = matching.stream()
			.filter((event) -> event.startsOnDayOf(text))
			.findFirst()
			.or(() -> matching.stream().findFirst());
		problems.warn(events.getFirst().location(), "several_events",
				"The JSON-LD has " + events.size() + " events: " + (same.isPresent()
						? "the one that matches the text is used." : "none matches the text, so none is used."));
		return same;
	}

	/**
	 * An event with the location of its block.
	 */
	private record JsonLdEvent(JsonLdNode event, DocumentLocation location) {

		boolean hasUrl(@Nullable String url) {
			return url != null && Optional.ofNullable(this.event.text("url"))
				.flatMap(UrlNormalizer::normalize)
				.filter((own) -> UrlIdentity.of(own).equals(UrlIdentity.of(url)))
				.isPresent();
		}

		boolean hasProperty(String name, @Nullable String value) {
			return value != null && Objects.equals(this.event.text(name), value);
		}

		boolean startsOnDayOf(PartialListing text) {
			String start = this.event.text("startDate");
			return start != null && text.start() != null && start.startsWith(text.start().date().toString());
		}

		PartialListing read(@Nullable String base, List<FaqDetails> faqs, DocumentProblems problems) {
			return new JsonLdReader(this.location, problems, base).read(this.event, faqs);
		}

		ListingGroups readGroups(DocumentProblems problems) {
			return new JsonLdGroupReader(this.location, problems).read(this.event);
		}

	}

}
