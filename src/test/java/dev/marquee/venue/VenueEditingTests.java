package dev.marquee.venue;

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
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The mutations of venues and their user errors.
 */
@IntegrationTest
class VenueEditingTests {

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
		JsonNode venue = this.mutationClient
			.mutate("createVenue",
					Map.of("name", "The Lantern", "city", "Porto", "state", "Norte", "location", point(41.1, -8.6)),
					"venue { id version }")
			.get("venue");
		Map<String, Object> patch = new HashMap<>(Map.of("id", venue.get("id").asString(), "expectedVersion",
				venue.get("version").asString(), "name", "The Lamp"));
		patch.put("location", null);
		patch.put("state", null);
		JsonNode updated = this.mutationClient
			.mutate("updateVenue", patch, "venue { name city state latitude longitude version }")
			.get("venue");
		assertThat(updated.get("name").asString()).isEqualTo("The Lamp");
		assertThat(updated.get("city").asString()).isEqualTo("Porto");
		assertThat(updated.get("state").isNull()).isTrue();
		assertThat(updated.get("latitude").isNull()).isTrue();
		assertThat(updated.get("version").asString()).isEqualTo("2");
		assertThat(this.mutationClient.userErrors("updateVenue", patch)).containsExactly("expectedVersion CONFLICT");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, location INVALID", "90.1, 0, location.latitude INVALID",
			"0, -180.5, location.longitude INVALID", "1e308, 5, location.latitude INVALID" })
	void coordinatesOutOfRangeAreRejected(double latitude, double longitude, String userError) {
		assertThat(this.mutationClient.userErrors("createVenue",
				Map.of("name", "A", "location", point(latitude, longitude))))
			.containsExactly(userError);
	}

	@Test
	void duplicateVenueIsRejected() {
		this.mutationClient.mutate("createVenue", Map.of("name", "The Lantern", "city", "Porto"), "venue { id }");
		assertThat(this.mutationClient.userErrors("createVenue", Map.of("name", "the LANTERN", "city", "porto")))
			.containsExactly(" TAKEN");
		assertThat(this.mutationClient.userErrors("createVenue", Map.of("name", "The Lantern", "city", "Lisbon")))
			.isEmpty();
	}

	@Test
	void venuesOfOneAddressMayBeFarApart() {
		for (double latitude : List.of(41.1, 41.2)) {
			assertThat(this.mutationClient.userErrors("createVenue",
					Map.of("name", "The Lantern", "location", point(latitude, -8.6))))
				.isEmpty();
		}
		assertThat(this.mutationClient.userErrors("createVenue",
				Map.of("name", "The Lantern", "location", point(41.2001, -8.6))))
			.containsExactly(" TAKEN");
		assertThat(this.mutationClient.userErrors("createVenue", Map.of("name", "The Lantern")))
			.containsExactly(" TAKEN");
	}

	@Test
	void unknownIdIsNotFound() {
		assertThat(
				this.mutationClient.userErrors("updateVenue", Map.of("id", "ven_00000000-0000-0000-0000-000000000000")))
			.containsExactly("id NOT_FOUND");
	}

	private static Map<String, Double> point(double latitude, double longitude) {
		return Map.of("latitude", latitude, "longitude", longitude);
	}

}
