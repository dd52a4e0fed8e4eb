package dev.marquee.ingest.jsonld;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.FaqDetails;
import dev.marquee.ingest.format.ListingId;
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
		PartialListing listing = new JsonLdReader(place, problems, null).read(JsonLdNode.of(json), faqs);
		return SourceListing.builder(PartialListing.EMPTY, place, problems)
			.jsonLd(listing)
			.structuredData(
					isJsonLd ? withinLimit(Objects.requireNonNullElseGet(structuredData, () -> text(event))) : null)
			.id(id(json))
			.build();
	}

	/** The questions anywhere in JSON-LD, such as in a {@code FAQPage}. */
	public static List<FaqDetails> questions(JsonNode root) {
		return new JsonLdFaqReader(DocumentLocation.DOCUMENT, new DocumentProblems()).read(JsonLdNode.of(root));
	}

	/** The id may be the URL of the page, or contain it. */
	private static void completeUrl(ObjectNode json) {
		JsonLdNode event = new JsonLdNode(json);
		if (event.text("url", "@id") == null) {
			Stream.of(event.text("mainEntityOfPage", "@id"), event.text("@id"))
				.filter(Objects::nonNull)
				.filter((url) -> url.startsWith("http://") || url.startsWith("https://"))
				.findFirst()
				.ifPresent((url) -> json.put("url", url.replaceFirst("#.*", "")));
		}
	}

	private static @Nullable ListingId id(ObjectNode json) {
		return Optional.ofNullable(new JsonLdNode(json).text("@id"))
			.filter((id) -> !id.isBlank() && !id.startsWith("_:"))
			.map((id) -> new ListingId(null, id))
			.orElse(null);
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
