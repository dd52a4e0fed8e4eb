package dev.marquee.mcp;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The SDK's own client, connected to the running server. It validates the content of each
 * answer by the output schema of the tool.
 */
final class McpTestClient implements AutoCloseable {

	private final McpSyncClient client;

	private McpTestClient(McpSyncClient client) {
		this.client = client;
	}

	/**
	 * Connects.
	 * @param headers alternating names and values of headers of all requests
	 */
	static McpTestClient connect(URI server, String... headers) {
		HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(server.toString())
			.endpoint("/mcp")
			.jsonMapper(new JacksonMcpJsonMapper(GraphQlTestClient.JSON))
			.requestBuilder((headers.length > 0) ? HttpRequest.newBuilder().headers(headers) : HttpRequest.newBuilder())
			.build();
		McpTestClient client = new McpTestClient(McpClient.sync(transport)
			.requestTimeout(Duration.ofSeconds(20))
			.enableCallToolSchemaCaching(true)
			.build());
		client.client.initialize();
		return client;
	}

	McpSyncClient client() {
		return this.client;
	}

	CallToolResult call(String tool, Map<String, Object> arguments) {
		return this.client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
	}

	/** The text of an answer. */
	String text(String tool, Map<String, Object> arguments) {
		CallToolResult result = call(tool, arguments);
		assertThat(result.isError()).as(textOf(result)).isFalse();
		return textOf(result);
	}

	/** The content of an answer. */
	JsonNode content(String tool, Map<String, Object> arguments) {
		CallToolResult result = call(tool, arguments);
		assertThat(result.isError()).as(textOf(result)).isFalse();
		return GraphQlTestClient.JSON.valueToTree(result.structuredContent());
	}

	/** The text of an answer that is an error. */
	String error(String tool, Map<String, Object> arguments) {
		CallToolResult result = call(tool, arguments);
		assertThat(result.isError()).as(textOf(result)).isTrue();
		return textOf(result);
	}

	/** The names of the events in the content of a list. */
	List<String> names(String tool, Map<String, Object> arguments) {
		return content(tool, arguments).get("events")
			.valueStream()
			.map((event) -> event.get("name").asString())
			.toList();
	}

	private static String textOf(CallToolResult result) {
		assertThat(result.content()).hasSize(1);
		return ((TextContent) result.content().getFirst()).text();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
