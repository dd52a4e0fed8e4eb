package dev.marquee.mutation;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

import dev.marquee.GraphQlTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Client that executes mutations over HTTP.
 *
 * @param headers the headers of each request, such as {@code Authorization}
 */
public record MutationClient(GraphQlTestClient graphQlTestClient, Map<String, String> headers) {

	private static final String ERRORS = " userErrors { field message code }";

	/** Returns a client with an additional header. */
	public MutationClient withHeader(String header, String value) {
		Map<String, String> combined = new HashMap<>(this.headers);
		combined.put(header, value);
		return new MutationClient(this.graphQlTestClient, combined);
	}

	/** Executes a mutation and returns the whole response. */
	public JsonNode execute(String mutation, Map<String, ?> input, String selection) {
		String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
		return this.graphQlTestClient.execute("mutation Write($input: " + type + "!) { " + mutation
				+ "(input: $input) { " + selection + ERRORS + " } }", Map.of("input", input), this.headers);
	}

	/** Executes a mutation and returns its payload, which may have {@code userErrors}. */
	public JsonNode payload(String mutation, Map<String, ?> input, String selection) {
		JsonNode response = execute(mutation, input, selection);
		if (response.has("errors")) {
			throw new AssertionError("Unexpected errors: " + response.get("errors"));
		}
		return response.at("/data/" + mutation);
	}

	/** Executes a mutation that must succeed and returns its payload. */
	public JsonNode mutate(String mutation, Map<String, ?> input, String selection) {
		JsonNode payload = payload(mutation, input, selection);
		if (!payload.get("userErrors").isEmpty()) {
			throw new AssertionError("Unexpected user errors: " + payload.get("userErrors"));
		}
		return payload;
	}

	/**
	 * Executes a mutation and returns its user errors, each as path and code:
	 * {@code start.local INVALID}.
	 */
	public Iterable<String> userErrors(String mutation, Map<String, ?> input) {
		JsonNode errors = payload(mutation, input, "").get("userErrors");
		return StreamSupport.stream(errors.spliterator(), false)
			.map((error) -> path(error.get("field")) + " " + error.get("code").asString())
			.toList();
	}

	private static String path(JsonNode field) {
		return String.join(".", StreamSupport.stream(field.spliterator(), false).map(JsonNode::asString).toList());
	}

}
