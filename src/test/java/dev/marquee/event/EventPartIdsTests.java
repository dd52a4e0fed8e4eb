package dev.marquee.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.ingest.ImportOutcome;
import dev.marquee.ingest.ListingImporter;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ids of tickets, images and questions stay with the same object when the lists are
 * replaced.
 */
@IntegrationTest
class EventPartIdsTests {

	private static final String PARTS = "event { version tickets { id name url } gallery { id url alt } faqs { id question } }";

	private static final String LISTING = """
			# Event Details
			- **Event Name**: Owls
			- **Event Start and End Date**: Fri, 20 Feb, 2026 at 07:00 pm
			- **Event URL**: https://listings.example/owls/1
			## Event gallery
			- **Alt text**: banner
			  - **Image URL**: https://images.example/a.jpg
			- **Alt text**: thumbnail
			  - **Image URL**: https://images.example/b.jpg
			## FAQs
			- **Q**: When?
			  - **A:** At seven.
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ListingImporter importer;

	MutationClient editor;

	@BeforeEach
	void clearBefore() {
		TestDatabase.clear();
		this.editor = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void idsAreUniqueAcrossTypes() {
		JsonNode event = create();
		List<String> ids = new ArrayList<>();
		for (String part : List.of("tickets", "gallery", "faqs")) {
			ids.addAll(event.get(part).findValuesAsString("id"));
		}
		assertThat(ids).hasSize(6).doesNotHaveDuplicates().allMatch((id) -> id.matches("(tkt|img|faq)_[0-9a-f-]{36}"));
	}

	@Test
	void movedAndChangedTicketsKeepTheirIds() {
		JsonNode before = create();
		String id = before.get("id").asString();
		JsonNode after = this.editor
			.mutate("setTickets",
					Map.of("id", id, "tickets",
							List.of(Map.of("name", "Balcony"), Map.of("url", "https://tickets.example/seat"),
									Map.of("name", "Floor", "price", Map.of("amount", 12, "currency", "EUR")))),
					PARTS)
			.get("event");
		assertThat(idsBy(after, "tickets", "name").get("Floor"))
			.isEqualTo(idsBy(before, "tickets", "name").get("Floor"));
		assertThat(after.at("/tickets/1/id")).isEqualTo(before.at("/tickets/1/id"));
		assertThat(before.findValuesAsString("id")).doesNotContain(after.at("/tickets/0/id").asString());
	}

	@Test
	void imageAndQuestionKeepTheirIdsWithAnotherTextBesideThem() {
		JsonNode before = create();
		String id = before.get("id").asString();
		this.editor.mutate("setGallery",
				Map.of("id", id, "gallery", List.of(Map.of("url", "https://images.example/b.jpg", "alt", "An owl"),
						Map.of("url", "https://images.example/c.jpg"))),
				"event { id }");
		JsonNode after = this.editor.mutate("setFaqs", Map.of("id", id, "faqs",
				List.of(Map.of("question", "When?", "answer", "Early."), Map.of("question", "Why?", "answer", "So."))),
				PARTS)
			.get("event");
		assertThat(idsBy(after, "gallery", "url").get("https://images.example/b.jpg"))
			.isEqualTo(idsBy(before, "gallery", "url").get("https://images.example/b.jpg"));
		assertThat(idsBy(after, "faqs", "question").get("When?"))
			.isEqualTo(idsBy(before, "faqs", "question").get("When?"));
		assertThat(before.findValuesAsString("id")).doesNotContain(after.at("/faqs/1/id").asString(),
				after.at("/gallery/1/id").asString());
	}

	@Test
	void equalPartsHaveIdsOfTheirOwnAndChangeNothing() {
		JsonNode before = create();
		String id = before.get("id").asString();
		List<Map<String, String>> same = Collections.nCopies(3, Map.of("name", "Seat"));
		JsonNode first = this.editor.mutate("setTickets", Map.of("id", id, "tickets", same), PARTS).get("event");
		assertThat(first.get("tickets").findValuesAsString("id")).hasSize(3).doesNotHaveDuplicates();
		JsonNode second = this.editor.mutate("setTickets", Map.of("id", id, "tickets", same), PARTS).get("event");
		assertThat(second).isEqualTo(first);
	}

	@Test
	void importOfAnEditedDocumentKeepsIds() {
		importText(LISTING);
		JsonNode before = imported();
		importText(LISTING.replace("At seven.", "At eight.").replace("**Alt text**: banner", "**Alt text**: An owl"));
		JsonNode after = imported();
		assertThat(after.at("/gallery/0/alt").asString()).isEqualTo("An owl");
		assertThat(after.findValuesAsString("id")).isEqualTo(before.findValuesAsString("id"));
		TestDatabase.dsl().execute("update image set id = gen_random_uuid()");
		assertThat(importText(LISTING).problems()).as("ids are no edits")
			.extracting(DocumentProblem::code)
			.doesNotContain("edits_overwritten");
	}

	private ImportOutcome importText(String text) {
		return this.importer.importDocument("owls.txt", text.getBytes(StandardCharsets.UTF_8));
	}

	private JsonNode imported() {
		return this.graphQlTestClient
			.data("{ eventByUrl(url: \"https://listings.example/owls/1\") { gallery { id alt } faqs { id } } }")
			.get("eventByUrl");
	}

	private JsonNode create() {
		return this.editor.mutate("createEvent", Map.of("name", "Owls", "start",
				Map.of("local", "2037-03-05T19:30", "timeZone", "Europe/Lisbon"), "tickets",
				List.of(Map.of("name", "Floor"), Map.of("url", "https://tickets.example/seat")), "gallery",
				List.of(Map.of("url", "https://images.example/a.jpg"), Map.of("url", "https://images.example/b.jpg")),
				"faqs",
				List.of(Map.of("question", "When?", "answer", "Late."),
						Map.of("question", "Where?", "answer", "Here."))),
				PARTS.replace("{ version", "{ id version"))
			.get("event");
	}

	private static Map<String, String> idsBy(JsonNode event, String part, String name) {
		return event.get(part)
			.valueStream()
			.filter((element) -> !element.get(name).isNull())
			.collect(Collectors.toMap((element) -> element.get(name).asString(),
					(element) -> element.get("id").asString()));
	}

}
