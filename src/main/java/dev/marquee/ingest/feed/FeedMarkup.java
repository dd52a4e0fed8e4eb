package dev.marquee.ingest.feed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an entry that are of other vocabularies than RSS and Atom.
 *
 * @param elements in the order of the document
 */
record FeedMarkup(List<Element> elements) {

	/** RSS 1.0 Event, xCal, iCalendar in RDF, and what plugins of WordPress write. */
	private static final Set<String> EVENT_VOCABULARIES = Set.of("http://purl.org/rss/1.0/modules/event/",
			"urn:ietf:params:xml:ns:xcal", "urn:ietf:params:xml:ns:icalendar-2.0",
			"http://www.w3.org/2002/12/cal/ical#", "http://schemas.google.com/g/2005");

	private static final Set<String> EVENT_PREFIXES = Set.of("ev", "event", "xcal", "cal", "ical", "events", "gd", "mc",
			"calendar", "s", "schema");

	static final String MEDIA = "http://search.yahoo.com/mrss/";

	/**
	 * The first of these names in a vocabulary of events, without regard to case.
	 */
	Optional<Element> event(String... names) {
		return Stream.of(names)
			.flatMap((name) -> this.elements.stream()
				.filter((element) -> element.getName().toLowerCase(Locale.ROOT).replace("_", "").equals(name))
				.filter(FeedMarkup::isOfEvent))
			.findFirst();
	}

	/** Its text; null if it is missing or empty. */
	@Nullable String eventText(String... names) {
		return event(names).map(FeedMarkup::text).orElse(null);
	}

	/** The first element of a name, whatever its vocabulary. */
	Optional<Element> any(String name) {
		return this.elements.stream().filter((element) -> element.getName().equalsIgnoreCase(name)).findFirst();
	}

	/** The elements of a vocabulary, and those inside them. */
	Stream<Element> all(String namespace, String name) {
		return this.elements.stream()
			.flatMap((element) -> Stream.concat(Stream.of(element), element.getChildren().stream()))
			.filter((element) -> element.getNamespaceURI().equals(namespace) && element.getName().equals(name));
	}

	/** Text, or the date in an attribute, as {@code gd:when} has it. */
	static @Nullable String text(Element element) {
		String text = element.getTextTrim();
		String resource = element.getAttributeValue("resource");
		String value = text.isEmpty() ? resource : text;
		return (value == null || value.isBlank()) ? null : value;
	}

	private static boolean isOfEvent(Element element) {
		String namespace = element.getNamespaceURI().toLowerCase(Locale.ROOT);
		return EVENT_VOCABULARIES.contains(namespace)
				|| EVENT_PREFIXES.contains(element.getNamespacePrefix().toLowerCase(Locale.ROOT));
	}

}
