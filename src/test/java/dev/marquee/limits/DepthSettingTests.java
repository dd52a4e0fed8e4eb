package dev.marquee.limits;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.MarqueeApplication;
import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that allows deeper operations than graphql-java's defaults.
 */
class DepthSettingTests {

	private static final int DEPTH = 150;

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext marquee;

	@BeforeAll
	static void start() {
		RandomListings.populate(11, 10);
		marquee = SpringApplication.run(MarqueeApplication.class, "--server.port=0",
				"--spring.datasource.url=" + TestDatabase.url(), "--marquee.editor-token=depth",
				"--marquee.limits.depth=" + DEPTH, "--marquee.limits.aliases=1000", "--marquee.max-cost=1000000000",
				"--marquee.rate-limit.key=0", "--marquee.request-timeout=60s", "--marquee.statement-timeout=60s");
	}

	@AfterAll
	static void stop() {
		marquee.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 66, 99, 102, 126, DEPTH })
	void operationWithinConfiguredDepthIsExecuted(int depth) throws Exception {
		JsonNode response = execute(nested(depth, "%s"));
		assertThat(response.has("errors")).as(response.toString()).isFalse();
		assertThat(response.at("/data/events/nodes")).isNotEmpty();
	}

	@Test
	void inlineFragmentsDoNotCountAsLevels() throws Exception {
		assertThat(execute(nested(DEPTH, "... on Event { %s }")).has("errors")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { DEPTH + 1, DEPTH + 2, 2 * DEPTH, 10 * DEPTH })
	void deeperOperationIsRejected(int depth) throws Exception {
		JsonNode error = execute(nested(depth, "%s")).at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("DEPTH_LIMIT_EXCEEDED");
		assertThat(error.at("/extensions/limit").asInt()).isEqualTo(DEPTH);
	}

	/**
	 * Nests events and venues until the innermost field has the given depth.
	 */
	private static String nested(int depth, String around) {
		return "{ " + level(depth, around) + " }";
	}

	private static String level(int depth, String around) {
		return switch (depth) {
			case 1 -> "__typename";
			case 2 -> "events(first: 1) { __typename }";
			case 3 -> "events(first: 1) { nodes { " + around.formatted("id") + " } }";
			default ->
				"events(first: 1) { nodes { " + around.formatted("venue { " + level(depth - 3, around) + " }") + " } }";
		};
	}

	private static JsonNode execute(String query) throws IOException, InterruptedException {
		String port = marquee.getEnvironment().getRequiredProperty("local.server.port");
		return GraphQlTestClient.JSON
			.readTree(HTTP.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
				.header("Content-Type", "application/json")
				.header("Authorization", "Bearer depth")
				.POST(BodyPublishers.ofString(GraphQlTestClient.JSON.writeValueAsString(Map.of("query", query))))
				.build(), BodyHandlers.ofString()).body());
	}

}
