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
 * Every operation that GraphiQL offers in its tabs, and every one that README offers to
 * paste.
 */
@IntegrationTest
class ExampleOperationsTests {

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
	@MethodSource("inTabs")
	void graphiQlOperationSucceeds(Path file) throws IOException {
		Path values = Path.of(file.toString().replace(".graphql", ".variables.json"));
		JsonNode given = GraphQlTestClient.JSON.readTree(Files.exists(values) ? Files.readString(values) : "{}");
		Map<String, Object> variables = GraphQlTestClient.JSON.convertValue(given, new TypeReference<>() {
		});
		run(Files.readString(file), variables);
	}

	@ParameterizedTest
	@MethodSource("inReadme")
	void readmeOperationSucceeds(String operation) {
		run(operation, Map.of());
	}

	/** Subscriptions are run by others; here they only have to be valid. */
	private void run(String operation, Map<String, Object> variables) {
		if (operation.lines().anyMatch((line) -> line.startsWith("subscription"))) {
			ExecutionInput input = ExecutionInput.newExecutionInput(operation).build();
			assertThat(ParseAndValidate.parseAndValidate(this.source.schema(), input).getErrors()).isEmpty();
			return;
		}
		JsonNode data = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN).data(operation, variables);
		assertThat(data.size()).isPositive();
		assertThat(data.findValues("userErrors")).allSatisfy((problems) -> assertThat(problems).isEmpty());
	}

}
