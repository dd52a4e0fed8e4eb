package dev.marquee.transport.http;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A well-formed GraphQL request before its document is resolved and validated.
 *
 * @param query the text of the document; null if the request has an id or hash instead
 * @param documentId the id of a trusted document
 */
record OperationRequest(@Nullable String query, @Nullable String documentId, @Nullable String operationName,
		Map<String, @Nullable Object> variables, Map<String, Object> extensions) {

	/** The hash of an automatic persisted query; null if absent. */
	@Nullable String persistedQueryHash() {
		Object persisted = this.extensions.get("persistedQuery");
		if (persisted == null) {
			return null;
		}
		if (persisted instanceof Map<?, ?> query && query.get("sha256Hash") instanceof String hash) {
			return hash;
		}
		throw HttpErrorException.malformed("`extensions.persistedQuery` must be an object with `sha256Hash`.");
	}

}
