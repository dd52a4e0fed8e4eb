package dev.marquee.observability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class DashboardTests {

	private static final Path DASHBOARD = Path.of("src/deploy/grafana-dashboard.json");

	/** A metric name followed by its labels. */
	private static final Pattern METRIC = Pattern.compile("([a-z_]+)\\{");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Test
	void everyDashboardMetricExists() throws Exception {
		this.graphQlTestClient.data("{ events { totalCount } }");
		this.graphQlTestClient.error("{ nothing }");
		String metrics = metrics();
		JsonNode dashboard = GraphQlTestClient.JSON.readTree(Files.readString(DASHBOARD));
		Set<String> used = dashboard.get("panels")
			.valueStream()
			.flatMap((panel) -> panel.get("targets").valueStream())
			.flatMap((target) -> METRIC.matcher(target.get("expr").asString()).results())
			.map((found) -> found.group(1))
			.collect(Collectors.toSet());
		assertThat(used).hasSizeGreaterThan(15)
			.allSatisfy((metric) -> assertThat(metrics).containsPattern("(?m)^" + metric + "[{ ]"));
	}

	@Test
	void unlistedOperationsShareOneLabel() {
		for (int number = 0; number < 20; number++) {
			this.graphQlTestClient.data("query MadeUp" + number + " { __typename }");
		}
		this.graphQlTestClient.data("query Measured { __typename }");
		assertThat(labels("marquee_requests_seconds_count", "operation")).containsExactlyInAnyOrder("Measured",
				"other");
	}

	@Test
	void requestsAreCountedByKindAndCode() {
		String queries = "marquee_requests_seconds_count{code=\"none\",kind=\"query\",operation=\"other\",outcome=\"success\"}";
		String forbidden = "marquee_requests_seconds_count{code=\"UNAUTHENTICATED\",kind=\"mutation\"";
		String invalid = "marquee_requests_seconds_count{code=\"GRAPHQL_PARSE_FAILED\",kind=\"none\"";
		String expensive = "marquee_requests_seconds_count{code=\"COST_LIMIT_EXCEEDED\",kind=\"query\"";
		double queriesBefore = value(queries);
		double forbiddenBefore = value(forbidden);
		double invalidBefore = value(invalid);
		double expensiveBefore = value(expensive);
		this.graphQlTestClient.data("{ __typename }");
		this.graphQlTestClient.error("mutation { deleteEvent(input: { id: \"evt_1\" }) { deletedId } }");
		this.graphQlTestClient.error("{");
		this.graphQlTestClient.error(
				"{ events(first: 100) { nodes { similar(first: 20) { similar(first: 20) { similar(first: 20) { id } } } } } }");
		assertThat(value(queries)).isEqualTo(queriesBefore + 1);
		assertThat(value(forbidden)).isEqualTo(forbiddenBefore + 1);
		assertThat(value(invalid)).isEqualTo(invalidBefore + 1);
		assertThat(value(expensive)).isEqualTo(expensiveBefore + 1);
	}

	@Test
	void errorsAreCountedByCode() {
		double before = value("marquee_errors_total{code=\"GRAPHQL_VALIDATION_FAILED\"}");
		this.graphQlTestClient.error("{ nothing }");
		assertThat(value("marquee_errors_total{code=\"GRAPHQL_VALIDATION_FAILED\"}")).isEqualTo(before + 1);
	}

	@Test
	void cacheHitsAreCounted() {
		String document = "{ events(first: 3) { totalCount nodes { id name } } }";
		this.graphQlTestClient.data(document);
		double before = value("cache_gets_total{cache=\"plans\",result=\"hit\"}");
		this.graphQlTestClient.data(document);
		assertThat(value("cache_gets_total{cache=\"plans\",result=\"hit\"}")).isGreaterThan(before);
	}

	private Set<String> labels(String metric, String label) {
		return Pattern.compile("(?m)^" + metric + "\\{.*?\\b" + label + "=\"([^\"]*)\"")
			.matcher(metrics())
			.results()
			.map((MatchResult found) -> found.group(1))
			.collect(Collectors.toSet());
	}

	private double value(String sample) {
		return metrics().lines()
			.filter((line) -> line.startsWith(sample))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	private String metrics() {
		return this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN).get("/actuator/prometheus").body();
	}

}
