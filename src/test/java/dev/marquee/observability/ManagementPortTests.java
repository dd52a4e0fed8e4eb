package dev.marquee.observability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Access to the actuator if it has a port of its own.
 */
class ManagementPortTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext marquee;

	@BeforeAll
	static void start() {
		marquee = SpringApplication.run(MarqueeApplication.class, "--server.port=0", "--management.server.port=0",
				"--spring.datasource.url=" + TestDatabase.url(), "--marquee.editor-token=" + TimedClient.EDITOR_TOKEN);
	}

	@AfterAll
	static void stop() {
		marquee.close();
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/prometheus, hikaricp_connections_active", "/actuator/info, {",
			"/actuator/health, '{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}'",
			"/actuator/health/liveness, '{\"status\":\"UP\"}'", "/actuator/health/readiness, '{\"status\":\"UP\"}'" })
	void managementPortNeedsNoKey(String path, String expected) throws Exception {
		HttpResponse<String> response = getFromManagementPort(path, "Accept", "*/*");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains(expected);
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/prometheus", "/actuator/info", "/actuator", "/actuator/health", "/actuator/env" })
	void mainPortHidesActuator(String path) throws Exception {
		HttpResponse<String> withKey = getFromMainPort(path, "Authorization", "Bearer " + TimedClient.EDITOR_TOKEN);
		assertThat(withKey.statusCode()).isEqualTo(404);
		assertThat(getFromMainPort(path, "Accept", "*/*").statusCode()).isBetween(401, 404);
	}

	@ParameterizedTest
	@CsvSource({ "/livez", "/readyz" })
	void mainPortServesProbes(String path) throws Exception {
		HttpResponse<String> response = getFromMainPort(path, "Accept", "*/*");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
	}

	@Test
	void forwardedPortHeaderGrantsNoAccess() throws Exception {
		HttpResponse<String> response = getFromMainPort("/actuator/prometheus", "X-Forwarded-Port",
				port("local.management.port"));
		assertThat(response.statusCode()).isBetween(401, 404);
	}

	@ParameterizedTest
	@CsvSource({ "/graphql?query=%7B__typename%7D", "/docs/", "/graphql/schema", "/actuator/env" })
	void managementPortServesActuatorOnly(String path) throws Exception {
		assertThat(getFromManagementPort(path, "Accept", "*/*").statusCode()).isEqualTo(404);
	}

	/**
	 * Prometheus requests this format, and discards the whole response if a sum has an
	 * exemplar.
	 */
	@Test
	void openMetricsOutputHasNoExemplars() throws Exception {
		getFromMainPort("/graphql?query=%7Bevents%7BtotalCount%7D%7D", "Accept", "*/*");
		HttpResponse<String> metrics = getFromManagementPort("/actuator/prometheus", "Accept",
				"application/openmetrics-text; version=1.0.0");
		assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).contains("openmetrics");
		assertThat(metrics.body()).contains("marquee_requests_seconds_bucket")
			.endsWith("# EOF\n")
			.doesNotContain(" # {")
			.doesNotContain("spring_security");
	}

	@Test
	void unknownKeyIsRejectedOnManagementPort() throws Exception {
		assertThat(getFromManagementPort("/actuator/prometheus", "Authorization", "Bearer unknown").statusCode())
			.isEqualTo(401);
	}

	private static HttpResponse<String> getFromMainPort(String path, String... headers)
			throws IOException, InterruptedException {
		return get(port("local.server.port"), path, headers);
	}

	private static HttpResponse<String> getFromManagementPort(String path, String... headers)
			throws IOException, InterruptedException {
		return get(port("local.management.port"), path, headers);
	}

	private static HttpResponse<String> get(String port, String path, String... headers)
			throws IOException, InterruptedException {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).headers(headers).build(),
				BodyHandlers.ofString());
	}

	private static String port(String name) {
		return marquee.getEnvironment().getRequiredProperty(name);
	}

}
