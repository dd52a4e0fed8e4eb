package dev.marquee.transport.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Resolves document ids and hashes for the other transports.
 */
public final class NamedDocumentResolver {

	private static final String QUERY = "query";

	private final DocumentResolver documentResolver;

	NamedDocumentResolver(DocumentResolver documentResolver) {
		this.documentResolver = documentResolver;
	}

	/**
	 * Returns the request with the text of its document.
	 * @param request the members of a GraphQL over HTTP request
	 * @throws HttpErrorException if the document is unknown or must not be executed
	 */
	public Map<String, Object> resolve(Map<String, Object> request) {
		String text = this.documentResolver.resolve(GraphQlRequestReader.toOperationRequest(request));
		if (text.equals(request.get(QUERY))) {
			return request;
		}
		Map<String, Object> resolved = new LinkedHashMap<>(request);
		resolved.put(QUERY, text);
		return resolved;
	}

	/**
	 * Returns the text of a stored document: of a trusted one by its id, or of a
	 * persisted query by its hash.
	 * @throws HttpErrorException if there is none
	 */
	public String findStored(String id) {
		return this.documentResolver.findStored(id);
	}

	/**
	 * Registers the text that was sent with its hash, after its execution has shown that
	 * it is valid.
	 */
	public void registerExecuted(Map<String, Object> request) {
		if (request.containsKey("extensions")) {
			this.documentResolver.registerExecuted(GraphQlRequestReader.toOperationRequest(request));
		}
	}

}
