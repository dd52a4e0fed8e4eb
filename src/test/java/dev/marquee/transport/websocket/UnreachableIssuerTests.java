package dev.marquee.transport.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestDatabase;
import dev.marquee.database.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server whose token issuer does not answer.
 */
@Timeout(60)
class UnreachableIssuerTests {

	@Test
	void tokenIsNotCalledInvalid() throws Exception {
		try (ConfigurableApplicationContext server = new SpringApplicationBuilder(MarqueeApplication.class).run(
				"--server.port=0", "--spring.datasource.url=" + TestDatabase.url(),
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=http://localhost:" + TestPostgres.freePort(),
				"--marquee.jwt-audience=marquee")) {
			URI uri = URI.create("http://localhost:" + server.getEnvironment().getRequiredProperty("local.server.port")
					+ "/graphql");
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(uri)
					.header("Content-Type", "application/json")
					.header("Authorization", "Bearer a.b.c")
					.POST(BodyPublishers.ofString("{\"query\":\"{ __typename }\"}"))
					.build(), BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.body()).contains("\"code\":\"SERVICE_UNAVAILABLE\"");
			assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
			HttpResponse<String> metrics = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(uri.resolve("/actuator/prometheus"))
					.header("Authorization", "Bearer a.b.c")
					.build(), BodyHandlers.ofString());
			assertThat(metrics.statusCode()).isEqualTo(503);
			TestWebSocket testWebSocket = TestWebSocket.open(uri);
			testWebSocket.send(Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer a.b.c")));
			assertThat(testWebSocket.closed.orTimeout(15, TimeUnit.SECONDS).join()).isEqualTo(1013);
		}
	}

}
