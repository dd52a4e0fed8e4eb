package dev.marquee.transport.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents of the operator's own clients, by id. The manifest is either an object of
 * texts by id, as the client preset of {@code graphql-codegen} and Relay write it, or
 * Apollo's list of operations.
 */
final class TrustedDocuments {

	static final TrustedDocuments NONE = new TrustedDocuments(Map.of());

	/** Some tools prefix ids with the name of the hash; it is ignored. */
	private static final String SHA_256_PREFIX = "sha256:";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Map<String, String> textsById;

	private final Set<String> knownTexts;

	private TrustedDocuments(Map<String, String> textsById) {
		this.textsById = textsById;
		this.knownTexts = new HashSet<>(textsById.values());
	}

	/**
	 * Reads a manifest.
	 * @throws IllegalStateException if it is not a valid manifest
	 */
	static TrustedDocuments read(Path manifest) {
		JsonNode root;
		try {
			root = JSON.readTree(Files.readString(manifest));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read the trusted documents from " + manifest, ex);
		}
		catch (JacksonException ex) {
			throw new IllegalStateException("The trusted documents in " + manifest + " are not valid JSON", ex);
		}
		Map<String, String> texts = new HashMap<>();
		if (root.path("operations").isArray()) {
			root.get("operations")
				.forEach((operation) -> add(texts, manifest, operation.path("id"), operation.path("body")));
		}
		else {
			root.properties()
				.forEach((entry) -> add(texts, manifest, JSON.getNodeFactory().stringNode(entry.getKey()),
						entry.getValue()));
		}
		if (texts.isEmpty()) {
			throw new IllegalStateException("No trusted documents in " + manifest);
		}
		return new TrustedDocuments(texts);
	}

	private static void add(Map<String, String> texts, Path manifest, JsonNode id, JsonNode text) {
		if (!id.isString() || !text.isString()) {
			throw new IllegalStateException(manifest + " must be an object of documents by id, or have `operations` "
					+ "with `id` and `body`, as graphql-codegen and Apollo write them");
		}
		texts.put(stripHashPrefix(id.asString()), text.asString());
	}

	private static String stripHashPrefix(String id) {
		return id.startsWith(SHA_256_PREFIX) ? id.substring(SHA_256_PREFIX.length()) : id;
	}

	@Nullable String find(String id) {
		return this.textsById.get(stripHashPrefix(id));
	}

	boolean contains(String text) {
		return this.knownTexts.contains(text);
	}

}
