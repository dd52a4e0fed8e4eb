package ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the documents that the import is measured with. All have the same facts: name, description, times, venue with a
 * point, organizer, two tickets and a picture.
 */
public final class DocumentFolder {

	private static final LocalDate FIRST_DAY = LocalDate.of(2027, 1, 1);

	private static final int WORDS = 5000;

	private static final int VENUES = 500;

	private static final List<String> SYLLABLES = List.of("la", "mer", "ton", "si", "ve", "dra", "ko", "lin", "pas", "tu", "ro",
			"nen", "ga", "bel", "wick", "sho", "ri", "mand");

	private DocumentFolder() {
	}

	/** Writes listing texts, JSON-LD and pages in turn. */
	public static void writeFiles(Path folder, int count) throws IOException {
		Files.createDirectories(folder);
		for (int number = 0; number < count; number++) {
			switch (number % 3) {
				case 0 -> Files.writeString(folder.resolve(number + ".txt"), text(number));
				case 1 -> Files.writeString(folder.resolve(number + ".jsonld"), jsonLd(number));
				default -> Files.writeString(folder.resolve(number + ".html"), page(number));
			}
		}
	}

	/** Writes one JSON-LD document with events whose numbers begin with the first one. */
	public static void writeCollection(Path file, int first, int count) throws IOException {
		try (var writer = Files.newBufferedWriter(file)) {
			for (int i = 0; i < count; i++) {
				writer.write((i == 0) ? "[" : ",\n");
				writer.write(jsonLd(first + i));
			}
			writer.write("]");
		}
	}

	/** Writes one calendar with events whose numbers begin with the first one. */
	public static void writeCalendar(Path file, int first, int count) throws IOException {
		try (var writer = Files.newBufferedWriter(file)) {
			writer.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//walks.example//EN\r\n");
			for (int number = first; number < first + count; number++) {
				writer.write(calendarEvent(number).replaceAll("(.{70})(?=.)", "$1\n ").replace("\n", "\r\n"));
			}
			writer.write("END:VCALENDAR\r\n");
		}
	}

	private static String calendarEvent(int number) {
		String day = FIRST_DAY.plusDays(number % 365).format(DateTimeFormatter.BASIC_ISO_DATE);
		return """
				BEGIN:VEVENT
				UID:%1$d@walks.example
				DTSTAMP:20261101T120000Z
				SUMMARY:Lamp walk %1$d
				DESCRIPTION:%2$s
				DTSTART;TZID=Europe/Berlin:%3$sT190000
				DTEND;TZID=Europe/Berlin:%3$sT210000
				LOCATION:Lamp house %4$d\\, Berlin\\, Germany
				GEO:52.5%4$03d;13.4%5$03d
				URL:https://walks.example/events/%1$d
				CATEGORIES:walks,stories
				ORGANIZER;CN=Walks of Berlin:mailto:walks@walks.example
				END:VEVENT
				""".formatted(number, description(number), day, number % VENUES, longitude(number));
	}

	/** The venues are scattered: an index of places takes much longer for points on a line, which no city has. */
	private static int longitude(int number) {
		return number % VENUES * 37 % VENUES;
	}

	/** 120 words of which some are in most descriptions and others in few, as in real ones. */
	private static String description(int number) {
		SplittableRandom random = new SplittableRandom(number);
		return IntStream.range(0, 120)
			.mapToObj((position) -> word((int) (WORDS * Math.pow(random.nextDouble(), 3))) + ((position % 12 == 11) ? "." : ""))
			.collect(Collectors.joining(" ", "A walk through the old town. ", ""));
	}

	private static String word(int rank) {
		int count = SYLLABLES.size();
		return SYLLABLES.get(rank % count) + SYLLABLES.get(rank / count % count) + SYLLABLES.get(rank / count / count % count);
	}

	private static String text(int number) {
		return """
				# Event Details
				- **Event Name**: Lamp walk %1$d
				- **Event Start and End Date**: %2$s at 07:00 pm to %2$s at 09:00 pm
				- **Event Description**: %3$s
				- **Event URL**: https://walks.example/events/%1$d
				- **Event Categories**: walks, stories

				## Ticket Details
				- **Ticket Name**: Adult
				- **Ticket Price**: EUR 12.50
				- **Ticket Name**: Child
				- **Ticket Price**: Free

				## Event venue details
				- **City**: Berlin
				- **Country**: Germany
				- **Location**: Lamp house %4$d
				- **lat**: 52.5%4$03d
				- **long**: 13.4%5$03d

				## Event Organizer details
				- **Organizer**: Walks of Berlin
				""".formatted(number, day(number), description(number), number % VENUES, longitude(number));
	}

	private static String day(int number) {
		LocalDate day = FIRST_DAY.plusDays(number % 365);
		return day.format(DateTimeFormatter.ofPattern("EEE, dd MMM, uuuu", Locale.ENGLISH));
	}

	private static String jsonLd(int number) {
		return """
				{"@context": "https://schema.org", "@type": "Event", "name": "Lamp walk %1$d", "description": "%3$s",
				 "url": "https://walks.example/events/%1$d", "startDate": "%2$sT19:00:00", "endDate": "%2$sT21:00:00",
				 "image": "https://walks.example/images/%1$d.jpg", "keywords": "walks, stories",
				 "location": {"@type": "Place", "name": "Lamp house %4$d",
				  "address": {"@type": "PostalAddress", "addressLocality": "Berlin", "addressCountry": "DE"},
				  "geo": {"@type": "GeoCoordinates", "latitude": 52.5%4$03d, "longitude": 13.4%5$03d}},
				 "organizer": {"@type": "Organization", "name": "Walks of Berlin"},
				 "offers": [{"@type": "Offer", "name": "Adult", "price": "12.50", "priceCurrency": "EUR"},
				  {"@type": "Offer", "name": "Child", "price": "0", "priceCurrency": "EUR"}]}"""
			.formatted(number, FIRST_DAY.plusDays(number % 365), description(number), number % VENUES, longitude(number));
	}

	private static String page(int number) {
		return "<!DOCTYPE html><html><head><title>Lamp walk</title><script type=\"application/ld+json\">" + jsonLd(number)
				+ "</script></head><body>" + "<div class=\"teaser\"><p>Another walk</p></div>".repeat(200)
				+ "</body></html>";
	}

}
