package dev.marquee.output;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.SeededTries;
import dev.marquee.database.TestDatabase;
import dev.marquee.ingest.ImportOutcome;
import dev.marquee.ingest.ListingImporter;
import dev.marquee.text.PlainText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random events, written in a form and imported again, are the same events but for what
 * the form cannot say.
 */
@IntegrationTest
class RandomRoundTripTests {

	private static final int TRIES = 2;

	private static final int EVENTS = 25;

	private static final Set<String> MULTILINE = Set.of("description", "caption", "question", "answer",
			"cancellationReason");

	private static final String QUERY = """
			{ events(first: 100) { nodes {
			  id slug url name description type status attendanceMode cancellationReason joinUrl tags languages audience capacity
			  remainingCapacity isAccessibleForFree isFree accessibilityFeatures ageRange { min max }
			  start { instant local date timeZone precision } end { instant local date timeZone precision }
			  previousStart { instant local date timeZone precision } doors { instant local timeZone }
			  identifiers { value kind } categories { name }
			  venue { name fullAddress street postalCode city state country countryCode website telephone
			    location { latitude longitude } }
			  organizers { name url description logoUrl email telephone } performers { name url imageUrl sameAs }
			  tickets { name url price { amount currency } maxPrice { amount currency } priceKind availability saleStartsAt
			    saleEndsAt stock description category }
			  image { url } gallery { url alt role width height caption } faqs { question answer }
			  superEvent { url slug start { date } } series { id name }
			  recurrence { rules additionalStarts excludedStarts }
			  occurrences(first: 30) { nodes { start { instant local date precision } end { instant local date precision } status
			    cancellationReason name description } }
			} } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ListingImporter importer;

	@ParameterizedTest
	@ValueSource(strings = { "jsonld", "ics" })
	void eventIsTheSameButForWhatTheFormCannotSay(String form) {
		SeededTries.run(TRIES, (random) -> readAgain(form, random));
		System.out
			.println("round trip by " + form + ": " + TRIES * EVENTS + " random events, 0 unexpected differences");
	}

	@Test
	void documentationListsWhatAFormCannotSay() throws IOException {
		String text = Files.readString(Path.of("src/docs/outputs.md")).replaceAll("\\s+", " ");
		Stream.of(RoundTripLoss.JSON_LD, RoundTripLoss.I_CALENDAR)
			.flatMap(List::stream)
			.forEach((loss) -> assertThat(text).contains(loss.words()));
	}

	private void readAgain(String form, Random random) {
		ConsistentListings.populate(random, EVENTS, this.graphQlTestClient);
		Map<String, ObjectNode> before = eventsBySlug(false);
		Map<String, String> documents = new HashMap<>();
		OutputClient client = new OutputClient(this.graphQlTestClient);
		before.forEach((slug, event) -> documents.put(slug,
				client.body("/events/" + event.get("id").asString() + "." + form)));
		TestDatabase.clear();
		documents.forEach((slug,
				document) -> assertThat(
						this.importer.importDocument(slug + "." + form, document.getBytes(StandardCharsets.UTF_8)))
					.as(document)
					.isInstanceOf(ImportOutcome.Created.class));
		Map<String, ObjectNode> after = eventsBySlug(true);
		assertThat(after).hasSameSizeAs(before);
		List<RoundTripLoss> losses = form.equals("ics") ? RoundTripLoss.I_CALENDAR : RoundTripLoss.JSON_LD;
		before.forEach((slug, event) -> compare(event, after.get(slug), losses, documents.get(slug)));
	}

	private static void compare(ObjectNode before, ObjectNode after, List<RoundTripLoss> losses, String document) {
		losses.forEach((loss) -> loss.difference().accept(before, after));
		for (ObjectNode event : List.of(before, after)) {
			event.remove(List.of("id", "slug", "image", "wasOnline", "listingUrl"));
			if (event.get("series") instanceof ObjectNode series) {
				series.remove("id");
			}
			if (event.get("recurrence").isNull()) {
				event.remove("occurrences");
			}
		}
		before.propertyStream()
			.forEach((property) -> assertThat(after.get(property.getKey()))
				.as("%s of %s", property.getKey(), shortened(document))
				.isEqualTo(property.getValue()));
		assertThat(after.propertyNames()).containsExactlyInAnyOrderElementsOf(before.propertyNames());
	}

	/** Without what is long. */
	private static String shortened(String document) {
		return document.replaceAll("(?s)BEGIN:VTIMEZONE.*END:VTIMEZONE", "")
			.replaceAll("(?s)DESCRIPTION:.*?\r\n(?! )|\"description\":\"(?:[^\"\\\\]|\\\\.)*+\",", "");
	}

	/**
	 * The events in their normal form.
	 * @param isRead whether they were imported: then the slug is that in the address of
	 * the page
	 */
	private Map<String, ObjectNode> eventsBySlug(boolean isRead) {
		Map<String, ObjectNode> events = new HashMap<>();
		for (JsonNode node : this.graphQlTestClient.data(QUERY).at("/events/nodes")) {
			ObjectNode event = (ObjectNode) normalized("", node);
			String slug = node.get("slug").asString();
			setSuperEvent(event, node.get("superEvent"), isRead);
			if (isRead) {
				slug = URI.create(event.get("url").asString()).getPath().replaceFirst(".*/", "");
			}
			else {
				event.set("listingUrl", event.get("url"));
				event.put("url", TestListedEvents.PAGES.page("", slug, event.at("/start/date").asString()));
				event.put("wasOnline", event.get("attendanceMode").asString().equals("ONLINE")
						|| event.get("status").asString().equals("MOVED_ONLINE"));
			}
			events.put(slug, event);
		}
		events.values().forEach((event) -> setSeries(event, events));
		return events;
	}

	/** The name of the series with the events that belong to it. */
	private static void setSeries(ObjectNode event, Map<String, ObjectNode> events) {
		if (event.get("series") instanceof ObjectNode series) {
			event.put("seriesEvents",
					events.entrySet()
						.stream()
						.filter((other) -> other.getValue().at("/series/id").equals(series.get("id")))
						.map(Map.Entry::getKey)
						.sorted()
						.collect(Collectors.joining(" ")));
		}
	}

	/** The page of the super event. */
	private static void setSuperEvent(ObjectNode event, JsonNode superEvent, boolean isRead) {
		if (superEvent.isObject()) {
			event.put("superEvent", isRead ? superEvent.get("url").asString() : TestListedEvents.PAGES.page("",
					superEvent.get("slug").asString(), superEvent.at("/start/date").asString()));
		}
	}

	/** Texts as importers store them, and numbers without trailing zeros. */
	private static JsonNode normalized(String name, JsonNode value) {
		if (value instanceof ObjectNode object) {
			ObjectNode copy = GraphQlTestClient.JSON.createObjectNode();
			object.propertyStream()
				.forEach((property) -> copy.set(property.getKey(), normalized(property.getKey(), property.getValue())));
			return copy;
		}
		if (value instanceof ArrayNode array) {
			Stream<JsonNode> elements = array.valueStream().map((element) -> normalized(name, element));
			// Occurrences at the same time are in the order of their ids.
			return GraphQlTestClient.JSON.createArrayNode()
				.addAll((name.equals("nodes") ? elements.sorted(Comparator.comparing(JsonNode::toString)) : elements)
					.toList());
		}
		if (value.isNumber()) {
			return GraphQlTestClient.JSON.readTree(value.decimalValue().stripTrailingZeros().toPlainString());
		}
		if (!value.isString()) {
			return value;
		}
		String text = MULTILINE.contains(name) ? PlainText.multiline(value.asString())
				: PlainText.singleLine(value.asString());
		return text.isEmpty() ? NullNode.getInstance() : StringNode.valueOf(text);
	}

}
