package dev.marquee.query.compile;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import dev.marquee.query.compile.RandomDocuments.RandomDocument;
import graphql.ExecutionResult;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random documents over the whole schema return the same from the compiler as from
 * graphql-java itself.
 */
@IntegrationTest
class DifferentialTests {

	private static final int DOCUMENTS = 400;

	/**
	 * The first execution caches fragments, the second raises the hit ratio, and the
	 * third uses the template.
	 */
	private static final int REPETITIONS = 3;

	private static final Set<String> UNSUPPORTED_TYPES = Set.of("OccurrenceChange", "EventSeries", "EventFacets",
			"FacetValue", "PriceBand", "EventHighlight", "Suggestion", "Subscription", "EventChangePage", "EventChange",
			"EventState", "RateLimit", "EventClusters", "EventCluster", "GeoBounds", "EventJsonLd", "JsonLdWarning",
			"EventOutputs", "OccurrenceOverride");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	GraphQlSource source;

	ReferenceExecutor reference;

	@BeforeEach
	void fill() {
		RandomListings.populate(7, 40);
		this.reference = new ReferenceExecutor(this.source.schema(), TestDatabase.dsl());
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 2 })
	void compilerMatchesGraphQlJava(long round) {
		List<String> keys = new ArrayList<>();
		int refused = 0;
		for (long seed = round * DOCUMENTS; seed < (round + 1) * DOCUMENTS; seed++) {
			RandomDocument randomDocument = RandomDocuments.generate(this.source.schema(), this.reference, seed);
			JsonNode expected = expected(randomDocument.text(), randomDocument.variables());
			for (int time = 1; time <= REPETITIONS; time++) {
				JsonNode actual = this.graphQlTestClient.execute(randomDocument.text(), randomDocument.variables());
				if (exceedsLimit(actual)) {
					refused++;
					break;
				}
				List<String> differences = differences("", expected, actual);
				assertThat(differences)
					.as("%s, seed %s, execution %s, variables %s, document\n%s", differences, seed, time,
							randomDocument.variables(), randomDocument.text())
					.isEmpty();
			}
			expected.path("data").propertyNames().forEach(keys::add);
		}
		assertThat(keys).as("root fields").hasSizeGreaterThan(DOCUMENTS);
		assertThat(refused).isLessThan(DOCUMENTS / 10);
	}

	private static boolean exceedsLimit(JsonNode response) {
		return response.at("/errors/0/extensions/code").asString("").endsWith("_LIMIT_EXCEEDED");
	}

	@Test
	void everyReachableFieldMatchesGraphQlJava() {
		String everything = """
				query Everything {
					categories { id slug name events(first: 2) { nodes { id } } }
					performers(first: 3) { nodes { ...P events(first: 2) { nodes { id } } } }
					viewer { interestedEvents { totalCount } }
					events(first: 40) { totalCount totalCountIsExact pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
						edges { cursor occurrence { ...C } node { ...E
							occurrences(first: 1) { totalCount edges { cursor node { ...C event { id } } } } nextOccurrence { ...C }
							venue { ...V events(last: 1) { nodes { ...E viewerIsInterested } } }
							organizers { ...O events { totalCount edges { cursor node { id } } } } organizer { ...O } } } }
				}
				fragment V on Venue { __typename id name fullAddress city state country countryCode latitude longitude version
					street postalCode website telephone location { latitude longitude } locality { id name state country countryCode } upcomingEventCount }
				fragment O on Organizer { __typename id name url sourceId description version upcomingEventCount
					logoUrl email telephone }
				fragment C on Occurrence { __typename id start { ...T } end { ...T } previousStart { ...T } status cancellationReason name description }
				fragment P on Performer { __typename id name url imageUrl sameAs version }
				fragment T on EventTime { instant local date timeZone precision zoneSource }
				fragment E on Event { __typename id url name description start { ...T } end { ...T } status attendanceMode
					interestedCount categories { id slug name } tickets { id name url price { amount currency } priceKind availability
						maxPrice { amount currency } saleStartsAt saleEndsAt stock description category }
					type tags languages capacity remainingCapacity isAccessibleForFree audience ageRange { min max }
					accessibilityFeatures doors { ...T } joinUrl identifiers { value kind } performers { ...P }
					gallery { id url alt role width height caption } faqs { id question answer }
					image { id url } thumbnail: image(role: THUMBNAIL) { id width } structuredData { source }
					sources { name sourceId url affiliateId documentHash importedAt sequence modifiedAt } createdAt updatedAt publishedAt
					previousStart { ...T } cancellationReason version slug calendarSequence
					recurrence { rules text additionalStarts excludedStarts }
					priceRange { min max currency } priceRanges { min max currency } isFree isSoldOut ticketAvailability }
				""";
		assertThat(everything.split("\\W+")).contains(comparedFields());
		for (int time = 1; time <= REPETITIONS; time++) {
			JsonNode actual = this.graphQlTestClient.execute(everything, Map.of());
			assertThat(differences("", expected(everything, Map.of()), actual)).as("%s", actual.path("errors"))
				.isEmpty();
			assertThat(actual.at("/data/events/edges")).hasSize(40);
		}
	}

	/**
	 * All fields except root fields, since the document need not reach an object in more
	 * than one way.
	 */
	private String[] comparedFields() {
		return typesReachableFromQuery().stream()
			.filter((type) -> !type.getName().equals("Query") && !UNSUPPORTED_TYPES.contains(type.getName()))
			.flatMap((type) -> type.getFieldDefinitions().stream())
			.map(GraphQLFieldDefinition::getName)
			.filter((field) -> !RandomDocuments.UNSUPPORTED_FIELDS.contains(field))
			.distinct()
			.toArray(String[]::new);
	}

	/**
	 * The object types that queries can reach; payloads of mutations are not among them.
	 */
	private Set<GraphQLObjectType> typesReachableFromQuery() {
		GraphQLSchema schema = this.source.schema();
		Set<GraphQLObjectType> reached = new LinkedHashSet<>();
		Deque<GraphQLObjectType> pending = new ArrayDeque<>(List.of(schema.getQueryType()));
		while (!pending.isEmpty()) {
			GraphQLObjectType type = pending.pop();
			if (reached.add(type)) {
				type.getFieldDefinitions()
					.stream()
					.map((field) -> GraphQLTypeUtil.unwrapAll(field.getType()))
					.forEach((fieldType) -> {
						if (fieldType instanceof GraphQLObjectType object) {
							pending.push(object);
						}
						if (fieldType instanceof GraphQLInterfaceType any) {
							schema.getImplementations(any).forEach(pending::push);
						}
					});
			}
		}
		return reached;
	}

	private JsonNode expected(String document, Map<String, Object> variables) {
		ExecutionResult result = this.reference.execute(document, variables);
		assertThat(result.getErrors()).as(document).isEmpty();
		return GraphQlTestClient.JSON.valueToTree(result.toSpecification());
	}

	/**
	 * The differences between two responses. Keys must be in the same order; numbers are
	 * equal if their values are.
	 */
	private static List<String> differences(String path, JsonNode expected, JsonNode actual) {
		if (expected.isObject() && actual.isObject()) {
			if (!List.copyOf(expected.propertyNames()).equals(List.copyOf(actual.propertyNames()))) {
				return List.of(path + ": keys " + expected.propertyNames() + " but was " + actual.propertyNames());
			}
			return expected.propertyStream()
				.flatMap((
						field) -> differences(path + "/" + field.getKey(), field.getValue(), actual.get(field.getKey()))
							.stream())
				.toList();
		}
		if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
			List<String> differences = new ArrayList<>();
			for (int i = 0; i < expected.size(); i++) {
				differences.addAll(differences(path + "/" + i, expected.get(i), actual.get(i)));
			}
			return differences;
		}
		boolean same = (expected.isNumber() && actual.isNumber()) ? decimal(expected).compareTo(decimal(actual)) == 0
				: expected.equals(actual);
		return same ? List.of() : List.of(path + ": expected " + expected + " but was " + actual);
	}

	private static BigDecimal decimal(JsonNode number) {
		return new BigDecimal(number.asString());
	}

}
