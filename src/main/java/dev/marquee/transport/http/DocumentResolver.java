package dev.marquee.transport.http;

import org.jspecify.annotations.Nullable;

/**
 * Resolves the document of a request: by its id, by its hash, or the text in the request.
 */
final class DocumentResolver {

	static final String NOT_TRUSTED_MESSAGE = "This server executes trusted documents only; send the `documentId` of one.";

	private final TrustedDocuments trustedDocuments;

	private final PersistedQueries persistedQueries;

	private final boolean trustedOnly;

	DocumentResolver(TrustedDocuments trustedDocuments, PersistedQueries persistedQueries, boolean trustedOnly) {
		this.trustedDocuments = trustedDocuments;
		this.persistedQueries = persistedQueries;
		this.trustedOnly = trustedOnly;
	}

	/**
	 * Returns the text of the document to execute.
	 * @throws HttpErrorException if the document is unknown or must not be executed
	 */
	String resolve(OperationRequest request) {
		String id = request.documentId();
		String hash = request.persistedQueryHash();
		if (id != null) {
			return requireSameText(request.query(), resolveTrusted(id));
		}
		if (hash != null) {
			return resolvePersisted(hash, request.query());
		}
		return requireAllowed(String.valueOf(request.query()));
	}

	/**
	 * Returns the text of a trusted document or, unless only these are executed, of a
	 * persisted query.
	 * @throws HttpErrorException if there is none
	 */
	String findStored(String id) {
		String persisted = (this.trustedOnly || this.trustedDocuments.find(id) != null) ? null
				: this.persistedQueries.find(id);
		return (persisted != null) ? persisted : resolveTrusted(id);
	}

	private String resolveTrusted(String id) {
		String text = this.trustedDocuments.find(id);
		if (text == null) {
			throw HttpErrorException.documentError("DOCUMENT_NOT_FOUND", "Unknown `documentId`.");
		}
		return text;
	}

	private static String requireSameText(@Nullable String query, String text) {
		if (query != null && !query.equals(text)) {
			throw HttpErrorException
				.malformed("`query` differs from the document of `documentId`; send only one of them.");
		}
		return text;
	}

	private String resolvePersisted(String hash, @Nullable String query) {
		String trusted = this.trustedDocuments.find(hash);
		if (trusted != null && query == null) {
			return trusted;
		}
		if (this.trustedOnly && query == null) {
			throw HttpErrorException.documentError("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported");
		}
		if (query == null) {
			String registered = this.persistedQueries.find(hash);
			if (registered == null) {
				throw HttpErrorException.documentError("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
			}
			return registered;
		}
		if (trusted == null && !PersistedQueries.isHashOf(hash, query)) {
			throw HttpErrorException.documentError("PERSISTED_QUERY_HASH_MISMATCH",
					"`sha256Hash` must be the SHA-256 of `query` in hexadecimal digits.");
		}
		return requireAllowed(query);
	}

	/**
	 * Checks the text early; {@link TrustedDocumentsInterceptor} enforces the same rule
	 * for all transports.
	 */
	private String requireAllowed(String text) {
		if (!mayExecute(text)) {
			throw HttpErrorException.documentError("DOCUMENT_NOT_TRUSTED", NOT_TRUSTED_MESSAGE);
		}
		return text;
	}

	boolean mayExecute(String text) {
		return !this.trustedOnly || this.trustedDocuments.contains(text);
	}

	/**
	 * Registers the text that was sent with its hash, after its execution has shown that
	 * it is valid.
	 */
	void registerExecuted(OperationRequest request) {
		String hash = request.persistedQueryHash();
		if (hash != null && request.query() != null) {
			this.persistedQueries.register(hash, request.query());
		}
	}

}
