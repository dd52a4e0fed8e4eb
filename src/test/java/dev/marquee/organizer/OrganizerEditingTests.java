package dev.marquee.organizer;

import java.util.HashMap;
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

import static org.assertj.core.api.Assertions.assertThat;

@WholeHouse
class OrganizerEditingTests {

	@Autowired
	Client client;

	Editor editor;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.editor = Editors.of(this.client);
	}

	@Test
	void anUpdateTellsAbsentNullAndValueApart() {
		String id = this.editor.write("createOrganizer",
				Map.of("name", "Night Owls", "url", "https://owls.example/", "description", "We."), "organizer { id }")
			.at("/organizer/id")
			.asString();
		Map<String, Object> patch = new HashMap<>(Map.of("id", id, "name", "Day Owls"));
		patch.put("url", null);
		JsonNode now = this.editor.write("updateOrganizer", patch, "organizer { name url description }")
			.get("organizer");
		assertThat(now.get("name").asString()).isEqualTo("Day Owls");
		assertThat(now.get("url").isNull()).isTrue();
		assertThat(now.get("description").asString()).isEqualTo("We.");
		assertThat(this.editor.problems("updateOrganizer", Map.of("id", id, "expectedVersion", "1")))
			.containsExactly("expectedVersion CONFLICT");
	}

	@Test
	void twoOrganizersAreNeverTheSame() {
		this.editor.write("createOrganizer", Map.of("name", "Owls", "url", "https://owls.example/"),
				"organizer { id }");
		this.editor.write("createOrganizer", Map.of("name", "Owls"), "organizer { id }");
		assertThat(this.editor.problems("createOrganizer", Map.of("name", "OWLS"))).containsExactly("name TAKEN");
		assertThat(this.editor.problems("createOrganizer", Map.of("name", "Other", "url", "https://OWLS.example/")))
			.containsExactly("url TAKEN");
	}

	@Test
	void problemsAreToldAtOnce() {
		assertThat(this.editor.problems("createOrganizer",
				Map.of("name", "", "url", "mailto:a@b.example", "description", "x".repeat(200_001))))
			.containsExactly("name REQUIRED", "url INVALID", "description TOO_LONG");
	}

}
