package dev.marquee.monitoring;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that mean harm are refused soon, and the next request is served.
 */
@WholeHouse
class HostileRequestTests {

	private static final Duration SOON = Duration.ofSeconds(2);

	@Autowired
	Client client;

	@AfterEach
	void theNextRequestIsServed() {
		long begin = System.nanoTime();
		assertThat(this.client.data("{ events { totalCount } }").at("/events/totalCount").isNumber()).isTrue();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
	}

	@Test
	void aSmallQueryThatAsksForAnEndlessAnswerIsRefused() {
		String bomb = "{events" + "{nodes{venue{events".repeat(38) + "{totalCount}" + "}}}".repeat(38) + "}";
		assertThat(bomb.length()).isLessThan(900);
		refused("query bomb of 0.9 KB", "{\"query\":\"" + bomb + "\"}", 400, "DEPTH_LIMIT_EXCEEDED");
	}

	@Test
	void aSmallerOneIsTooDear() {
		String bomb = "{events" + "{nodes{venue{events".repeat(6) + "{totalCount}" + "}}}".repeat(6) + "}";
		refused("query bomb of 0.2 KB", "{\"query\":\"" + bomb + "\"}", 400, "COST_LIMIT_EXCEEDED");
	}

	@Test
	void fourteenThousandAliasesAreRefused() {
		String aliases = IntStream.range(0, 14_000)
			.mapToObj((number) -> "a" + number + ": __typename")
			.collect(Collectors.joining(" "));
		refused("14,000 aliases", "{\"query\":\"{ " + aliases + " }\"}", 400, "CHARACTER_LIMIT_EXCEEDED");
	}

	@Test
	void thirtyMegabytesOfVariablesAreRefused() {
		refused("30 MB of variables",
				"{\"query\":\"{ __typename }\",\"variables\":{\"a\":\"" + "x".repeat(30_000_000) + "\"}}", 413,
				"CONTENT_TOO_LARGE");
	}

	private void refused(String attack, String body, int status, String code) {
		long begin = System.nanoTime();
		var response = this.client.send(body);
		row(attack, response.statusCode() + " " + code, begin);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Client.JSON.readTree(response.body()).at("/errors/0/extensions/code").asString()).isEqualTo(code);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
	}

	private static void row(String fault, String seen, long begin) {
		System.out.printf("%s | %s | %d ms | served%n", fault, seen, (System.nanoTime() - begin) / 1_000_000);
	}

}
