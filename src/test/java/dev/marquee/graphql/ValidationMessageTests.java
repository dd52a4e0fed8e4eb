package dev.marquee.graphql;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The messages about documents and variables that do not match the schema.
 */
@IntegrationTest
class ValidationMessageTests {

	private static final String PERIODS = "The values are `NOW`, `TODAY`, `TOMORROW`, `THIS_WEEK`, `THIS_WEEKEND`, "
			+ "`NEXT_7_DAYS`, `THIS_MONTH`, `UPCOMING` and `PAST`.";

	private static final String WITH_FILTER = "query Find($f: EventFilter) { events(filter: $f) { totalCount } }";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			textBlock = """
					{ events { nodes { nam } } } | Field `nam` does not exist on `Event`. Did you mean `name`?
					{ events { nodes { Name } } } | Field `Name` does not exist on `Event`. Did you mean `name`?
					{ events { nodes { startDate } } } | Field `startDate` does not exist on `Event`. Did you mean `start`?
					{ event(id: "x") { venue { fullAdress } } } | Field `fullAdress` does not exist on `Venue`. Did you mean `fullAddress`?
					{ rateLimit { foo } } | Field `foo` does not exist on `RateLimit`. The fields are `limit`, `remaining`, `resetAt` and `cost`.
					{ node(id: "x") { publishedAt } } | Field `publishedAt` does not exist on `Node`. Select it in a fragment: `... on Event { publishedAt }`.
					{ event(ID: "x") { id } } | Field `event` has no argument `ID`. Did you mean `id`?
					{ events { nodes { name(x: 1) } } } | Field `name` has no argument `x`. It has no arguments.
					{ event { id } } | Field `event` requires the argument `id` of the type `ID!`.
					{ event(id: null) { id } } | `id` must not be null: its type is `ID!`.
					{ events(first: "x") { totalCount } } | `first` must be a whole number from -2147483648 to 2147483647, but is "x".
					{ events(first: 1.5) { totalCount } } | `first` must be a whole number from -2147483648 to 2147483647, but is 1.5.
					{ events(filter: { cities: [["x"]] }) { totalCount } } | `filter.cities[0]` must be a string, but is a list.
					{ events(filter: "x") { totalCount } } | `filter` must be an object of the type `EventFilter`, but is "x".
					{ events(filter: { city: "Berlin" }) { totalCount } } | `filter.city` does not exist on `EventFilter`. Did you mean `cities`?
					{ events(filter: { near: { latitude: 1, longitude: 1 } }) { totalCount } } | `filter.near.radiusKm` is required: its type is `Float!`.
					{ events(filter: { hasImage: "yes" }) { totalCount } } | `filter.hasImage` must be `true` or `false`, but is "yes".
					{ events(filter: { during: { from: "2026-12-19" } }) { totalCount } } | `filter.during.from` must be a `DateTime`, but is "2026-12-19". Expected a date-time with an offset, such as 2026-12-19T20:00:00+01:00.
					{ eventByUrl(url: "ftp://x") { id } } | `url` must be a `Url`, but is "ftp://x". Expected an absolute http or https URL of at most 2048 characters, without user information.
					query A($x: Intt) { __typename } | Type `Intt` does not exist. Did you mean `Int`?
					{ ... on Evnt { id } } | Type `Evnt` does not exist. Did you mean `Event`?
					{ node(id: "x") { ... on EventConnection { totalCount } } } | A fragment on `EventConnection` cannot be used on `Node`, which is never a `EventConnection`.
					{ ...Foo } fragment Food on Query { __typename } | Fragment `Foo` is not defined in the document. Did you mean `Food`?
					{ __typename @skp(if: true) } | Directive `@skp` does not exist. Did you mean `@skip`?
					{ __typename @skip } | Directive `@skip` requires the argument `if` of the type `Boolean!`.
					{ __typename @skip(iff: true) } | Directive `@skip` has no argument `iff`. Did you mean `if`?
					{ events(first: $x) { totalCount } } | Variable `$x` is used, but the operation does not declare it.
					query A($x: Int) { __typename } | Variable `$x` is declared, but not used.
					query A($x: String) { event(id: $x) { id } } | Variable `$x` has the type `String`, but is used where `ID!` is expected. Declare it as `$x: ID!`.
					query A($x: Int = "a") { events(first: $x) { totalCount } } | `$x` must be a whole number from -2147483648 to 2147483647, but is "a".
					query A($x: Event) { __typename } | Variable `$x` cannot have the type `Event`, which is not an input type.
					{ events } | Field `events` has the type `EventConnection!`. Select fields of it: `events { … }`.
					{ events { totalCount { x } } } | Field `totalCount` has the type `Int!`, which has no fields to select. Remove the braces after it.
					{ rateLimit { a: limit a: cost } } | `rateLimit/a` stands for both `limit` and `cost`. Give one of them an alias.
					""")
	void messageSaysWhatIsWrongAndWhatIsPossible(String document, String message) {
		JsonNode response = this.graphQlTestClient.execute(document, Map.of());
		List<String> messages = response.get("errors")
			.valueStream()
			.map((error) -> error.get("message").asString())
			.toList();
		assertThat(messages).contains(message);
		assertThat(response.get("errors").valueStream()).allSatisfy((error) -> {
			assertThat(error.at("/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
			assertThat(error.at("/locations/0/line").asInt()).isPositive();
			assertThat(error.get("extensions").has("classification")).isFalse();
		});
	}

	@Test
	void wrongEnumValueIsExplainedWithPathAndChoices() {
		JsonNode literal = this.graphQlTestClient.error("{ events(filter: { when: SOON }) { totalCount } }");
		assertThat(literal.get("message").asString())
			.isEqualTo("`filter.when` must be a value of `RelativePeriod`, but is `SOON`. " + PERIODS);
		assertThat(literal.at("/locations/0/column").asInt()).isEqualTo(26);
		assertThat(strings(literal.at("/extensions/path"))).containsExactly("events");
		assertThat(strings(literal.at("/extensions/argumentPath"))).containsExactly("filter", "when");
		JsonNode variable = this.graphQlTestClient.error(WITH_FILTER, Map.of("f", Map.of("when", "upcomming")));
		assertThat(variable.get("message").asString())
			.isEqualTo("`$f.when` must be a value of `RelativePeriod`, but is \"upcomming\". Did you mean `UPCOMING`? "
					+ PERIODS);
		assertThat(variable.at("/locations/0/column").asInt()).isEqualTo(12);
		assertThat(strings(variable.at("/extensions/argumentPath"))).containsExactly("$f", "when");
		assertThat(variable.at("/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
	}

	@Test
	void argumentsOfUnknownDirectivesAreNotReported() {
		assertThat(messages("{ __typename @skp(if: true) }", Map.of()))
			.containsExactly("Directive `@skp` does not exist. Did you mean `@skip`?");
	}

	@Test
	void quotedEnumValueInDocumentIsRecognized() {
		JsonNode error = this.graphQlTestClient.error("{ events(filter: { when: \"PAST\" }) { totalCount } }");
		assertThat(error.get("message").asString())
			.startsWith("`filter.when` must be a value of `RelativePeriod`, but is \"PAST\". Did you mean `PAST`?");
	}

	@Test
	void everyWrongValueIsReported() {
		String document = "{ events(filter: { city: \"x\", when: SOON, cities: [1, \"x\", null] }) { totalCount } }";
		assertThat(messages(document, Map.of())).hasSize(4)
			.anyMatch((message) -> message.startsWith("`filter.city` does not exist"))
			.anyMatch((message) -> message.startsWith("`filter.when` must be"))
			.contains("`filter.cities[0]` must be a string, but is 1.",
					"`filter.cities[2]` must not be null: its type is `String!`.");
		Map<String, Object> filter = new LinkedHashMap<>();
		filter.put("city", "x");
		filter.put("when", 7);
		filter.put("cities", Arrays.asList(1, "x", null));
		assertThat(messages(WITH_FILTER, Map.of("f", filter))).hasSize(4)
			.contains("`$f.city` does not exist on `EventFilter`. Did you mean `cities`?",
					"`$f.when` must be a value of `RelativePeriod`, but is 7. " + PERIODS,
					"`$f.cities[0]` must be a string, but is 1.",
					"`$f.cities[2]` must not be null: its type is `String!`.");
	}

	@Test
	void missingVariableIsNamed() {
		String document = "query Find($id: ID!, $first: Int!) { event(id: $id) { id similar(first: $first) { id } } }";
		assertThat(messages(document, Collections.singletonMap("first", null))).containsExactly(
				"`$id` is required, but `variables` does not have it: its type is `ID!`.",
				"`$first` must not be null: its type is `Int!`.");
	}

	@Test
	void nullForRequiredArgumentIsNamed() {
		JsonNode error = this.graphQlTestClient.error("query Find($id: ID = \"x\") { event(id: $id) { id } }",
				Collections.singletonMap("id", null));
		assertThat(error.get("message").asString())
			.isEqualTo("`id` must not be null, but `$id` is. Omit the variable to use the default.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					query A($x: Float = 1) { events(filter: { near: { latitude: $x, longitude: 1, radiusKm: 1 } }) { totalCount } } | filter.near.latitude
					query A($x: String = "a") { events(filter: { cities: ["b", $x] }) { totalCount } }                              | filter.cities[1]
					query A($x: Int) { events { nodes { ...F } } } fragment F on Event { similar(first: $x) { id } }                | first
					""")
	void nullForNestedRequiredInputIsNamed(String document, String path) {
		JsonNode error = this.graphQlTestClient.error(document, Collections.singletonMap("x", null));
		assertThat(error.get("message").asString())
			.isEqualTo("`" + path + "` must not be null, but `$x` is. Omit the variable to use the default.");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
	}

	@Test
	void nullForOptionalInputIsAccepted() {
		assertThat(this.graphQlTestClient.data(
				"query A($x: [String!] = [\"a\"], $y: Int) { events(filter: { cities: $x }) { totalCount } again: events(first: $y) { totalCount } }",
				Collections.singletonMap("x", null))
			.has("again")).isTrue();
	}

	@Test
	void hostileRequestsAreAnsweredBriefly() {
		String names = IntStream.range(0, 400)
			.mapToObj((number) -> "x".repeat(150) + number)
			.collect(Collectors.joining(" "));
		JsonNode response = this.graphQlTestClient.execute("{ events { nodes { " + names + " } } }", Map.of());
		assertThat(response.get("errors").size()).isEqualTo(20);
		Map<String, Object> filter = IntStream.range(0, 20_000)
			.boxed()
			.collect(Collectors.toMap((number) -> "categoriez" + number, (number) -> number));
		JsonNode many = this.graphQlTestClient.execute(WITH_FILTER, Map.of("f", filter));
		assertThat(many.get("errors").size()).isEqualTo(20);
		JsonNode huge = this.graphQlTestClient.error(WITH_FILTER, Map.of("f", Map.of("when", "x".repeat(500_000))));
		assertThat(huge.get("message").asString()).hasSizeLessThan(400);
	}

	private List<String> messages(String document, Map<String, ?> variables) {
		return this.graphQlTestClient.execute(document, variables)
			.get("errors")
			.valueStream()
			.map((error) -> error.get("message").asString())
			.toList();
	}

	private static List<String> strings(JsonNode list) {
		return list.valueStream().map(JsonNode::asString).toList();
	}

}
