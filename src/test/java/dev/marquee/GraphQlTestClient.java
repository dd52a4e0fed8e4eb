package dev.marquee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/**
 * A GraphQL client that sends HTTP requests to the running server.
 */
@TestComponent
public class GraphQlTestClient {

	public static final JsonMapper JSON = JsonMapper.builder().build();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Environment environment;

	private final @Nullable String token;

	@Autowired
	GraphQlTestClient(Environment environment) {
		this(environment, null);
	}

	private GraphQlTestClient(Environment environment, @Nullable String token) {
		this.environment = environment;
		this.token = token;
	}

	/** Returns a client that sends this key or token. */
	public GraphQlTestClient withToken(String token) {
		return new GraphQlTestClient(this.environment, token);
	}

	/** Returns the whole response, with {@code data} and {@code errors}. */
	public JsonNode execute(String document, Map<String, ?> variables) {
		return post(Map.of("query", document, "variables", variables));
	}

	/** Returns the whole response to a request with additional headers. */
	public JsonNode execute(String document, Map<String, ?> variables, Map<String, String> headers) {
		return post(Map.of("query", document, "variables", variables), headers);
	}

	/** Returns the data of one of several operations in a document. */
	public JsonNode data(String document, String operation, Map<String, ?> variables) {
		return post(Map.of("query", document, "operationName", operation, "variables", variables)).get("data");
	}

	/** Returns the whole response to a request with {@code extensions}. */
	public JsonNode executeWithExtensions(Map<String, ?> extensions, String document, Map<String, ?> variables) {
		return post(Map.of("query", document, "variables", variables, "extensions", extensions));
	}

	private JsonNode post(Map<String, ?> request) {
		return post(request, Map.of());
	}

	private JsonNode post(Map<String, ?> request, Map<String, String> headers) {
		return JSON.readTree(send(JSON.writeValueAsString(request), headers).body());
	}

	/** Sends a request with this body, and returns the HTTP response. */
	public HttpResponse<String> send(String body) {
		return send(body, Map.of());
	}

	private HttpResponse<String> send(String body, Map<String, String> headers) {
		HttpRequest.Builder post = HttpRequest.newBuilder(uri("/graphql"))
			.header("Content-Type", "application/json")
			.header("Accept", "application/graphql-response+json")
			.POST(BodyPublishers.ofString(body));
		if (this.token != null) {
			post.header("Authorization", "Bearer " + this.token);
		}
		headers.forEach(post::header);
		return send(post.build());
	}

	/** Returns the data of a response, and fails if it has errors. */
	public JsonNode data(String document, Map<String, ?> variables) {
		JsonNode response = execute(document, variables);
		if (response.has("errors")) {
			throw new AssertionError("Unexpected errors: " + response.get("errors") + " for\n" + document);
		}
		return response.get("data");
	}

	public JsonNode data(String document) {
		return data(document, Map.of());
	}

	/** Returns the first error of a response, and fails if it has none. */
	public JsonNode error(String document) {
		return error(document, Map.of());
	}

	public JsonNode error(String document, Map<String, ?> variables) {
		JsonNode error = execute(document, variables).path("errors").path(0);
		if (error.isMissingNode()) {
			throw new AssertionError("No error for\n" + document);
		}
		return error;
	}

	public HttpResponse<String> get(String path) {
		HttpRequest.Builder get = HttpRequest.newBuilder(uri(path));
		if (this.token != null) {
			get.header("Authorization", "Bearer " + this.token);
		}
		return send(get.build());
	}

	public URI uri(String path) {
		return URI.create("http://localhost:" + this.environment.getRequiredProperty("local.server.port") + path);
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return HTTP.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
