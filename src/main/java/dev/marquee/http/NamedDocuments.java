package dev.marquee.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the documents that requests over other transports name, as it is done over HTTP.
 */
public final class NamedDocuments {

	private static final String QUERY = "query";

	private final Documents documents;

	NamedDocuments(Documents documents) {
		this.documents = documents;
	}

	/**
	 * A request with the text of the document that it names.
	 * @param request as it came, by the names of GraphQL over HTTP
	 * @throws Refused when there is no such document, or none that may be executed
	 */
	public Map<String, Object> named(Map<String, Object> request) {
		String text = this.documents.text(RequestReader.request(request));
		if (text.equals(request.get(QUERY))) {
			return request;
		}
		Map<String, Object> complete = new LinkedHashMap<>(request);
		complete.put(QUERY, text);
		return complete;
	}

	/** Keeps the text that came with a hash, once it has shown to be valid. */
	public void executed(Map<String, Object> request) {
		if (request.containsKey("extensions")) {
			this.documents.executed(RequestReader.request(request));
		}
	}

}
