package dev.marquee.ingest.jsonld;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.marquee.event.FaqDetails;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.DocumentReader;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.format.TextDecoder;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.stereotype.Component;

/**
 * Reads documents that are JSON-LD with schema.org events, or JSON lines of it.
 */
@Component
public class JsonLdDocumentReader implements DocumentReader {

	/** The maximum length of a document that is held in memory as a whole. */
	private static final int MAX_TREE_LENGTH = 4 * 1024 * 1024;

	@Override
	public Set<DocumentFormat> formats() {
		return Set.of(DocumentFormat.JSON_LD);
	}

	@Override
	public void read(SourceDocument document, DocumentFormat format, DocumentProblems problems,
			Consumer<SourceListing> listings) {
		String text = TextDecoder.decode(document.bytes());
		EventNodeReader reader = new EventNodeReader(document.sourceUrl());
		BiConsumer<EventNode, List<FaqDetails>> events = (event, faqs) -> listings
			.accept(reader.read(event, DocumentLocation.DOCUMENT, event.path().equals("$") ? text : null, true, faqs));
		try {
			int count = (text.length() <= MAX_TREE_LENGTH) ? readWhole(text, events) : readOneByOne(text, events);
			if (count == 0) {
				problems.error(DocumentLocation.DOCUMENT, "no_events",
						"This looks like JSON without a schema.org event: an object with an `@type` such as `Event`.");
			}
		}
		catch (JacksonException ex) {
			int line = (ex.getLocation() != null) ? Math.max(1, ex.getLocation().getLineNr()) : 1;
			problems.error(DocumentLocation.ofLine(line), "json_invalid",
					"The JSON cannot be parsed: " + UntrustedText.abbreviate(ex.getOriginalMessage(), 200) + ".");
		}
	}

	/** Reads a document whose parts may refer to each other. */
	private static int readWhole(String text, BiConsumer<EventNode, List<FaqDetails>> consumer) {
		List<JsonNode> roots = LenientJson.readAll(text);
		JsonNode root = (roots.size() == 1) ? roots.getFirst() : JsonNodeFactory.instance.arrayNode().addAll(roots);
		List<EventNode> events = EventNodes.find(root);
		List<FaqDetails> faqs = (events.size() == 1) ? EventNodeReader.questions(root) : List.of();
		events.forEach((event) -> consumer.accept(event, faqs));
		return events.size();
	}

	/**
	 * Reads a large document with one value at its root, or one element of the array
	 * there, in memory.
	 */
	private static int readOneByOne(String text, BiConsumer<EventNode, List<FaqDetails>> consumer) {
		AtomicInteger roots = new AtomicInteger();
		AtomicInteger count = new AtomicInteger();
		LenientJson.forEach(text, (root) -> {
			List<EventNode> events = EventNodes.find(root, "$[" + roots.getAndIncrement() + ']');
			events.forEach((event) -> consumer.accept(event, List.of()));
			count.addAndGet(events.size());
		});
		return count.get();
	}

}
