package dev.marquee.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.output.OutputForm.WriterFactory;

/**
 * Events as the queries of the formats return them, and what the writers make of them.
 */
final class TestListedEvents {

	static final EventPages PAGES = new EventPages("https://site.example/{date}/{slug}");

	private static final String ID = "evt_0192f0c1-2222-7333-8444-5566778899aa";

	private TestListedEvents() {
	}

	/** An event whose members can be changed before it is written. */
	static Map<String, Object> event() {
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("id", ID);
		event.put("slug", "owls-at-the-dock-66778899aa");
		event.put("url", "https://owls.example/dock");
		event.put("name", "Owls at the Dock");
		event.put("start", time("2026-03-20T19:30", "Europe/Berlin"));
		event.put("status", "SCHEDULED");
		event.put("attendanceMode", "OFFLINE");
		event.put("interestedCount", 7);
		event.put("categories", List.of(Map.of("slug", "music", "name", "Music")));
		event.put("venue", venue());
		event.put("organizers", List.of(Map.of("id", "org_1", "name", "Dock e.V.", "url", "https://dock.example/")));
		event.put("updatedAt", "2026-02-01T10:00:00.000Z");
		event.put("createdAt", "2026-01-01T10:00:00.000Z");
		event.put("calendarSequence", 3);
		return event;
	}

	static Map<String, Object> venue() {
		return Map.of("id", "ven_1", "name", "The Dock", "fullAddress", "Kai 1, 20457 Hamburg, Germany", "city",
				"Hamburg", "country", "Germany", "countryCode", "DE", "location",
				Map.of("latitude", 53.54, "longitude", 9.99));
	}

	/** An event that is a part of a festival and belongs to a series. */
	static Map<String, Object> part() {
		Map<String, Object> event = event("superEvent",
				Map.of("id", "evt_0192f0c1-9999-7333-8444-5566778899aa", "slug", "night-of-the-birds-1", "name",
						"Night of the Birds", "type", "FESTIVAL", "start", time("2026-03-19T12:00", "Europe/Berlin"),
						"status", "SCHEDULED", "attendanceMode", "OFFLINE", "venue", venue()));
		event.put("series", Map.of("id", "ser_0192f0c1-8888-7333-8444-5566778899aa", "name", "Owl \"talks\"; ^1"));
		return event;
	}

	static Map<String, Object> event(String member, Object value) {
		Map<String, Object> event = event();
		event.put(member, value);
		return event;
	}

	static Map<String, Object> time(String local, String zone) {
		LocalDateTime time = LocalDateTime.parse(local);
		return time(time.atZone(ZoneId.of(zone)).toInstant(), time, zone);
	}

	static Map<String, Object> time(Instant instant, LocalDateTime local, String zone) {
		return Map.of("instant", instant.toString(), "local", local.toString(), "date", local.toLocalDate().toString(),
				"timeZone", zone, "precision", "MINUTE");
	}

	/** A day on which an event starts or, as its last one, ends. */
	static Map<String, Object> day(String date, String zone, boolean isEnd) {
		Instant instant = LocalDate.parse(date).plusDays(isEnd ? 1 : 0).atStartOfDay(ZoneId.of(zone)).toInstant();
		return Map.of("instant", instant.toString(), "date", date, "timeZone", zone, "precision", "DAY");
	}

	/** A list of events in a format. */
	@SafeVarargs
	static String list(WriterFactory writerFactory, Map<String, Object>... events) {
		return write(writerFactory, true, events);
	}

	/** A single event in a format. */
	static String single(WriterFactory writerFactory, Map<String, Object> event) {
		return write(writerFactory, false, event);
	}

	@SafeVarargs
	private static String write(WriterFactory writerFactory, boolean isList, Map<String, Object>... events) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		EventWriter writer = writerFactory.create(body,
				new OutputHead("Events & more", "https://marquee.example/events.x?filter=%7B%7D&first=2",
						"https://marquee.example/events.x?after=a", Instant.parse("2026-02-01T10:00:00Z"), isList));
		try {
			writer.begin();
			for (Map<String, Object> event : events) {
				writer.write(GraphQlTestClient.JSON.writeValueAsBytes(event));
			}
			writer.end();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return body.toString(StandardCharsets.UTF_8);
	}

}
