package dev.marquee.ingest.feed;

import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Coordinates;
import dev.marquee.ingest.value.PlaceText;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.venue.VenueDetails;
import org.jdom2.Element;

/**
 * Reads the place of an entry: {@code ev:location}, and its point by GeoRSS or the
 * vocabulary of the W3C.
 */
record FeedVenue(FeedMarkup markup, DocumentLocation location, DocumentProblems problems) {

	Optional<VenueDetails> read() {
		String where = this.markup.event("where")
			.map((element) -> element.getAttributeValue("valueString"))
			.orElse(null);
		String stated = this.markup.eventText("location", "venue");
		String place = new TextCleaner(this.problems).multiline((stated != null) ? stated : where, 2000, "location",
				this.location);
		if (place == null || PlaceText.isOnline(place)) {
			return Optional.empty();
		}
		return PlaceText.read(place, coordinates().orElse(null));
	}

	private Optional<Coordinates> coordinates() {
		Optional<String[]> point = this.markup.any("point").flatMap(FeedVenue::point);
		if (point.isPresent()) {
			return Coordinates.parse(point.get()[0], point.get()[1], this.location, this.problems);
		}
		Optional<Element> latitude = this.markup.any("lat");
		Optional<Element> longitude = Stream.of("long", "lon", "lng")
			.flatMap((name) -> this.markup.any(name).stream())
			.findFirst();
		return (latitude.isPresent() && longitude.isPresent()) ? Coordinates.parse(latitude.get().getTextTrim(),
				longitude.get().getTextTrim(), this.location, this.problems) : Optional.empty();
	}

	/**
	 * {@code georss:point} has both numbers; {@code geo:Point} has an element for each.
	 */
	private static Optional<String[]> point(Element element) {
		if (!element.getChildren().isEmpty()) {
			String[] numbers = { "", "" };
			element.getChildren()
				.forEach((child) -> numbers[child.getName().equals("lat") ? 0 : 1] = child.getTextTrim());
			return Optional.of(numbers);
		}
		String[] numbers = element.getTextTrim().split("[\\s,]+");
		return (numbers.length == 2) ? Optional.of(numbers) : Optional.empty();
	}

}
