package dev.marquee.query.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.SeededTries;
import dev.marquee.database.TestDatabase;
import dev.marquee.query.compile.RandomDocuments.RandomDocument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operation may cost bounds the bytes that it can return, even if every text of
 * an event has its maximum length and every list its maximum size.
 */
@IntegrationTest
@Timeout(300)
class CostBoundsResponseSizeTests {

	/** What a point pays for: about a fifth of the texts of 200 questions. */
	private static final int BYTES_PER_POINT = 500_000;

	private static final int DOCUMENTS = 60;

	private static final int ALIASES = 30;

	/** {@code marquee.limits.response-size}. */
	private static final int MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	GraphQlSource source;

	String eventId;

	@BeforeEach
	void insertTheLargestEvent() {
		TestDatabase.clear();
		TestDatabase.transactionTemplate()
			.executeWithoutResult((transaction) -> LARGEST_EVENT.lines()
				.collect(Collectors.joining("\n"))
				.transform((statements) -> TestDatabase.dsl().execute(statements)));
		this.eventId = this.graphQlTestClient.data("{ events { nodes { id } } }").at("/events/nodes/0/id").asString();
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void randomOperationsReturnNoMoreThanTheirCostPaysFor() {
		ReferenceExecutor reference = new ReferenceExecutor(this.source.schema(), TestDatabase.dsl());
		AtomicInteger responses = new AtomicInteger();
		SeededTries.run(DOCUMENTS, (random) -> {
			RandomDocument randomDocument = RandomDocuments.generate(this.source.schema(), reference,
					random.nextLong());
			if (assertPaidFor(randomDocument.text(), randomDocument.variables())) {
				responses.incrementAndGet();
			}
		});
		assertThat(responses).hasPositiveValue();
	}

	/** Each field of an event and of what belongs to it, alone and under many aliases. */
	@Test
	void everyFieldIsPaidForByEachAlias() {
		Map<GraphQLObjectType, String> paths = pathsFromEvent(this.source.schema());
		assertThat(paths).hasSizeGreaterThan(9);
		paths.forEach((type, path) -> type.getFieldDefinitions()
			.stream()
			.filter((field) -> isLeaf(field) && field.getArguments().isEmpty())
			.forEach((field) -> {
				assertPaidFor(path.formatted(field.getName()), Map.of());
				assertPaidFor(path.formatted(IntStream.range(0, ALIASES)
					.mapToObj((i) -> "a" + i + ": " + field.getName())
					.collect(Collectors.joining(" "))), Map.of());
			}));
	}

	/**
	 * Returns whether the operation was executed and its response was within the limit of
	 * all responses.
	 */
	private boolean assertPaidFor(String document, Map<String, Object> variables) {
		JsonNode response = this.graphQlTestClient.executeWithExtensions(Map.of("cost", true), document, variables);
		String code = response.at("/errors/0/extensions/code").asString("");
		if (code.endsWith("_LIMIT_EXCEEDED")) {
			return false;
		}
		boolean tooLarge = code.equals("RESPONSE_TOO_LARGE");
		long bytes = tooLarge ? MAX_RESPONSE_BYTES
				: GraphQlTestClient.JSON.writeValueAsBytes(response.path("data")).length;
		long requested = response.at("/extensions/cost/requested").asLong();
		assertThat(requested).as(response.path("errors").toString()).isPositive();
		assertThat(bytes).as("cost %s, variables %s, document\n%s", requested, variables, document)
			.isLessThanOrEqualTo(requested * BYTES_PER_POINT);
		return !tooLarge;
	}

	/** A document for each type, with a place for fields of the type. */
	private Map<GraphQLObjectType, String> pathsFromEvent(GraphQLSchema schema) {
		Map<GraphQLObjectType, String> paths = new LinkedHashMap<>();
		Deque<GraphQLObjectType> pending = new ArrayDeque<>();
		GraphQLObjectType event = schema.getObjectType("Event");
		paths.put(event, "{ event(id: \"" + this.eventId + "\") { %s } }");
		pending.add(event);
		while (!pending.isEmpty()) {
			GraphQLObjectType type = pending.remove();
			for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
				if (!isLeaf(field) && field.getArguments().isEmpty()
						&& GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType below
						&& !paths.containsKey(below)) {
					paths.put(below, paths.get(type).formatted(field.getName() + " { %s }"));
					pending.add(below);
				}
			}
		}
		return paths;
	}

	private static boolean isLeaf(GraphQLFieldDefinition field) {
		return GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType()));
	}

	/** Characters beyond the BMP have four bytes, more than any other in JSON here. */
	private static final String LARGEST_EVENT = """
			do $$
			declare
				owl text := '🦉';
				url text := 'https://a.example/' || repeat(owl, 2048 - 18);
				event_id uuid := gen_random_uuid();
				venue_id uuid := gen_random_uuid();
			begin
				insert into venue (id, name, full_address, city, state, country)
				values (venue_id, repeat(owl, 500), repeat(owl, 1000), repeat(owl, 200), repeat(owl, 200), repeat(owl, 200));
				insert into event (id, url, name, description, starts_at, start_local, start_zone, start_precision, start_zone_source,
					venue_id, published_at)
				values (event_id, 'https://a.example/' || repeat('o', 2030), repeat(owl, 500), repeat(owl, 200000), '2026-02-20 12:30Z', '2026-02-20 12:30', 'UTC',
					'MINUTE', 'STATED', venue_id, now());
				insert into organizer (id, name, url, source_id, description)
				select gen_random_uuid(), repeat(owl, 490) || n, left(url, 2047) || n, repeat(owl, 200), repeat(owl, 200000)
				from generate_series(0, 9) as n;
				insert into event_organizer (event_id, position, organizer_id, starts_at)
				select event_id, row_number() over () - 1, id, '2026-02-20 12:30Z' from organizer;
				insert into category (slug, name)
				select repeat('ж', 97) || n, repeat(owl, 97) || n from generate_series(100, 299) as n;
				insert into event_category (event_id, position, category_slug)
				select event_id, row_number() over () - 1, slug from category;
				insert into ticket (event_id, position, name, url, price_kind)
				select event_id, n, repeat(owl, 500), url, 'FREE' from generate_series(0, 199) as n;
				insert into image (event_id, position, url, alt, role)
				select event_id, n, url, repeat(owl, 1000), 'OTHER' from generate_series(0, 199) as n;
				insert into faq (event_id, position, question, answer)
				select event_id, n, repeat(owl, 2000), repeat(owl, 20000) from generate_series(0, 199) as n;
				insert into structured_data (event_id, source) values (event_id, repeat(owl, 1000000));
				insert into listing_source (name, source_id, event_id, url, affiliate_id, document_hash)
				select repeat(owl, 253), repeat(owl, 2045) || n, event_id, url, repeat(owl, 200), repeat('0', 64)
				from generate_series(100, 299) as n;
			end
			$$""";

}
