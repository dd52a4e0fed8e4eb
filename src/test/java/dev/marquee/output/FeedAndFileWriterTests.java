package dev.marquee.output;

import java.io.OutputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Map;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.marquee.GraphQlTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static dev.marquee.output.TestListedEvents.day;
import static dev.marquee.output.TestListedEvents.event;
import static dev.marquee.output.TestListedEvents.list;
import static dev.marquee.output.TestListedEvents.part;
import static dev.marquee.output.TestListedEvents.single;
import static dev.marquee.output.TestListedEvents.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Atom as ROME reads it, CSV as FastCSV reads it, and GeoJSON.
 */
class FeedAndFileWriterTests {

	@Test
	void feedHasAnEntryForEachEvent() throws FeedException {
		Map<String, Object> cancelled = event("status", "CANCELLED");
		cancelled.put("cancellationReason", "Storm");
		cancelled.put("description", "With <b>owls</b> & \u0001 mice");
		Feed feed = (Feed) new WireFeedInput()
			.build(new StringReader(list(FeedAndFileWriterTests::atom, event(), cancelled)));
		assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
		assertThat(feed.getId()).isEqualTo("https://marquee.example/events.x?filter=%7B%7D&first=2");
		assertThat(feed.getTitle()).isEqualTo("Events & more");
		assertThat(feed.getUpdated()).isEqualTo("2026-02-01T10:00:00Z");
		assertThat(feed.getOtherLinks()).extracting(Link::getRel).containsExactly("self", "next");
		assertThat(feed.getEntries()).hasSize(2);
		Entry entry = feed.getEntries().getFirst();
		assertThat(entry.getId()).isEqualTo("urn:uuid:0192f0c1-2222-7333-8444-5566778899aa");
		assertThat(entry.getTitle()).isEqualTo("Owls at the Dock");
		assertThat(entry.getUpdated()).isEqualTo("2026-02-01T10:00:00Z");
		assertThat(entry.getAlternateLinks()).extracting(Link::getHref)
			.containsExactly("https://site.example/2026-03-20/owls-at-the-dock-66778899aa");
		assertThat(entry.getAuthors()).extracting((person) -> ((Person) person).getName()).containsExactly("Dock e.V.");
		assertThat(entry.getCategories().getFirst().getTerm()).isEqualTo("music");
		assertThat(entry.getContents().getFirst().getValue())
			.isEqualTo("Friday, 20 March 2026, 19:30 (Europe/Berlin)\nThe Dock, Kai 1, 20457 Hamburg, Germany");
		assertThat(feed.getEntries().getLast().getTitle()).isEqualTo("Cancelled: Owls at the Dock");
		assertThat(feed.getEntries().getLast().getContents().getFirst().getValue())
			.endsWith("Storm\n\nWith <b>owls</b> &  mice");
	}

	@Test
	void rowsAreReadBackAsTheyWere() {
		Map<String, Object> event = event("name", "Owls, \"mice\"\nand -more");
		event.put("end", day("2026-03-21", "Europe/Berlin", true));
		event.put("priceRange", Map.of("min", 0, "max", 12.5, "currency", "EUR"));
		NamedCsvRecord row = rows(list(FeedAndFileWriterTests::csv, event)).getFirst();
		assertThat(row.getField("name")).isEqualTo("Owls, \"mice\"\nand -more");
		assertThat(row.getField("start_date")).isEqualTo("2026-03-20");
		assertThat(row.getField("start_time")).isEqualTo("19:30");
		assertThat(row.getField("end_date")).isEqualTo("2026-03-21");
		assertThat(row.getField("end_time")).isEmpty();
		assertThat(row.getField("start")).isEqualTo("2026-03-20T19:30:00+01:00");
		assertThat(row.getField("latitude")).isEqualTo("53.54");
		assertThat(row.getField("price_max")).isEqualTo("12.5");
		assertThat(row.getField("organizers")).isEqualTo("Dock e.V.");
		assertThat(row.getField("url")).isEqualTo("https://site.example/2026-03-20/owls-at-the-dock-66778899aa");
	}

	@Test
	void partNamesItsSuperEventAndItsSeries() throws FeedException {
		Map<String, Object> part = part();
		part.put("image", Map.of("url", "https://owls.example/1.jpg", "alt", "An owl"));
		NamedCsvRecord row = rows(list(FeedAndFileWriterTests::csv, part)).getFirst();
		assertThat(row.getField("image_alt")).isEqualTo("An owl");
		assertThat(row.getField("series")).isEqualTo("Owl \"talks\"; ^1");
		assertThat(row.getField("series_id")).isEqualTo("ser_0192f0c1-8888-7333-8444-5566778899aa");
		assertThat(row.getField("super_event")).isEqualTo("Night of the Birds");
		assertThat(row.getField("super_event_id")).isEqualTo("evt_0192f0c1-9999-7333-8444-5566778899aa");
		JsonNode properties = GraphQlTestClient.JSON.readTree(single(FeedAndFileWriterTests::geoJson, part))
			.get("properties");
		assertThat(properties.get("imageAlt").asString()).isEqualTo("An owl");
		assertThat(properties.get("series").asString()).isEqualTo("Owl \"talks\"; ^1");
		assertThat(properties.get("seriesId").asString()).isEqualTo("ser_0192f0c1-8888-7333-8444-5566778899aa");
		assertThat(properties.get("superEvent").asString()).isEqualTo("Night of the Birds");
		assertThat(properties.get("superEventId").asString()).isEqualTo("evt_0192f0c1-9999-7333-8444-5566778899aa");
		Feed feed = (Feed) new WireFeedInput().build(new StringReader(list(FeedAndFileWriterTests::atom, part)));
		Entry entry = feed.getEntries().getFirst();
		assertThat(entry.getOtherLinks()).extracting(Link::getRel, Link::getHref)
			.containsExactly(tuple("up", "https://site.example/2026-03-19/night-of-the-birds-1"));
		assertThat(entry.getContents().getFirst().getValue())
			.endsWith("\nPart of: Night of the Birds\nSeries: Owl \"talks\"; ^1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+49 40 1", "-1", "@SUM(A1)", "\t=1+1", "\r=1", "\n=1", "＝1+1" })
	void textsAreNoFormulas(String name) {
		assertThat(rows(list(FeedAndFileWriterTests::csv, event("name", name))).getFirst().getField("name"))
			.startsWith("'")
			.endsWith(name.strip());
	}

	@Test
	void coordinatesBelowZeroAreNumbers() {
		Map<String, Object> event = event("venue",
				Map.of("id", "v", "name", "Pier", "location", Map.of("latitude", -33.8, "longitude", -70.5)));
		assertThat(rows(list(FeedAndFileWriterTests::csv, event)).getFirst().getField("latitude")).isEqualTo("-33.8");
	}

	@Test
	void featuresHaveLongitudeBeforeLatitude() {
		JsonNode collection = GraphQlTestClient.JSON.readTree(list(FeedAndFileWriterTests::geoJson, event(),
				event("attendanceMode", "ONLINE"), event("status", "MOVED_ONLINE"), event("venue", null)));
		assertThat(collection.get("type").asString()).isEqualTo("FeatureCollection");
		assertThat(collection.at("/features/0/geometry").toString())
			.isEqualTo("{\"type\":\"Point\",\"coordinates\":[9.99,53.54]}");
		assertThat(collection.at("/features/0/properties/start").asString()).isEqualTo("2026-03-20T19:30:00+01:00");
		for (int i = 1; i < 4; i++) {
			assertThat(collection.at("/features/" + i + "/geometry").isNull()).isTrue();
		}
	}

	@Test
	void singleEventIsOneFeature() {
		JsonNode feature = GraphQlTestClient.JSON.readTree(single(FeedAndFileWriterTests::geoJson, event()));
		assertThat(feature.get("type").asString()).isEqualTo("Feature");
	}

	@Test
	void timesHaveTheOffsetOfTheInstant() {
		JsonNode collection = GraphQlTestClient.JSON
			.readTree(list(FeedAndFileWriterTests::geoJson, event("start", time("2026-07-01T20:00", "Asia/Kathmandu")),
					event("start", day("2026-07-01", "Asia/Kathmandu", false)),
					event("start", time("2026-03-29T02:30", "Europe/Berlin"))));
		assertThat(collection.at("/features/0/properties/start").asString()).isEqualTo("2026-07-01T20:00:00+05:45");
		assertThat(collection.at("/features/1/properties/start").asString()).isEqualTo("2026-07-01");
		assertThat(collection.at("/features/2/properties/start").asString()).as("clocks skip it")
			.isEqualTo("2026-03-29T02:30:00+01:00");
	}

	private static EventWriter atom(OutputStream body, OutputHead head) {
		return new AtomWriter(body, head, TestListedEvents.PAGES);
	}

	private static EventWriter csv(OutputStream body, OutputHead head) {
		return new CsvEventWriter(body, TestListedEvents.PAGES);
	}

	private static EventWriter geoJson(OutputStream body, OutputHead head) {
		return new GeoJsonEventWriter(body, head, TestListedEvents.PAGES);
	}

	private static List<NamedCsvRecord> rows(String csv) {
		assertThat(csv).endsWith("\r\n");
		return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
	}

}
