package dev.marquee.limits;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hostile requests are rejected quickly, and the next request is served.
 */
@IntegrationTest
class HostileRequestTests {

	private static final Duration MAX_DURATION = Duration.ofSeconds(2);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@AfterEach
	void assertNextRequestIsServed() {
		long begin = System.nanoTime();
		assertThat(this.graphQlTestClient.data("{ events { totalCount } }").at("/events/totalCount").isNumber())
			.isTrue();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MAX_DURATION);
	}

	@Test
	void deeplyNestedQueryIsRejected() {
		String bomb = "{events" + "{nodes{venue{events".repeat(38) + "{totalCount}" + "}}}".repeat(38) + "}";
		assertThat(bomb.length()).isLessThan(900);
		assertRejected("query bomb of 0.9 KB", "{\"query\":\"" + bomb + "\"}", 400, "DEPTH_LIMIT_EXCEEDED");
	}

	@Test
	void expensiveQueryIsRejected() {
		String bomb = "{events" + "{nodes{venue{events".repeat(6) + "{totalCount}" + "}}}".repeat(6) + "}";
		assertRejected("query bomb of 0.2 KB", "{\"query\":\"" + bomb + "\"}", 400, "COST_LIMIT_EXCEEDED");
	}

	@Test
	void fourteenThousandAliasesAreRejected() {
		String aliases = IntStream.range(0, 14_000)
			.mapToObj((number) -> "a" + number + ": __typename")
			.collect(Collectors.joining(" "));
		assertRejected("14,000 aliases", "{\"query\":\"{ " + aliases + " }\"}", 400, "CHARACTER_LIMIT_EXCEEDED");
	}

	@Test
	void thirtyMegabytesOfVariablesAreRejected() {
		assertRejected("30 MB of variables",
				"{\"query\":\"{ __typename }\",\"variables\":{\"a\":\"" + "x".repeat(30_000_000) + "\"}}", 413,
				"CONTENT_TOO_LARGE");
	}

	private void assertRejected(String attack, String body, int status, String code) {
		long begin = System.nanoTime();
		var response = this.graphQlTestClient.send(body);
		printRow(attack, response.statusCode() + " " + code, begin);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(GraphQlTestClient.JSON.readTree(response.body()).at("/errors/0/extensions/code").asString())
			.isEqualTo(code);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MAX_DURATION);
	}

	private static void printRow(String fault, String outcome, long begin) {
		System.out.printf("%s | %s | %d ms | served%n", fault, outcome, (System.nanoTime() - begin) / 1_000_000);
	}

}
