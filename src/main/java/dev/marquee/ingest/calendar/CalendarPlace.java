package dev.marquee.ingest.calendar;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Coordinates;
import dev.marquee.ingest.value.PlaceText;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.text.UrlNormalizer;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Where an event of a calendar takes place.
 *
 * @param venue null if it has none or is online
 * @param joinUrl where people join online; null if unknown
 */
record CalendarPlace(@Nullable VenueDetails venue, @Nullable String joinUrl, boolean isOnline) {

	private static final Pattern GEO_URI = Pattern.compile("geo:([-+\\d.]+),([-+\\d.]+).*", Pattern.CASE_INSENSITIVE);

	/** What Google, Microsoft and Apple wrote before {@code CONFERENCE} (RFC 7986). */
	private static final List<String> CONFERENCES = List.of("CONFERENCE", "X-GOOGLE-CONFERENCE",
			"X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
			"X-MICROSOFT-ONLINEMEETINGCONFLINK", "X-ZOOM-MEETING-URL");

	private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);

	/** The same with the brackets around it and the comma or dash before it. */
	private static final Pattern WEB_ADDRESS_IN_TEXT = Pattern
		.compile("(?:\\s*[,;:|\\p{Pd}])?\\s*[(\\[<]?\\s*https?://[^\\s<>\"]+>?", Pattern.CASE_INSENSITIVE);

	static CalendarPlace read(CalendarComponent component, DocumentProblems problems) {
		String location = Optional.ofNullable(component.text("LOCATION"))
			.map((text) -> new TextCleaner(problems).multiline(text, 2000, "LOCATION",
					component.locationOf("LOCATION")))
			.orElse(null);
		String joinUrl = joinUrl(component, location);
		boolean isOnline = location != null && PlaceText.isOnline(location);
		Optional<Coordinates> coordinates = coordinates(component, problems);
		String title = structuredLocation(component).map((line) -> line.parameter("X-TITLE")).orElse(null);
		String address = structuredLocation(component).map((line) -> line.parameter("X-ADDRESS")).orElse(null);
		String place = (location != null) ? location : joined(title, address);
		VenueDetails venue = (place == null || isOnline) ? null
				: PlaceText.read(withoutWebAddresses(place), coordinates.orElse(null)).orElse(null);
		return new CalendarPlace(venue, joinUrl, isOnline || (venue == null && joinUrl != null));
	}

	/** Null if nothing says whether people meet in a place. */
	@Nullable AttendanceMode attendanceMode() {
		if (this.isOnline) {
			return AttendanceMode.ONLINE;
		}
		return (this.venue != null && this.joinUrl != null) ? AttendanceMode.MIXED : null;
	}

	private static @Nullable String joinUrl(CalendarComponent component, @Nullable String location) {
		Stream<String> conferences = CONFERENCES.stream().flatMap(component::all).map(ContentLine::text);
		Stream<String> places = (location != null) ? Stream.of(location) : Stream.empty();
		return Stream.concat(conferences, places)
			.map(WEB_ADDRESS::matcher)
			.filter(Matcher::find)
			.map(Matcher::group)
			.map((address) -> (address.indexOf('(') < 0) ? address.replaceFirst("[)\\]]+$", "") : address)
			.map(UrlNormalizer::normalize)
			.flatMap(Optional::stream)
			.findFirst()
			.orElse(null);
	}

	private static String withoutWebAddresses(String place) {
		return WEB_ADDRESS_IN_TEXT.matcher(place).replaceAll("").strip();
	}

	private static @Nullable String joined(@Nullable String title, @Nullable String address) {
		if (title == null || address == null || address.startsWith(title)) {
			return (address != null) ? address : title;
		}
		return title + ", " + address;
	}

	private static Optional<ContentLine> structuredLocation(CalendarComponent component) {
		return component.first("X-APPLE-STRUCTURED-LOCATION");
	}

	private static Optional<Coordinates> coordinates(CalendarComponent component, DocumentProblems problems) {
		Optional<ContentLine> geo = component.first("GEO").filter((line) -> !line.value().isBlank());
		if (geo.isPresent()) {
			String[] point = geo.get().value().replace("\\;", ";").split("[;,]", -1);
			return Coordinates.parse(point[0], (point.length > 1) ? point[1] : "", geo.get().location(), problems);
		}
		return structuredLocation(component).flatMap((line) -> {
			Matcher uri = GEO_URI.matcher(line.value().strip());
			return uri.matches() ? Coordinates.parse(uri.group(1), uri.group(2), line.location(), problems)
					: Optional.empty();
		});
	}

}
