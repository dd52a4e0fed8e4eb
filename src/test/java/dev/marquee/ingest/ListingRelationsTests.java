package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which event is a part of which, and which series it belongs to, by the documents that
 * were imported.
 */
@IntegrationTest
class ListingRelationsTests {

	private static final String FESTIVAL = "{'@type': 'Festival', 'name': 'Festival', 'url': 'https://a.example/festival',"
			+ " 'startDate': '2027-06-04', 'endDate': '2027-06-06'%s}";

	private static final String CONCERT = "{'@type': 'MusicEvent', 'name': 'Concert', 'url': 'https://a.example/concert',"
			+ " 'startDate': '2027-06-05T20:00:00+02:00'%s}";

	private static final String PART_OF_FESTIVAL = ", 'superEvent': {'@type': 'Festival', 'name': 'The Festival',"
			+ " 'url': 'https://www.a.example/festival/'}";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void eventsWithinAnotherArePartsOfIt() {
		String document = json("""
				{'@graph': [{'@type': 'Festival', 'name': 'Festival', 'startDate': '2027-06-04', 'subEvent': [
					{'@type': 'Event', 'name': 'Day', 'startDate': '2027-06-04', 'subEvent':
						{'@type': 'MusicEvent', 'name': 'Concert', 'startDate': '2027-06-04T20:00:00+02:00'}},
					{'@type': 'MusicEvent', 'name': 'Film', 'startDate': '2027-06-05T18:00:00+02:00'},
					{'@type': 'MusicEvent', 'name': 'Film', 'startDate': '2027-06-05T20:00:00+02:00'}]}]}""");
		List<JsonNode> outcomes = importDocument("festival.json", document);
		assertThat(groups()).containsExactlyInAnyOrder("Festival", "Day < Festival", "Concert < Day", "Film < Festival",
				"Film < Festival");
		assertThat(problems(outcomes)).isEmpty();
		assertThat(statuses(importDocument("festival.json", document + " "))).containsOnly("UNCHANGED").hasSize(5);
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"[{'@id': '#c', '@type': 'Event', 'name': 'Concert', 'startDate': '2027-06-05', 'superEvent': {'@id': '#f'}},"
					+ " {'@id': '#f', '@type': 'Festival', 'name': 'Festival', 'startDate': '2027-06-04'}]",
			"[{'@id': '#c', '@type': 'Event', 'name': 'Concert', 'startDate': '2027-06-05'},"
					+ " {'@id': '#f', '@type': 'Festival', 'name': 'Festival', 'startDate': '2027-06-04', 'subEvent': ['#c']}]",
			"[{'@type': 'Event', 'name': 'Concert', 'url': 'https://a.example/', 'startDate': '2027-06-05',"
					+ " 'superEvent': {'name': 'Festival', '@type': 'Event', 'url': 'https://a.example/'}},"
					+ " {'@type': 'Event', 'name': 'Festival', 'url': 'https://a.example/', 'startDate': '2027-06-04'}]",
			"[{'@id': '_:1', '@type': 'Event', 'name': 'Concert', 'startDate': '2027-06-05', 'superEvent': {'@id': '_:2'}},"
					+ " {'@id': '_:2', '@type': 'Event', 'name': 'Festival', 'startDate': '2027-06-04'}]",
			"[{'@type': 'Event', 'name': 'Concert', 'startDate': '2027-06-05', 'superEvent': {'@type': 'Event', 'name': 'Festival'}},"
					+ " {'@type': 'Event', 'name': 'Festival', 'startDate': '2027-06-04'}]" })
	void partRefersToAnotherEventOfTheDocument(String graph) {
		List<JsonNode> outcomes = importDocument("graph.json", json("{'@graph': " + graph + "}"));
		assertThat(groups()).containsExactlyInAnyOrder("Concert < Festival", "Festival");
		assertThat(statuses(outcomes)).containsOnly("CREATED");
	}

	@Test
	void partMayBeImportedBeforeItsSuperEvent() {
		List<JsonNode> first = importDocument("concert.json", json(CONCERT.formatted(PART_OF_FESTIVAL)));
		assertThat(problems(first)).containsExactly("super_event_awaited");
		assertThat(statuses(first)).containsExactly("CREATED");
		assertThat(groups()).containsExactly("Concert");
		assertThat(problems(importDocument("festival.json", json(FESTIVAL.formatted(""))))).isEmpty();
		assertThat(groups()).containsExactlyInAnyOrder("Concert < Festival", "Festival");
		assertThat(statuses(importDocument("copy.json", json(CONCERT.formatted(PART_OF_FESTIVAL)))))
			.containsExactly("UNCHANGED");
	}

	@Test
	void superEventMayNamePartsOfOtherDocuments() {
		String parts = ", 'subEvent': [{'@type': 'Event', 'url': 'https://a.example/concert'}, 'https://a.example/other']";
		importDocument("festival.json", json(FESTIVAL.formatted(parts)));
		importDocument("concert.json", json(CONCERT.formatted("")));
		assertThat(groups()).containsExactlyInAnyOrder("Concert < Festival", "Festival");
		importDocument("festival.json", json(FESTIVAL.formatted("")));
		assertThat(groups()).containsExactlyInAnyOrder("Concert", "Festival");
	}

	@Test
	void relationThatTheDocumentNoLongerHasIsRemoved() {
		importDocument("festival.json", json(FESTIVAL.formatted("")));
		importDocument("concert.json", json(CONCERT.formatted(PART_OF_FESTIVAL)));
		JsonNode outcome = importDocument("concert.json", json(CONCERT.formatted(""))).getFirst();
		assertThat(outcome.get("status").asString()).isEqualTo("UPDATED");
		assertThat(outcome.get("changes").valueStream().filter((change) -> !isStructuredData(change)).toList())
			.extracting(JsonNode::toString)
			.containsExactly("{\"field\":\"superEvent\",\"before\":\"Festival\",\"after\":null}");
		assertThat(problems(List.of(outcome))).isEmpty();
		assertThat(groups()).containsExactlyInAnyOrder("Concert", "Festival");
	}

	private static boolean isStructuredData(JsonNode change) {
		return change.get("field").asString().equals("structuredData");
	}

	@Test
	void editedRelationIsKept() {
		importDocument("festival.json", json(FESTIVAL.formatted("")));
		String concert = importDocument("concert.json", json(CONCERT.formatted(PART_OF_FESTIVAL))).getFirst()
			.at("/event/id")
			.asString();
		String other = importDocument("other.json",
				json("{'@type': 'Event', 'name': 'Other', 'startDate': '2027-06-01'}"))
			.getFirst()
			.at("/event/id")
			.asString();
		this.mutationClient.mutate("updateEvent", Map.of("id", concert, "superEventId", other), "event { id }");
		assertThat(problems(
				importDocument("concert.json", json(CONCERT.replace("20:00", "21:00").formatted(PART_OF_FESTIVAL)))))
			.containsExactly("start_moved");
		assertThat(groups()).contains("Concert < Other");
		assertThat(problems(importDocument("concert.json", json(CONCERT.formatted(""))))).contains("groups_kept");
		assertThat(groups()).contains("Concert < Other");
		Map<String, Object> removal = new HashMap<>(Map.of("id", concert));
		removal.put("superEventId", null);
		this.mutationClient.mutate("updateEvent", removal, "event { id }");
		importDocument("concert.json", json(CONCERT.formatted(PART_OF_FESTIVAL)));
		assertThat(groups()).contains("Concert < Festival");
	}

	@Test
	void partsBecomeThoseOfASuperEventThatIsImportedAgain() {
		String festival = importDocument("festival.json", json(FESTIVAL.formatted(""))).getFirst()
			.at("/event/id")
			.asString();
		importDocument("concert.json", json(CONCERT.formatted(PART_OF_FESTIVAL)));
		this.mutationClient.mutate("deleteEvent", Map.of("id", festival), "deletedId");
		assertThat(groups()).containsExactly("Concert");
		importDocument("festival.json", json(FESTIVAL.formatted("")));
		assertThat(groups()).containsExactlyInAnyOrder("Concert < Festival", "Festival");
	}

	@Test
	void eventsThatArePartsOfEachOtherAreImported() {
		importDocument("festival.json", json(FESTIVAL.formatted(", 'superEvent': 'https://a.example/concert'")));
		List<JsonNode> outcomes = importDocument("concert.json", json(CONCERT.formatted(PART_OF_FESTIVAL)));
		assertThat(statuses(outcomes)).containsExactly("CREATED");
		assertThat(problems(outcomes)).containsExactly("super_event_circular");
		assertThat(statuses(importDocument("festival.json",
				json(FESTIVAL.formatted(", 'superEvent': 'https://a.example/concert'")))))
			.containsExactly("UNCHANGED");
		assertThat(groups()).hasSize(2).filteredOn((line) -> line.contains("<")).hasSize(1);
	}

	@Test
	void seriesIsRecognizedInOtherDocuments() {
		String series = "'superEvent': {'@type': 'EventSeries', 'name': '%s', 'url': 'https://a.example/season'}";
		importDocument("one.json",
				json("{'@type': 'Event', 'name': 'One', 'url': 'https://a.example/1', 'startDate': '2027-02-01', "
						+ series.formatted("Season") + "}"));
		importDocument("two.json",
				json("{'@type': 'Event', 'name': 'Two', 'url': 'https://a.example/2', 'startDate': '2027-03-01', "
						+ series.formatted("The season") + "}"));
		assertThat(groups()).containsExactlyInAnyOrder("One (The season)", "Two (The season)");
		JsonNode node = this.graphQlTestClient.data("{ events { nodes { series { id events { nodes { name } } } } } }")
			.at("/events/nodes/0/series");
		assertThat(node.at("/events/nodes").findValuesAsString("name")).containsExactly("One", "Two");
		this.mutationClient.mutate("updateEventSeries", Map.of("id", node.get("id").asString(), "name", "Ours"),
				"series { id }");
		importDocument("two.json",
				json("{'@type': 'Event', 'name': 'Two', 'url': 'https://a.example/2', 'startDate': '2027-03-01', "
						+ series.formatted("Their season") + "}"));
		assertThat(groups()).containsExactlyInAnyOrder("One (Ours)", "Two (Ours)");
		this.mutationClient.mutate("deleteEventSeries", Map.of("id", node.get("id").asString()), "deletedId");
		importDocument("two.json",
				json("{'@type': 'Event', 'name': 'Two', 'url': 'https://a.example/2', 'startDate': '2027-03-02', "
						+ series.formatted("Their season") + "}"));
		assertThat(groups()).containsExactlyInAnyOrder("One", "Two");
	}

	@Test
	void seriesOfADocumentIsNoEvent() {
		List<JsonNode> outcomes = importDocument("season.json", json("""
				[{'@type': 'EventSeries', '@id': '#season', 'name': 'Season'},
				{'@type': 'Event', 'name': 'One', 'startDate': '2027-02-01', 'superEvent': {'@id': '#season'}},
				{'@type': 'EventSeries', 'name': 'Tour', 'subEvent': [
					{'@type': 'Event', 'name': 'Two', 'startDate': '2027-02-01'},
					{'@type': 'Event', 'name': 'Three', 'startDate': '2027-02-02'}]}]"""));
		assertThat(groups()).containsExactlyInAnyOrder("One (Season)", "Two (Tour)", "Three (Tour)");
		assertThat(problems(outcomes)).isEmpty();
	}

	@Test
	void whatDoesNotNameTheOtherEventIsTold() {
		assertThat(problems(importDocument("a.json",
				json(CONCERT.formatted(", 'superEvent': [{'@type': 'Event'}, {'@type': 'EventSeries'}]")))))
			.containsExactly("super_event_unknown", "series_unnamed");
		assertThat(problems(importDocument("a.json",
				json(CONCERT.formatted(", 'superEvent': ['https://a.example/1', 'https://a.example/2']")))))
			.containsExactly("several_super_events", "super_event_awaited");
	}

	@Test
	void microdataHasParts() {
		importDocument("page.html", """
				<html><body><div itemscope itemtype="https://schema.org/Festival"><span itemprop="name">Festival</span>
				<time itemprop="startDate" datetime="2027-06-04">4 June</time>
				<div itemprop="subEvent" itemscope itemtype="https://schema.org/MusicEvent">
				<span itemprop="name">Concert</span><time itemprop="startDate" datetime="2027-06-05">5 June</time>
				</div></div></body></html>""");
		assertThat(groups()).containsExactlyInAnyOrder("Concert < Festival", "Festival");
	}

	@Test
	void calendarRelatesEventsByTheirUid() {
		String document = calendar(event("concert-1@a.example", "Concert", "RELATED-TO:festival@a.example"),
				event("festival@a.example", "Festival", ""), event("talk@a.example", "Talk", ""),
				event("day@a.example", "Day", "RELATED-TO;RELTYPE=PARENT:festival@a.example",
						"RELATED-TO;RELTYPE=CHILD:talk@a.example"),
				event("film@a.example", "Film", "RELATED-TO;RELTYPE=SIBLING:talk@a.example"));
		List<JsonNode> outcomes = importDocument("festival.ics", document);
		assertThat(groups()).containsExactlyInAnyOrder("Concert < Festival", "Festival", "Day < Festival", "Talk < Day",
				"Film");
		assertThat(problems(outcomes)).containsExactly("sibling_dropped");
		assertThat(statuses(importDocument("copy.ics", document))).containsOnly("UNCHANGED");
	}

	@Test
	void componentsWithOneRefidAreASeries() {
		importDocument("a.ics", calendar(event("1@a.example", "First talk", "REFID;LABEL=\"Owl ^'talks^'\":talks"),
				event("2@a.example", "Second talk", "REFID;LABEL=\"Owl ^'talks^'\":talks"),
				event("3@a.example", "Outward", "REFID:journey"), event("4@a.example", "Back", "REFID:journey")));
		assertThat(groups()).containsExactlyInAnyOrder("First talk (Owl \"talks\")", "Second talk (Owl \"talks\")",
				"Outward (Outward)", "Back (Outward)");
	}

	@Test
	void calendarsRelateEventsOfOtherCalendars() {
		List<JsonNode> outcomes = importDocument("concert.ics",
				calendar(event("concert@a.example", "Concert", "RELATED-TO:festival@a.example")));
		assertThat(problems(outcomes)).containsExactly("super_event_awaited");
		importDocument("festival.ics", calendar(event("festival@a.example", "Festival", "")));
		assertThat(groups()).containsExactlyInAnyOrder("Concert < Festival", "Festival");
	}

	/**
	 * Such a UID identifies an event only in its document, or not at all beside a URL.
	 */
	@Test
	void shortUidsRelateEventsOfOneCalendar() {
		importDocument("a.ics", calendar(event("2", "Concert", "RELATED-TO:1"), event("1", "Festival", ""),
				event("4", "Talk", "RELATED-TO:3"), event("3", "Fair", "URL:https://a.example/fair")));
		importDocument("b.ics", calendar(event("1", "Stranger", "")));
		assertThat(groups()).containsExactlyInAnyOrder("Concert < Festival", "Festival", "Talk < Fair", "Fair",
				"Stranger");
	}

	@Test
	void datesOfEventbriteAreASeries() {
		String date = "{'id': '%s', 'name': {'text': 'Class'}, 'start': {'timezone': 'Europe/Berlin', 'local': '%s'},"
				+ " 'url': 'https://www.eventbrite.com/e/class-%s', 'is_series': true, 'series_id': '900'}";
		importDocument("dates.json", json("[" + date.formatted("901", "2027-02-01T19:00:00", "901") + ","
				+ date.formatted("902", "2027-02-08T19:00:00", "902") + "]"));
		assertThat(groups()).containsExactly("Class (Class)", "Class (Class)");
		assertThat(this.graphQlTestClient.data("{ events { nodes { series { events { totalCount } } } } }")
			.at("/events/nodes/0/series/events/totalCount")
			.asInt()).isEqualTo(2);
	}

	@Test
	void partsOfAnUmbrellaOfLinkedEventsAreParts() {
		importDocument("events.json", json("""
				{'data': [{'id': 'helsinki:2', 'name': {'fi': 'Concert'}, 'start_time': '2027-06-05T18:00:00Z',
					'super_event': {'@id': 'https://api.example/v1/event/helsinki:1/'}},
				{'id': 'helsinki:1', 'name': {'fi': 'Festival'}, 'start_time': '2027-06-04T18:00:00Z',
					'super_event_type': 'umbrella', 'sub_events': []}], 'meta': {}}"""));
		assertThat(groups()).containsExactlyInAnyOrder("Concert < Festival", "Festival");
	}

	@Test
	void dryRunShowsTheRelation() {
		JsonNode outcomes = this.mutationClient
			.mutate("importListings",
					Map.of("dryRun", true, "documents",
							List.of(Map.of("name", "c.json", "text", json(CONCERT.formatted(PART_OF_FESTIVAL))),
									Map.of("name", "f.json", "text", json(FESTIVAL.formatted(""))))),
					"outcomes { event { name superEvent { name } subEvents { nodes { name } } } }")
			.get("outcomes");
		assertThat(outcomes.at("/0/event/superEvent/name").asString()).isEqualTo("Festival");
		assertThat(outcomes.at("/1/event/subEvents/nodes/0/name").asString()).isEqualTo("Concert");
		assertThat(groups()).isEmpty();
		assertThat(TestDatabase.dsl().fetchValue("select count(*) from listing_relation")).isEqualTo(0L);
	}

	private List<JsonNode> importDocument(String name, String text) {
		return this.mutationClient
			.mutate("importListings", Map.of("documents", List.of(Map.of("name", name, "text", text))),
					"outcomes { listing status event { id } changes { field before after } problems { code } }")
			.get("outcomes")
			.valueStream()
			.toList();
	}

	private static List<String> statuses(List<JsonNode> outcomes) {
		return outcomes.stream().map((outcome) -> outcome.get("status").asString()).toList();
	}

	/** The codes, without those of zones. */
	private static List<String> problems(List<JsonNode> outcomes) {
		List<String> codes = new ArrayList<>();
		outcomes.forEach((outcome) -> codes.addAll(outcome.get("problems").findValuesAsString("code")));
		codes.removeIf((code) -> code.startsWith("zone_"));
		return codes;
	}

	/** Each event as {@code name < super event (series)}. */
	private List<String> groups() {
		return this.graphQlTestClient.data("{ events { nodes { name superEvent { name } series { name } } } }")
			.at("/events/nodes")
			.valueStream()
			.map((event) -> event.get("name").asString()
					+ (event.get("superEvent").isNull() ? "" : " < " + event.at("/superEvent/name").asString())
					+ (event.get("series").isNull() ? "" : " (" + event.at("/series/name").asString() + ")"))
			.toList();
	}

	private static String json(String text) {
		return text.replace('\'', '"');
	}

	private static String calendar(String... events) {
		return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("", events) + "END:VCALENDAR\r\n";
	}

	private static String event(String uid, String name, String... lines) {
		return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nSUMMARY:" + name
				+ "\r\nDTSTART;TZID=Europe/Berlin:20270605T200000\r\n" + String.join("\r\n", lines).strip()
				+ (String.join("", lines).isEmpty() ? "" : "\r\n") + "END:VEVENT\r\n";
	}

}
