package dev.marquee.mcp;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without the setting {@code marquee.mcp} there is no {@code /mcp}.
 */
@IntegrationTest
class McpSwitchTests {

	@Autowired
	ApplicationContext context;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Test
	void nothingIsThereByDefault() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.graphQlTestClient.uri("/mcp"))
			.headers("Content-Type", "application/json", "Accept", "application/json, text/event-stream")
			.POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"))
			.build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
		assertThat(this.context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("mcp"));
		assertThat(this.context.getBeansOfType(McpEndpoint.class)).isEmpty();
		assertThat(this.graphQlTestClient.get("/llms.txt").body()).doesNotContain("/mcp");
	}

}
