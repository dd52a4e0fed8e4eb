package dev.marquee.transport.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import dev.marquee.GraphQlTestClient;
import tools.jackson.databind.JsonNode;

/**
 * A request with only the given headers, and its response.
 */
record Exchange(HttpResponse<byte[]> response) {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	static Exchange send(HttpRequest.Builder request) {
		try {
			return new Exchange(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends a GET.
	 * @param headers alternating names and values
	 */
	static Exchange get(URI endpoint, Map<String, String> parameters, String... headers) {
		return send(request(endpoint, parameters, headers));
	}

	static HttpRequest.Builder request(URI endpoint, Map<String, String> parameters, String... headers) {
		String query = parameters.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&", "?", ""));
		return with(HttpRequest.newBuilder(URI.create(endpoint + query)), headers);
	}

	/** Sends a POST. */
	static Exchange post(URI endpoint, String body, String... headers) {
		return send(with(HttpRequest.newBuilder(endpoint).POST(BodyPublishers.ofString(body)), headers));
	}

	/** Sends a POST of JSON that accepts the GraphQL media type. */
	static Exchange graphQl(URI endpoint, String json) {
		return post(endpoint, json, "Content-Type", "application/json", "Accept", "application/graphql-response+json");
	}

	private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	int status() {
		return this.response.statusCode();
	}

	String header(String name) {
		return String.join(", ", this.response.headers().allValues(name));
	}

	byte[] bytes() {
		return this.response.body();
	}

	JsonNode json() {
		return GraphQlTestClient.JSON.readTree(this.response.body());
	}

	JsonNode error() {
		return json().at("/errors/0");
	}

	String code() {
		return error().at("/extensions/code").asString();
	}

}
