package dev.marquee.organizer;

import java.util.HashMap;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The mutations of organizers and their user errors.
 */
@IntegrationTest
class OrganizerEditingTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void updateDistinguishesAbsentNullAndValue() {
		String id = this.mutationClient.mutate("createOrganizer",
				Map.of("name", "Night Owls", "url", "https://owls.example/", "description", "We."), "organizer { id }")
			.at("/organizer/id")
			.asString();
		Map<String, Object> patch = new HashMap<>(Map.of("id", id, "name", "Day Owls"));
		patch.put("url", null);
		JsonNode updated = this.mutationClient.mutate("updateOrganizer", patch, "organizer { name url description }")
			.get("organizer");
		assertThat(updated.get("name").asString()).isEqualTo("Day Owls");
		assertThat(updated.get("url").isNull()).isTrue();
		assertThat(updated.get("description").asString()).isEqualTo("We.");
		assertThat(this.mutationClient.userErrors("updateOrganizer", Map.of("id", id, "expectedVersion", "1")))
			.containsExactly("expectedVersion CONFLICT");
	}

	@Test
	void duplicateOrganizerIsRejected() {
		this.mutationClient.mutate("createOrganizer", Map.of("name", "Owls", "url", "https://owls.example/"),
				"organizer { id }");
		this.mutationClient.mutate("createOrganizer", Map.of("name", "Owls"), "organizer { id }");
		assertThat(this.mutationClient.userErrors("createOrganizer", Map.of("name", "OWLS")))
			.containsExactly("name TAKEN");
		assertThat(this.mutationClient.userErrors("createOrganizer",
				Map.of("name", "Other", "url", "https://OWLS.example/")))
			.containsExactly("url TAKEN");
	}

	@Test
	void allUserErrorsAreReportedTogether() {
		assertThat(this.mutationClient.userErrors("createOrganizer",
				Map.of("name", "", "url", "mailto:a@b.example", "description", "x".repeat(200_001))))
			.containsExactly("name REQUIRED", "url INVALID", "description TOO_LONG");
	}

}
