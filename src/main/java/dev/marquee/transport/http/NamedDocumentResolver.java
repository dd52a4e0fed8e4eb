package dev.marquee.transport.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the documents that requests over other transports name, as it is done over HTTP.
 */
public final class NamedDocumentResolver {

	private static final String QUERY = "query";

	private final DocumentResolver documentResolver;

	NamedDocumentResolver(DocumentResolver documentResolver) {
		this.documentResolver = documentResolver;
	}

	/**
	 * A request with the text of the document that it names.
	 * @param request as it came, by the names of GraphQL over HTTP
	 * @throws HttpErrorException when there is no such document, or none that may be
	 * executed
	 */
	public Map<String, Object> resolve(Map<String, Object> request) {
		String text = this.documentResolver.resolve(GraphQlRequestReader.toOperationRequest(request));
		if (text.equals(request.get(QUERY))) {
			return request;
		}
		Map<String, Object> complete = new LinkedHashMap<>(request);
		complete.put(QUERY, text);
		return complete;
	}

	/** Keeps the text that came with a hash, once it has shown to be valid. */
	public void registerExecuted(Map<String, Object> request) {
		if (request.containsKey("extensions")) {
			this.documentResolver.registerExecuted(GraphQlRequestReader.toOperationRequest(request));
		}
	}

}
