package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.marquee.event.IdentifierDetails;
import dev.marquee.event.IdentifierDetails.IdentifierKind;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.performer.PerformerDetails;
import dev.marquee.text.UrlIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Reads what identifies a schema.org event elsewhere, and its performers.
 */
class JsonLdIdentityReader {

	/** With a scheme (RFC 3987). Other values of {@code @id} refer to the document. */
	private static final Pattern ABSOLUTE_IRI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S+");

	private final JsonLdValues values;

	JsonLdIdentityReader(JsonLdValues values) {
		this.values = values;
	}

	/** The identifiers, except the URL of the event itself. */
	List<IdentifierDetails> identifiers(JsonLdNode event) {
		Set<IdentifierDetails> identifiers = new LinkedHashSet<>();
		for (JsonLdNode page : event.nodes("sameAs")) {
			add(identifiers, IdentifierKind.SAME_AS, this.values.url(page.valueOrProperty("@id"), "sameAs"));
		}
		String id = event.text("@id");
		if (id != null && ABSOLUTE_IRI.matcher(id).matches()) {
			add(identifiers, IdentifierKind.ID, normalized(id));
		}
		for (JsonLdNode identifier : event.nodes("identifier")) {
			add(identifiers, IdentifierKind.IDENTIFIER, normalized(identifierText(identifier)));
		}
		String url = this.values.normalizedUrl(event.text("url", "@id"));
		return identifiers.stream()
			.filter((identifier) -> url == null || !isUrlOfEvent(identifier, url))
			.limit(IdentifierDetails.MAX_COUNT)
			.toList();
	}

	/** An {@code @id} that differs from the URL by its fragment is another identifier. */
	private static boolean isUrlOfEvent(IdentifierDetails identifier, String url) {
		return (identifier.identifierKind() == IdentifierKind.ID) ? identifier.value().equals(url)
				: UrlIdentity.of(identifier.value()).equals(UrlIdentity.of(url));
	}

	private static void add(Set<IdentifierDetails> identifiers, IdentifierKind kind, @Nullable String value) {
		if (value != null) {
			identifiers.add(new IdentifierDetails(kind, value));
		}
	}

	/** A text, or a {@code PropertyValue}. */
	private static @Nullable String identifierText(JsonLdNode identifier) {
		String value = identifier.text("value");
		return (value != null) ? value : identifier.valueOrProperty("@id");
	}

	private @Nullable String normalized(@Nullable String text) {
		String value = this.values.singleLine(text, IdentifierDetails.MAX_LENGTH, "identifier");
		String url = this.values.normalizedUrl(value);
		return (url != null) ? url : value;
	}

	List<PerformerDetails> performers(JsonLdNode event) {
		List<PerformerDetails> performers = new ArrayList<>();
		Stream.of("performer", "performers").flatMap((property) -> event.nodes(property).stream()).forEach((node) -> {
			String name = this.values.singleLine(node.valueOrProperty("name"), ListingLimits.MAX_NAME_LENGTH,
					"performer.name");
			if (name != null) {
				performers.add(new PerformerDetails(name, this.values.url(node.text("url", "@id"), "performer.url"),
						this.values.imageUrl(node, "image"), sameAs(node)));
			}
		});
		return performers.stream().distinct().limit(ListingLimits.MAX_PARTS).toList();
	}

	private List<String> sameAs(JsonLdNode performer) {
		return performer.nodes("sameAs")
			.stream()
			.map((page) -> this.values.normalizedUrl(page.valueOrProperty("@id")))
			.filter(Objects::nonNull)
			.distinct()
			.limit(PerformerDetails.MAX_SAME_AS)
			.toList();
	}

}
