package dev.marquee.http;

import org.jspecify.annotations.Nullable;

/**
 * Finds the text of the document that a request names, or lets its own text through.
 */
final class Documents {

	private final TrustedDocuments trusted;

	private final PersistedQueries persisted;

	private final boolean onlyTrusted;

	Documents(TrustedDocuments trusted, PersistedQueries persisted, boolean onlyTrusted) {
		this.trusted = trusted;
		this.persisted = persisted;
		this.onlyTrusted = onlyTrusted;
	}

	/**
	 * The text that is to be executed.
	 * @throws Refused when there is none
	 */
	String text(OperationRequest request) {
		String id = request.documentId();
		String hash = request.persistedHash();
		if (id != null) {
			return same(request.query(), trusted(id));
		}
		if (hash != null) {
			return persisted(hash, request.query());
		}
		return check(String.valueOf(request.query()));
	}

	private String trusted(String id) {
		String text = this.trusted.find(id);
		if (text == null) {
			throw Refused.document("DOCUMENT_NOT_FOUND", "No trusted document has this `documentId`.");
		}
		return text;
	}

	private static String same(@Nullable String query, String text) {
		if (query != null && !query.equals(text)) {
			throw Refused.malformed("`query` is not the document that `documentId` names: send one of them.");
		}
		return text;
	}

	private String persisted(String hash, @Nullable String query) {
		String trusted = this.trusted.find(hash);
		if (trusted != null && query == null) {
			return trusted;
		}
		if (this.onlyTrusted && query == null) {
			throw Refused.document("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported");
		}
		if (query == null) {
			String known = this.persisted.find(hash);
			if (known == null) {
				throw Refused.document("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
			}
			return known;
		}
		if (trusted == null && !PersistedQueries.isHash(hash, query)) {
			throw Refused.document("PERSISTED_QUERY_HASH_MISMATCH",
					"`sha256Hash` is not the SHA-256 of `query` in hexadecimal digits.");
		}
		return check(query);
	}

	/** The same holds for other transports, where an interceptor asks. */
	private String check(String text) {
		if (!isAllowed(text)) {
			throw Refused.document("DOCUMENT_NOT_TRUSTED", NOT_TRUSTED);
		}
		return text;
	}

	static final String NOT_TRUSTED = "This server executes documents only that it was given beforehand.";

	boolean isAllowed(String text) {
		return !this.onlyTrusted || this.trusted.contains(text);
	}

	/** Keeps the text that came with a hash, once it has shown to be valid. */
	void executed(OperationRequest request) {
		String hash = request.persistedHash();
		if (hash != null && request.query() != null) {
			this.persisted.keep(hash, request.query());
		}
	}

}
