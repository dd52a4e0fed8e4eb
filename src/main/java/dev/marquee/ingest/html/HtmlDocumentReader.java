package dev.marquee.ingest.html;

import tools.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.marquee.event.FaqDetails;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.DocumentReader;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.jsonld.EventNode;
import dev.marquee.ingest.jsonld.EventNodeReader;
import dev.marquee.ingest.jsonld.EventNodes;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads the events of a web page from the first of these that has one: JSON-LD,
 * microdata, RDFa Lite, h-event or hCalendar, OpenGraph. What a page says about itself
 * completes its event if it has only one. Nothing is fetched, and scripts are not run.
 */
@Component
public class HtmlDocumentReader implements DocumentReader {

	private static final int MAX_BYTES = 10 * 1024 * 1024;

	private static final int MAX_DEPTH = 512;

	@Override
	public Set<DocumentFormat> formats() {
		return Set.of(DocumentFormat.HTML);
	}

	@Override
	public void read(SourceDocument document, DocumentFormat format, DocumentProblems problems,
			Consumer<SourceListing> listings) {
		if (document.bytes().length > MAX_BYTES) {
			problems.error(DocumentLocation.DOCUMENT, "too_large", "The page exceeds 10 MB.");
			return;
		}
		Document page = parse(document, PageCharset.of(document.bytes(), problems));
		PageMetadata metadata = new PageMetadata(page, document.sourceUrl());
		JsonNode scripts = new PageScripts(page, problems).root();
		List<EventNode> jsonLd = EventNodes.find(scripts);
		List<EventNode> events = jsonLd.isEmpty() ? PageMarkup.events(page) : jsonLd;
		if (events.isEmpty()) {
			events = metadata.events();
		}
		if (events.isEmpty()) {
			problems.error(DocumentLocation.DOCUMENT, "no_events",
					"This looks like an HTML page without an event: it has none as JSON-LD, microdata, RDFa, h-event or"
							+ " OpenGraph.");
			return;
		}
		if (events.size() == 1) {
			metadata.complete(events.getFirst().json());
		}
		List<FaqDetails> faqs = (events.size() == 1) ? EventNodeReader.questions(scripts) : List.of();
		EventNodeReader reader = new EventNodeReader(metadata.baseUrl());
		for (EventNode event : events) {
			listings.accept(reader.read(event, DocumentLocation.DOCUMENT, null, !jsonLd.isEmpty(), faqs));
		}
	}

	private static Document parse(SourceDocument document, @Nullable String charset) {
		String base = (document.sourceUrl() != null) ? document.sourceUrl() : "";
		try {
			return Jsoup.parse(new ByteArrayInputStream(document.bytes()), charset, base,
					Parser.htmlParser().setMaxDepth(MAX_DEPTH));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
