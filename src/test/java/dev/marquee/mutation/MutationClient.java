package dev.marquee.mutation;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

import dev.marquee.GraphQlTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who writes, over HTTP.
 *
 * @param headers what each request brings, the key above all
 */
public record MutationClient(GraphQlTestClient graphQlTestClient, Map<String, String> headers) {

	private static final String ERRORS = " userErrors { field message code }";

	/** The same, with one more header. */
	public MutationClient withHeader(String header, String value) {
		Map<String, String> more = new HashMap<>(this.headers);
		more.put(header, value);
		return new MutationClient(this.graphQlTestClient, more);
	}

	/** The whole response to a mutation. */
	public JsonNode execute(String mutation, Map<String, ?> input, String selection) {
		String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
		return this.graphQlTestClient.execute("mutation Write($input: " + type + "!) { " + mutation
				+ "(input: $input) { " + selection + ERRORS + " } }", Map.of("input", input), this.headers);
	}

	/** The payload of a mutation, with its {@code userErrors}. */
	public JsonNode payload(String mutation, Map<String, ?> input, String selection) {
		JsonNode response = execute(mutation, input, selection);
		if (response.has("errors")) {
			throw new AssertionError("Unexpected errors: " + response.get("errors"));
		}
		return response.at("/data/" + mutation);
	}

	/** What a mutation wrote. */
	public JsonNode mutate(String mutation, Map<String, ?> input, String selection) {
		JsonNode payload = payload(mutation, input, selection);
		if (!payload.get("userErrors").isEmpty()) {
			throw new AssertionError("Unexpected user errors: " + payload.get("userErrors"));
		}
		return payload;
	}

	/**
	 * The problems that a mutation tells, each as its path and its code:
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
