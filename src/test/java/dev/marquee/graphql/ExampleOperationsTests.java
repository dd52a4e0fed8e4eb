package dev.marquee.graphql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example operations of GraphiQL's tabs and of the README.
 */
@IntegrationTest
class ExampleOperationsTests {

	/** The value of {@code marquee.max-cost} in {@code application.properties}. */
	private static final long DEFAULT_MAX_COST = 25_000;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	GraphQlSource source;

	@BeforeEach
	void populate() {
		RandomListings.populate(5, 30);
	}

	static Stream<Path> graphiQlOperations() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/web/operations"))) {
			return files.filter((file) -> file.toString().endsWith(".graphql")).sorted().toList().stream();
		}
	}

	static List<String> readmeOperations() throws IOException {
		String readme = Files.readString(Path.of("README.md"));
		return Stream.of(readme.split("```graphql\n")).skip(1).map((block) -> block.split("```")[0]).toList();
	}

	@ParameterizedTest
	@MethodSource("graphiQlOperations")
	void graphiQlOperationSucceeds(Path file) throws IOException {
		Path variablesFile = Path.of(file.toString().replace(".graphql", ".variables.json"));
		JsonNode json = GraphQlTestClient.JSON
			.readTree(Files.exists(variablesFile) ? Files.readString(variablesFile) : "{}");
		Map<String, Object> variables = GraphQlTestClient.JSON.convertValue(json, new TypeReference<>() {
		});
		run(Files.readString(file), variables);
	}

	@ParameterizedTest
	@MethodSource("readmeOperations")
	void readmeOperationSucceeds(String operation) {
		run(operation, Map.of());
	}

	/** Executes a query or mutation, and validates a subscription. */
	private void run(String operation, Map<String, Object> variables) {
		if (operation.lines().anyMatch((line) -> line.startsWith("subscription"))) {
			ExecutionInput input = ExecutionInput.newExecutionInput(operation).build();
			assertThat(ParseAndValidate.parseAndValidate(this.source.schema(), input).getErrors()).isEmpty();
			return;
		}
		JsonNode response = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN)
			.executeWithExtensions(Map.of("cost", true), operation, variables);
		assertThat(response.has("errors")).as("%s", response).isFalse();
		assertThat(response.at("/extensions/cost/requested").asLong()).isBetween(1L, DEFAULT_MAX_COST);
		JsonNode data = response.get("data");
		assertThat(data.size()).isPositive();
		assertThat(data.findValues("userErrors")).allSatisfy((userErrors) -> assertThat(userErrors).isEmpty());
	}

}
