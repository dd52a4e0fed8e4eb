package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.SeededTries;
import dev.marquee.database.TestDatabase;
import dev.marquee.ingest.problem.DocumentProblem;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.IMPORTED_DOCUMENT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listings that are written together have the outcomes that they have one by one.
 */
class ListingBatchTests {

	private final DSLContext dsl = TestDatabase.dsl();

	private final ListingImporter importer = ListingImporterTests
		.importer(Clock.fixed(ListingImporterTests.NOW, ZoneOffset.UTC));

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "event", "event_search" })
	void listingThatTheDatabaseRejectsLeavesTheOthers(String table) {
		this.dsl.execute("""
				create function reject_row() returns trigger language plpgsql as
				$$ begin raise exception 'not this one' using errcode = '22000'; end $$""");
		this.dsl.execute("create trigger reject_row before insert on " + table
				+ " for each row when (new.name = 'Event 3') execute function reject_row()");
		List<ListingOutcome> outcomes = new ArrayList<>();
		try {
			this.importer.importDocument(request("list.json", "[" + events(0, 10) + "]"), ImportCommand.ACTOR,
					outcomes::add);
		}
		finally {
			this.dsl.execute("drop function reject_row() cascade");
		}
		assertThat(outcomes).extracting(ListingOutcome::label)
			.containsExactlyElementsOf(IntStream.range(0, 10).mapToObj((number) -> "Event " + number).toList());
		assertThat(outcomes).extracting((outcome) -> outcome.outcome().statusName())
			.startsWith("created", "created", "created", "rejected", "created")
			.filteredOn((status) -> status.equals("rejected"))
			.hasSize(1);
		assertThat(codes(outcomes.get(3))).containsExactly("not_storable");
		assertThat(this.dsl.select(EVENT.NAME).from(EVENT).orderBy(EVENT.ID).fetch(EVENT.NAME)).hasSize(9)
			.doesNotContain("Event 3");
		assertThat(this.dsl.fetchCount(IMPORTED_DOCUMENT)).isZero();
		assertThat(changes()).hasSize(9).doesNotHaveDuplicates();
	}

	@Test
	void eachNewEventIsOneChangeInTheOrderOfTheListings() {
		List<ListingOutcome> outcomes = new ArrayList<>();
		int count = ListingBatch.MAX_LISTINGS + 10;
		this.importer.importDocument(request("list.json", "[" + events(0, count) + "]"), ImportCommand.ACTOR,
				outcomes::add);
		List<UUID> events = outcomes.stream().map((outcome) -> outcome.outcome().event()).toList();
		assertThat(changes()).containsExactlyElementsOf(events);
		assertThat(this.dsl.fetch("select distinct kind, actor, before is null from change where event_id = any(?)",
				(Object) events.toArray(UUID[]::new)))
			.singleElement()
			.satisfies(
					(change) -> assertThat(change.intoList()).containsExactly("PUBLISHED", ImportCommand.ACTOR, true));
		assertThat(this.dsl
			.fetch("select count(*) from change where event_id = any(?) group by xid order by xid",
					(Object) events.toArray(UUID[]::new))
			.getValues(0, Integer.class)).containsExactly(ListingBatch.MAX_LISTINGS, 10);
		assertThat(this.dsl.fetch("select distinct version from event").getValues(0, Long.class)).containsExactly(1L);
	}

	@Test
	void changedListingsAreWrittenTogether() {
		int count = ListingBatch.MAX_LISTINGS + 10;
		importList(events(0, count));
		List<ListingOutcome> outcomes = importList(described(events(0, count)));
		assertThat(outcomes).extracting((outcome) -> outcome.outcome().statusName())
			.hasSize(count)
			.containsOnly("updated");
		assertThat(this.dsl.fetch("""
				select count(distinct event_id), count(*) from change
				where before is not null and event_id in (select id from event) group by xid order by xid""")
			.map((row) -> row.get(0, Integer.class) + " " + row.get(1, Integer.class)))
			.containsExactly("64 64", "10 10");
		assertThat(this.dsl.fetch("select distinct description from event").getValues(0, String.class))
			.containsExactly("More");
		assertThat(importList(described(events(0, count)))).extracting((outcome) -> outcome.outcome().statusName())
			.containsOnly("unchanged");
	}

	@Test
	void changedListingThatTheDatabaseRejectsLeavesTheOthers() {
		importList(events(0, 10));
		this.dsl.execute("""
				create function reject_row() returns trigger language plpgsql as
				$$ begin raise exception 'not this one' using errcode = '22000'; end $$""");
		this.dsl.execute("""
				create trigger reject_row before update on event
				for each row when (new.name = 'Event 3' and new.description = 'More') execute function reject_row()""");
		List<ListingOutcome> outcomes;
		try {
			outcomes = importList(described(events(0, 10)));
		}
		finally {
			this.dsl.execute("drop function reject_row() cascade");
		}
		assertThat(outcomes).extracting((outcome) -> outcome.outcome().statusName())
			.startsWith("updated", "updated", "updated", "rejected", "updated")
			.filteredOn((status) -> status.equals("rejected"))
			.hasSize(1);
		assertThat(codes(outcomes.get(3))).containsExactly("not_storable");
		assertThat(this.dsl.fetch("select name from event where description is null").getValues(0, String.class))
			.containsExactly("Event 3");
		assertThat(importList(described(events(0, 10)))).extracting((outcome) -> outcome.outcome().statusName())
			.filteredOn((status) -> status.equals("updated"))
			.hasSize(1);
	}

	/** Each is the whole of the next one, and the last one that of the first. */
	@Test
	void listingsOfTheSameEventsTakeEffectInTheirOrder() {
		String events = String.join(",", IntStream.range(0, 150).mapToObj((number) -> """
				{"@type": "Event", "@id": "urn:x:%d", "name": "Event %d", "startDate": "2027-02-20T19:00Z",
				 "superEvent": {"@id": "urn:x:%d"}}""".formatted(number % 3, number, (number + 1) % 3)).toList());
		List<ListingOutcome> outcomes = importList(events);
		assertThat(outcomes).extracting((outcome) -> outcome.outcome().statusName())
			.hasSize(150)
			.startsWith("created", "created", "created", "updated")
			.filteredOn((status) -> status.equals("updated"))
			.hasSize(147);
		assertThat(this.dsl.select(EVENT.NAME).from(EVENT).orderBy(EVENT.NAME).fetch(EVENT.NAME))
			.containsExactly("Event 147", "Event 148", "Event 149");
		assertThat(outcomes.stream().flatMap((outcome) -> codes(outcome).stream()).distinct().toList())
			.containsExactlyInAnyOrder("super_event_circular")
			.doesNotContain("edits_overwritten");
		assertThat(this.dsl.fetch("select count(*) from change where event_id in (select id from event) group by xid")
			.getValues(0, Integer.class)).containsOnly(3);
	}

	@Test
	void editIsOverwrittenByTheFirstOfSeveralListingsOfAnEvent() {
		String show = event("Show", "https://a.example/show", "2027-02-20T19:00Z", ", \"description\": \"A\"");
		importList(show);
		this.dsl.update(EVENT).set(EVENT.DESCRIPTION, "Edited").execute();
		List<ListingOutcome> outcomes = importTogether(List.of(request("list.json", show.replace("\"A\"", "\"B\"")),
				request("list.json", show.replace("\"A\"", "\"C\""))));
		assertThat(codes(outcomes.get(0))).contains("edits_overwritten");
		assertThat(codes(outcomes.get(1))).doesNotContain("edits_overwritten");
	}

	@Test
	void outcomesAreToldWhenTheirListingsAreStored() {
		List<Integer> stored = new ArrayList<>();
		this.importer.importDocument(request("list.json", "[" + events(0, 10) + "]"), ImportCommand.ACTOR,
				(outcome) -> stored.add(this.dsl.fetchCount(EVENT)));
		assertThat(stored).hasSize(10).containsOnly(10);
	}

	@Test
	void laterListingOfTheSameEventUpdatesIt() {
		String first = event("Show", "https://a.example/show", "2027-02-20T19:00Z", "");
		String second = event("Show", "https://a.example/show", "2027-02-20T19:00Z", ", \"description\": \"More\"");
		List<ListingOutcome> outcomes = importTogether(List.of(request("a.json", first),
				request("b.json", event("Other", "https://a.example/other", "2027-02-20T19:00Z", "")),
				request("c.json", second), request("d.json", second)));
		assertThat(outcomes).extracting((outcome) -> outcome.outcome().statusName())
			.containsExactly("created", "created", "updated", "unchanged");
		assertThat(codes(outcomes.get(2))).contains("same_listing");
		assertThat(this.dsl.fetchCount(EVENT)).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void listingIsAPartOfAnotherInTheBatch(boolean isWholeFirst) {
		DocumentRequest whole = request("whole.json",
				event("Festival", "https://a.example/festival", "2027-02-20T10:00Z", ""));
		DocumentRequest part = request("part.json", event("Concert", "https://a.example/concert", "2027-02-20T19:00Z",
				", \"superEvent\": {\"@type\": \"Festival\", \"url\": \"https://a.example/festival\"}"));
		List<ListingOutcome> outcomes = importTogether(isWholeFirst ? List.of(whole, part) : List.of(part, whole));
		assertThat(outcomes).extracting((outcome) -> outcome.outcome().statusName())
			.containsExactly("created", "created");
		assertThat(outcomes.stream().flatMap((outcome) -> codes(outcome).stream()).toList())
			.isEqualTo(isWholeFirst ? List.of() : List.of("super_event_awaited"));
		assertThat(this.dsl.fetchValue("""
				select whole.name from event as part join event as whole on whole.id = part.parent_id
				where part.name = 'Concert'""")).isEqualTo("Festival");
	}

	/** Each in another order, with organizers that each of them changes. */
	@Test
	void concurrentImportsOfTheSameListingsRejectNone() {
		List<String> events = IntStream.range(0, 150)
			.mapToObj((number) -> event("Event " + number, "https://a.example/" + number, "2027-02-20T19:00Z",
					", \"organizer\": {\"@type\": \"Organization\", \"name\": \"Guild " + number % 7 + "\"}"))
			.toList();
		List<CompletableFuture<List<ListingOutcome>>> imports = IntStream.range(0, 4)
			.mapToObj((number) -> CompletableFuture.supplyAsync(() -> {
				List<String> shuffled = new ArrayList<>(events);
				Collections.shuffle(shuffled, new Random(number));
				List<ListingOutcome> outcomes = new ArrayList<>();
				this.importer
					.importDocument(
							request(number + ".json",
									"[" + String.join(",", shuffled)
										.replace("Guild", number % 2 == 0 ? "Guild" : "GUILD") + "]"),
							ImportCommand.ACTOR, outcomes::add);
				return outcomes;
			}))
			.toList();
		List<String> statuses = imports.stream()
			.flatMap((each) -> each.join().stream())
			.map((outcome) -> outcome.outcome().statusName())
			.toList();
		assertThat(statuses).hasSize(600).doesNotContain("rejected");
		assertThat(statuses).filteredOn("created"::equals).hasSize(150);
		assertThat(this.dsl.fetchCount(EVENT)).isEqualTo(150);
	}

	/** Between two venues of one name and address, a venue without a point is neither. */
	@Test
	void venueWithoutPointIsFoundAgainAfterAnotherWithItsAddress() {
		String house = ", \"location\": {\"@type\": \"Place\", \"name\": \"House\", \"address\": \"1 Mill St\"%s}";
		String point = ", \"geo\": {\"latitude\": %s, \"longitude\": 13.4}";
		List<String> locations = List.of(point.formatted("52.50"), "", point.formatted("52.52"), "");
		importList(IntStream.range(0, locations.size())
			.mapToObj((number) -> event("Event " + number, address(number), "2027-02-20T19:00Z",
					house.formatted(locations.get(number))))
			.collect(Collectors.joining(",")));
		assertThat(
				this.dsl.fetch("select latitude from event left join venue on venue.id = venue_id order by event.name")
					.getValues(0, Double.class))
			.containsExactly(52.50, 52.50, 52.52, null);
	}

	/**
	 * Few names, addresses and starts, so that most listings concern each other, and many
	 * are known when their batch begins.
	 */
	@Test
	void randomListingsHaveTheOutcomesThatTheyHaveOneByOne() {
		SeededTries.run(8, (random) -> {
			clear();
			assertSameOutcomes(random);
		});
	}

	private void assertSameOutcomes(Random random) {
		List<DocumentRequest> requests = IntStream.range(0, 30)
			.mapToObj((number) -> request("document " + number + ".json", randomEvents(random)))
			.toList();
		List<ListingOutcome> apart = new ArrayList<>();
		ListingBatch oneByOne = new ListingBatch(this.importer, ImportCommand.ACTOR, 1);
		requests.forEach((request) -> this.importer.addParts(request, (parts) -> this.importer.read(request, parts),
				oneByOne, apart::add));
		oneByOne.finish();
		List<String> outcomesApart = apart.stream().map(ListingBatchTests::text).toList();
		List<String> storedApart = stored();
		clear();

		List<ListingOutcome> together = importTogether(requests);

		assertThat(together).extracting(ListingBatchTests::text).containsExactlyElementsOf(outcomesApart);
		assertThat(stored()).isEqualTo(storedApart);
	}

	private static String described(String events) {
		return events.replace("\"startDate\"", "\"description\": \"More\", \"startDate\"");
	}

	private List<ListingOutcome> importList(String events) {
		List<ListingOutcome> outcomes = new ArrayList<>();
		this.importer.importDocument(request("list.json", "[" + events + "]"), ImportCommand.ACTOR, outcomes::add);
		return outcomes;
	}

	private List<ListingOutcome> importTogether(List<DocumentRequest> requests) {
		List<ListingOutcome> outcomes = new ArrayList<>();
		ListingBatch batch = this.importer.batch(ImportCommand.ACTOR);
		requests.forEach((request) -> {
			this.importer.addParts(request, (parts) -> this.importer.read(request, parts), batch, outcomes::add);
		});
		batch.finish();
		return outcomes;
	}

	private static String randomEvents(Random random) {
		List<String> events = IntStream.range(0, 1 + random.nextInt(4))
			.mapToObj((number) -> randomEvent(random))
			.toList();
		return "[" + String.join(",", events) + "]";
	}

	private static String randomEvent(Random random) {
		String url = random.nextInt(5) > 0 ? address(random.nextInt(12)) : null;
		StringBuilder more = new StringBuilder(", \"description\": \"Text " + random.nextInt(3) + "\"");
		if (random.nextBoolean()) {
			String point = random.nextBoolean()
					? ", \"geo\": {\"latitude\": 52.5" + random.nextInt(3) + ", \"longitude\": 13.4}" : "";
			String website = random.nextBoolean() ? ", \"url\": \"https://v.example/" + random.nextInt(9) + "\"" : "";
			more.append(", \"location\": {\"@type\": \"Place\", \"name\": \"" + random.nextInt(3)
					+ " House\", \"address\": {\"addressLocality\": \"Berlin\", \"addressCountry\": \"DE\"}" + point
					+ website + "}");
		}
		if (random.nextBoolean()) {
			more.append(", \"organizer\": {\"@type\": \"Organization\", \"name\": \""
					+ List.of("Guild", "GUILD", "Club").get(random.nextInt(3)) + "\", \"telephone\": \"+49 30 "
					+ random.nextInt(9) + "\"}");
		}
		if (random.nextInt(4) == 0) {
			more.append(", \"superEvent\": {\"@type\": \"Event\", \"url\": \"" + address(random.nextInt(12)) + "\"}");
		}
		String start = "2027-02-2" + random.nextInt(2) + "T19:00Z";
		return event("Event " + random.nextInt(4), url, start, more.toString());
	}

	private static String address(int number) {
		return "https://a.example/" + number;
	}

	/** All facts without keys. */
	private List<String> stored() {
		return this.dsl.fetch("""
				select concat_ws('|', event.name, event.url, description, starts_at, venue.name, latitude, website,
				  (select name from event as parent where parent.id = event.parent_id),
				  (select string_agg(concat_ws(' ', organizer.name, telephone), ',') from event_organizer
				    join organizer on organizer.id = organizer_id where event_id = event.id),
				  (select string_agg(concat_ws(' ', name, source_id, url), ',' order by name, source_id)
				    from listing_source where event_id = event.id),
				  (select string_agg(concat_ws(' ', source_id, listing_key, document_name, listing_hash,
				      (select string_agg(key || value, ',') from jsonb_each_text(fields)
				        where key in ('name', 'url', 'description', 'start', 'status'))), ',' order by name, source_id)
				    from listing_import where event_id = event.id),
				  (select string_agg(concat_ws(' ', source_id, kind, other_source_id, other_key), ',' order by position)
				    from listing_relation where event_id = event.id))
				from event left join venue on venue.id = venue_id order by 1""").getValues(0, String.class);
	}

	/**
	 * Without the warning that an organizer or a venue was edited: the listings between
	 * two imports of an event may have changed them, which this one cannot tell apart.
	 */
	private static String text(ListingOutcome outcome) {
		return outcome.label() + ' ' + outcome.outcome().statusName() + ' '
				+ outcome.outcome()
					.problems()
					.stream()
					.filter((problem) -> !problem.code().equals("edits_overwritten"))
					.map(DocumentProblem::toString)
					.toList();
	}

	private static List<String> codes(ListingOutcome outcome) {
		return outcome.outcome().problems().stream().map(DocumentProblem::code).toList();
	}

	private List<UUID> changes() {
		return this.dsl.fetch("""
				select event_id from change where event_id in (select id from event)
				order by generation, xid, id""").getValues(0, UUID.class);
	}

	private static DocumentRequest request(String name, String json) {
		return DocumentRequest.of(name, json.getBytes(StandardCharsets.UTF_8));
	}

	private static String events(int from, int to) {
		return String.join(",",
				IntStream.range(from, to)
					.mapToObj((number) -> event("Event " + number, null, "2027-02-20T19:00Z", ""))
					.toList());
	}

	private static String event(String name, String url, String start, String more) {
		return "{\"@type\": \"Event\", \"name\": \"" + name + "\", \"startDate\": \"" + start + "\""
				+ ((url != null) ? ", \"url\": \"" + url + "\"" : "") + more + "}";
	}

}
