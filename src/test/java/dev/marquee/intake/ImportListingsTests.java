package dev.marquee.intake;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import dev.marquee.writing.Editor;
import dev.marquee.writing.Editors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.schema.Tables.EVENT;
import static dev.marquee.schema.Tables.VENUE;
import static org.assertj.core.api.Assertions.assertThat;

@WholeHouse
class ImportListingsTests {

	private static final String SELECTION = "documents { name status event { id name } problems { severity code section line message } }";

	private static final Map<String, String> WHOLE = Map.of("name", "whole.txt", "text", TestListings.WHOLE);

	@Autowired
	Client client;

	Editor editor;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.editor = Editors.of(this.client);
	}

	@Test
	void eachDocumentHasAnOutcomeOfItsOwn() {
		JsonNode documents = take(false,
				List.of(WHOLE, Map.of("name", "bad.txt", "text", "nothing \u0000 at all"), WHOLE,
						Map.of("name", "other.txt", "text",
								TestListings.WHOLE.replace("Compilers by Candlelight", "Parsers by Candlelight"))));
		assertThat(documents.findValuesAsString("status")).containsExactly("CREATED", "REJECTED", "UNCHANGED",
				"UPDATED");
		assertThat(documents.at("/0/event/name").asString()).startsWith("Parsers by Candlelight");
		assertThat(documents.at("/1/event").isNull()).isTrue();
		assertThat(documents.at("/1/problems/0/severity").asString()).isNotBlank();
		assertThat(documents.at("/1/problems/0/line").asInt()).isPositive();
		assertThat(documents.at("/2/event/id")).isEqualTo(documents.at("/0/event/id"));
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isEqualTo(1);
	}

	@Test
	void interestsExpressedHereStayWhateverTheListingTells() {
		String event = take(false, List.of(WHOLE)).at("/0/event/id").asString();
		assertThat(express(event, "ann")).isEqualTo(2);
		String told = TestListings.WHOLE.replace("total_interested_count: 1", "total_interested_count: 40");
		assertThat(take(false, List.of(Map.of("name", "whole.txt", "text", told))).at("/0/status").asString())
			.isEqualTo("UPDATED");
		assertThat(express(event, "ann")).isEqualTo(41);
		assertThat(express(event, "bob")).isEqualTo(42);
	}

	private int express(String event, String person) {
		return this.editor
			.write("expressInterest", Map.of("eventId", event, "person", person), "event { interestedCount }")
			.at("/event/interestedCount")
			.asInt();
	}

	@Test
	void aDryRunTellsTheSameAndWritesNothing() {
		JsonNode documents = take(true, List.of(WHOLE, WHOLE));
		assertThat(documents.findValuesAsString("status")).containsExactly("CREATED", "UNCHANGED");
		assertThat(documents.at("/0/event").isNull()).isTrue();
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
		assertThat(TestDatabase.dsl().fetchCount(VENUE)).isZero();
	}

	@Test
	void theInputItselfMayHaveProblems() {
		assertThat(this.editor.problems("importListings", Map.of("documents", List.of())))
			.containsExactly("documents REQUIRED");
		assertThat(this.editor.problems("importListings", Map.of("documents", Collections.nCopies(101, WHOLE))))
			.containsExactly("documents TOO_MANY");
		assertThat(this.editor.problems("importListings",
				Map.of("documents", List.of(WHOLE, Map.of("name", "\u0000", "text", "")))))
			.containsExactly("documents.1.name REQUIRED");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	private JsonNode take(boolean dryRun, List<Map<String, String>> documents) {
		return this.editor.write("importListings", Map.of("documents", documents, "dryRun", dryRun), SELECTION)
			.get("documents");
	}

}
