package dev.marquee.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.marquee.GraphQlTestClient;

/**
 * Requests outputs over HTTP.
 */
final class OutputClient {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final GraphQlTestClient graphQl;

	OutputClient(GraphQlTestClient graphQl) {
		this.graphQl = graphQl;
	}

	/** The address of a list with a filter. */
	static String list(String form, Map<String, ?> filter) {
		return "/events." + form + "?filter="
				+ URLEncoder.encode(GraphQlTestClient.JSON.writeValueAsString(filter), StandardCharsets.UTF_8);
	}

	/** The body of a successful response. */
	String body(String path) {
		HttpResponse<String> response = get(path);
		if (response.statusCode() != 200) {
			throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
		}
		return response.body();
	}

	HttpResponse<String> get(String path, String... headers) {
		return send("GET", path, headers);
	}

	HttpResponse<String> send(String method, String path, String... headers) {
		return send(method, path, BodyHandlers.ofString(), headers);
	}

	<T> HttpResponse<T> send(String method, String path, HttpResponse.BodyHandler<T> handler, String... headers) {
		URI uri = this.graphQl.uri(path);
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return HTTP.send(request.build(), handler);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
