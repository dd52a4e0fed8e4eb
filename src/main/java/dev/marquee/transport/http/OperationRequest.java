package dev.marquee.transport.http;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A GraphQL request as it came: well-formed, but not yet known to make sense.
 *
 * @param query the document; null when the request names one that is known here
 * @param documentId the id of a trusted document
 */
record OperationRequest(@Nullable String query, @Nullable String documentId, @Nullable String operationName,
		Map<String, @Nullable Object> variables, Map<String, Object> extensions) {

	/** The hash of a document that may have been registered automatically. */
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
