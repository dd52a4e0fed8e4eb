package dev.marquee.output;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Outputs of random events as Java libraries of other authors read them.
 */
@IntegrationTest
class LibraryJudgeTests {

	private static final int EVENTS = 60;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	OutputClient client;

	@BeforeEach
	void populate() {
		ConsistentListings.populate(new Random(37), EVENTS, this.graphQlTestClient);
		this.client = new OutputClient(this.graphQlTestClient);
	}

	@Test
	void calendarsAreValid() throws IOException, ParserException {
		List<String> calendars = new ArrayList<>(List.of(this.client.body("/events.ics")));
		for (JsonNode event : this.graphQlTestClient.data("{ events(first: 100) { nodes { id } } }")
			.at("/events/nodes")) {
			calendars.add(this.client.body("/events/" + event.get("id").asString() + ".ics"));
		}
		int components = 0;
		for (String text : calendars) {
			Calendar calendar = new CalendarBuilder().build(new StringReader(text));
			assertThat(calendar.validate().getEntries()).as(text).isEmpty();
			assertThat(text.split("\r\n"))
				.allSatisfy((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
			components += calendar.getComponents("VEVENT").size();
		}
		System.out.println("ical4j: " + calendars.size() + " calendars, " + components + " components, 0 errors");
	}

	@Test
	void feedHasEachEvent() throws FeedException {
		Feed feed = (Feed) new WireFeedInput().build(new StringReader(this.client.body("/events.atom")));
		assertThat(feed.getEntries()).hasSize(EVENTS)
			.allSatisfy((entry) -> assertThat(entry.getUpdated()).isNotNull())
			.extracting((entry) -> entry.getId())
			.doesNotHaveDuplicates();
		System.out.println("ROME: " + feed.getEntries().size() + " entries, 0 errors");
	}

	@Test
	void tableHasEachEvent() {
		List<NamedCsvRecord> rows = CsvReader.builder()
			.ofNamedCsvRecord(this.client.body("/events.csv"))
			.stream()
			.toList();
		assertThat(rows).hasSize(EVENTS)
			.allSatisfy((row) -> assertThat(row.getFieldCount()).isEqualTo(row.getHeader().size()));
		System.out
			.println("FastCSV: " + rows.size() + " rows of " + rows.getFirst().getFieldCount() + " cells, 0 errors");
	}

}
