package dev.marquee.ingest.jsonld;

import java.util.List;
import java.util.Objects;

import dev.marquee.event.FaqDetails;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.ListingLimits;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads events that were found in JSON-LD, or that another format has in the terms of
 * schema.org, as listings.
 */
public final class EventNodeReader {

	private final RelativeUrls relativeUrls;

	/**
	 * Creates a reader.
	 * @param baseUrl what relative URLs are resolved against; null if unknown
	 */
	public EventNodeReader(@Nullable String baseUrl) {
		this.relativeUrls = new RelativeUrls(baseUrl);
	}

	/**
	 * Reads an event.
	 * @param location where the JSON begins
	 * @param structuredData the JSON-LD as received; null to take that of the event
	 * @param isJsonLd whether the document has JSON-LD, which is stored
	 * @param faqs the questions of the document, if it is about this event only
	 */
	public SourceListing read(EventNode event, DocumentLocation location, @Nullable String structuredData,
			boolean isJsonLd, List<FaqDetails> faqs) {
		DocumentProblems problems = new DocumentProblems();
		ObjectNode json = event.json();
		this.relativeUrls.resolveIn(json);
		completeUrl(json);
		DocumentLocation place = location.at(event.path());
		JsonLdNode node = JsonLdNode.of(json);
		PartialListing listing = new JsonLdReader(place, problems, null).read(node, faqs);
		return SourceListing.builder(PartialListing.EMPTY, place, problems)
			.jsonLd(listing)
			.structuredData(
					isJsonLd ? withinLimit(Objects.requireNonNullElseGet(structuredData, () -> text(event))) : null)
			.id(JsonLdGroupReader.id(node))
			.groups(new JsonLdGroupReader(place, problems).read(node))
			.build();
	}

	/** The questions anywhere in JSON-LD, such as in a {@code FAQPage}. */
	public static List<FaqDetails> questions(JsonNode root) {
		return new JsonLdFaqReader(DocumentLocation.DOCUMENT, new DocumentProblems()).read(JsonLdNode.of(root));
	}

	/** The id may be the URL of the page, or contain it. */
	private static void completeUrl(ObjectNode json) {
		JsonLdNode event = new JsonLdNode(json);
		String page = (event.text("url", "@id") == null) ? JsonLdGroupReader.page(event) : null;
		if (page != null) {
			json.put("url", page);
		}
	}

	private static String text(EventNode event) {
		ObjectNode json = event.source();
		if (!json.has("@context")) {
			ObjectNode withContext = json.objectNode();
			withContext.put("@context", "https://schema.org");
			return withContext.setAll(json).toString();
		}
		return json.toString();
	}

	private static @Nullable String withinLimit(String json) {
		return (json.length() <= ListingLimits.MAX_STRUCTURED_DATA_LENGTH) ? json : null;
	}

}
