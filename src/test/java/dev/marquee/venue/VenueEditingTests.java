package dev.marquee.venue;

import java.util.HashMap;
import java.util.Map;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import dev.marquee.writing.Editor;
import dev.marquee.writing.Editors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@WholeHouse
class VenueEditingTests {

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
		JsonNode venue = this.editor
			.write("createVenue",
					Map.of("name", "The Lantern", "city", "Porto", "state", "Norte", "location", point(41.1, -8.6)),
					"venue { id version }")
			.get("venue");
		Map<String, Object> patch = new HashMap<>(Map.of("id", venue.get("id").asString(), "expectedVersion",
				venue.get("version").asString(), "name", "The Lamp"));
		patch.put("location", null);
		patch.put("state", null);
		JsonNode now = this.editor.write("updateVenue", patch, "venue { name city state latitude longitude version }")
			.get("venue");
		assertThat(now.get("name").asString()).isEqualTo("The Lamp");
		assertThat(now.get("city").asString()).isEqualTo("Porto");
		assertThat(now.get("state").isNull()).isTrue();
		assertThat(now.get("latitude").isNull()).isTrue();
		assertThat(now.get("version").asString()).isEqualTo("2");
		assertThat(this.editor.problems("updateVenue", patch)).containsExactly("expectedVersion CONFLICT");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, location INVALID", "90.1, 0, location.latitude INVALID",
			"0, -180.5, location.longitude INVALID", "1e308, 5, location.latitude INVALID" })
	void pointsOffTheGlobeAreRefused(double latitude, double longitude, String problem) {
		assertThat(this.editor.problems("createVenue", Map.of("name", "A", "location", point(latitude, longitude))))
			.containsExactly(problem);
	}

	@Test
	void twoVenuesAreNeverTheSame() {
		this.editor.write("createVenue", Map.of("name", "The Lantern", "city", "Porto"), "venue { id }");
		assertThat(this.editor.problems("createVenue", Map.of("name", "the LANTERN", "city", "porto")))
			.containsExactly(" TAKEN");
		assertThat(this.editor.problems("createVenue", Map.of("name", "The Lantern", "city", "Lisbon"))).isEmpty();
	}

	@Test
	void whatLeadsNowhereIsNotFound() {
		assertThat(this.editor.problems("updateVenue", Map.of("id", "ven_00000000-0000-0000-0000-000000000000")))
			.containsExactly("id NOT_FOUND");
	}

	private static Map<String, Double> point(double latitude, double longitude) {
		return Map.of("latitude", latitude, "longitude", longitude);
	}

}
