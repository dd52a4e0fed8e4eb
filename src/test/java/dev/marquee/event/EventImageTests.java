package dev.marquee.event;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The best image of an event for a purpose, and the sizes of images.
 */
@IntegrationTest
class EventImageTests {

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

	/** Images as role and width, by position. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			THUMBNAIL, OTHER, BANNER         | 2 | 0 | 1
			OTHER, THUMBNAIL                 | 0 | 1 | 0
			BANNER, THUMBNAIL                | 0 | 1 | 0
			THUMBNAIL                        | 0 | 0 | 0
			BANNER 10, BANNER 30, BANNER 20  | 1 | 0 | 0
			BANNER, BANNER 30                | 1 | 0 | 0
			OTHER 10, OTHER 20               | 1 | 0 | 0
			OTHER, OTHER                     | 0 | 0 | 0
			""")
	void imageOfARoleOrItsBestSubstituteIsReturned(String images, int banner, int thumbnail, int other) {
		String[] each = images.split(", ");
		JsonNode event = create(
				IntStream.range(0, each.length).mapToObj((number) -> image(number, each[number].split(" "))).toList());
		assertThat(event.at("/image/url").asString()).isEqualTo(url(banner));
		assertThat(event.at("/thumbnail/url").asString()).isEqualTo(url(thumbnail));
		assertThat(event.at("/other/url").asString()).isEqualTo(url(other));
	}

	@Test
	void eventWithoutImagesHasNone() {
		assertThat(create(List.of()).get("image").isNull()).isTrue();
	}

	@Test
	void roleMayBeAVariable() {
		create(List.of(image(0, "BANNER"), image(1, "THUMBNAIL")));
		String document = "query ($role: ImageRole!) { events { nodes { venue { name } image(role: $role) { url } } } }";
		for (int time = 1; time <= 4; time++) {
			for (String role : List.of("BANNER", "THUMBNAIL")) {
				assertThat(this.graphQlTestClient.data(document, Map.of("role", role)).findValuesAsString("url"))
					.containsExactly(url(role.equals("BANNER") ? 0 : 1));
			}
		}
	}

	@Test
	void sizeOfTheInputComesBackOut() {
		JsonNode event = create(List.of(Map.of("url", url(0), "width", 1200, "height", 800)));
		assertThat(event.at("/gallery/0/width").asInt()).isEqualTo(1200);
		assertThat(event.at("/gallery/0/height").asInt()).isEqualTo(800);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 100_001 })
	void sizeMustBePositiveAndNotHuge(int pixels) {
		assertThat(this.editor.userErrors("createEvent", input(List.of(Map.of("url", url(0), "width", pixels)))))
			.containsExactly("gallery.0.width INVALID");
		assertThat(this.editor.userErrors("createEvent", input(List.of(Map.of("url", url(0), "height", pixels)))))
			.containsExactly("gallery.0.height INVALID");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"{\"@type\":\"ImageObject\",\"url\":\"$u\",\"width\":1200,\"height\":800}",
			"{\"@type\":\"ImageObject\",\"contentUrl\":\"$u\",\"width\":\"1200\",\"height\":\"800px\"}",
			"[\"https://images.example/9.jpg\",{\"url\":\"$u\",\"width\":\"1200 px\",\"height\":800.0}]",
			"{\"url\":\"$u\",\"width\":{\"@type\":\"QuantitativeValue\",\"value\":1200,\"unitCode\":\"E37\"},\"height\":{\"value\":\"800\"}}" })
	void sizeIsReadFromStructuredData(String image) {
		assertThat(importListing(image, true).problems()).isEmpty();
		JsonNode inText = imported();
		assertThat(inText.get("alt").asString()).isEqualTo("An owl");
		assertThat(inText.get("width").asInt()).isEqualTo(1200);
		assertThat(inText.get("height").asInt()).isEqualTo(800);
		TestDatabase.clear();
		importListing(image, false);
		assertThat(imported().get("width").asInt()).isEqualTo(1200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"wide\"", "0", "-5", "\"99999999999\"", "\"10 cm\"", "1.5" })
	void unreadableSizeIsReported(String width) {
		ImportOutcome outcome = importListing("{\"url\":\"$u\",\"width\":" + width + ",\"height\":800}", true);
		assertThat(outcome.problems()).extracting(DocumentProblem::code).containsExactly("size_unreadable");
		assertThat(imported().get("width").isNull()).isTrue();
		assertThat(imported().get("height").asInt()).isEqualTo(800);
	}

	private ImportOutcome importListing(String image, boolean withGallery) {
		String gallery = "## Event gallery\n- **Alt text**: An owl\n  - **Image URL**: " + url(0) + "\n";
		String document = """
				# Event Details
				- **Event Name**: Owls
				- **Event Start and End Date**: Fri, 20 Feb, 2026 at 07:00 pm
				%s## Structured Data (JSON-LD)
				{"@type": "Event", "startDate": "2026-02-20T19:00:00+00:00", "image": %s}
				""".formatted(withGallery ? gallery : "", image.replace("$u", url(0)));
		return this.importer.importDocument("owls.txt", document.getBytes(StandardCharsets.UTF_8));
	}

	private JsonNode imported() {
		return this.graphQlTestClient.data("{ events { nodes { gallery { url alt width height } } } }")
			.at("/events/nodes/0/gallery")
			.valueStream()
			.filter((image) -> image.get("url").asString().equals(url(0)))
			.findFirst()
			.orElseThrow();
	}

	private JsonNode create(List<Map<String, Object>> gallery) {
		return this.editor
			.mutate("createEvent", input(gallery),
					"event { image { url } thumbnail: image(role: THUMBNAIL) { url } other: image(role: OTHER) { url }"
							+ " gallery { width height } }")
			.get("event");
	}

	private static Map<String, Object> input(List<Map<String, Object>> gallery) {
		return Map.of("name", "Owls", "publish", true, "start",
				Map.of("local", "2037-03-05T19:30", "timeZone", "Europe/Lisbon"), "gallery", gallery);
	}

	private static Map<String, Object> image(int number, String... roleAndWidth) {
		Map<String, Object> image = new HashMap<>(Map.of("url", url(number), "role", roleAndWidth[0]));
		if (roleAndWidth.length > 1) {
			image.put("width", Integer.valueOf(roleAndWidth[1]));
			image.put("height", 10);
		}
		return image;
	}

	private static String url(int number) {
		return "https://images.example/" + number + ".jpg";
	}

}
