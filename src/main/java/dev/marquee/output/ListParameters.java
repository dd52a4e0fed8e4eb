package dev.marquee.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.transport.http.FixedQueries;
import dev.marquee.transport.http.HttpErrorException;
import dev.marquee.transport.http.NamedDocumentResolver;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * The parameters of a list.
 *
 * @param given the parameters that were given, for the address of the next page
 * @param first the number of events; null for all
 * @param variables the variables of the query: filter, order, number and cursor
 */
record ListParameters(Map<String, String> given, @Nullable Integer first, Map<String, Object> variables) {

	static final List<String> NAMES = List.of("filter", "orderBy", "first", "after", "documentId", "variables",
			"operationName");

	/** What a stored operation says itself. */
	private static final List<String> OF_DOCUMENT = List.of("filter", "orderBy");

	/**
	 * Reads the parameters.
	 * @throws HttpErrorException if one of them is malformed; whether they make sense is
	 * decided by the execution
	 */
	static ListParameters read(HttpServletRequest request, OutputForm form, FixedQueries queries,
			NamedDocumentResolver documents) {
		Map<String, String> given = new LinkedHashMap<>();
		for (String name : NAMES) {
			String value = queries.parameter(request, name);
			if (value != null) {
				given.put(name, value);
			}
		}
		Map<String, Object> variables = given.containsKey("documentId") ? ofDocument(given, request, queries, documents)
				: ofFilter(given, request, queries);
		Integer first = first(given.containsKey("first") ? given.get("first") : variables.remove("first"), form);
		if (first != null) {
			variables.put("first", first);
		}
		String after = given.get("after");
		if (after != null) {
			variables.put("after", after);
		}
		return new ListParameters(given, first, variables);
	}

	private static Map<String, Object> ofFilter(Map<String, String> given, HttpServletRequest request,
			FixedQueries queries) {
		if (given.containsKey("variables") || given.containsKey("operationName")) {
			throw HttpErrorException.of(HttpStatus.BAD_REQUEST,
					"`variables` and `operationName` belong to a stored operation: give its `documentId`, too.");
		}
		Map<String, Object> variables = new LinkedHashMap<>();
		Map<String, Object> filter = queries.objectParameter(request, "filter");
		if (filter != null) {
			variables.put("filter", filter);
		}
		String orderBy = given.get("orderBy");
		Map<String, Object> order = (orderBy == null) ? null
				: orderBy.startsWith("{") ? queries.objectParameter(request, "orderBy") : Map.of("field", orderBy);
		if (order != null) {
			variables.put("orderBy", order);
		}
		return variables;
	}

	private static Map<String, Object> ofDocument(Map<String, String> given, HttpServletRequest request,
			FixedQueries queries, NamedDocumentResolver documents) {
		if (OF_DOCUMENT.stream().anyMatch(given::containsKey)) {
			throw HttpErrorException.of(HttpStatus.BAD_REQUEST,
					"`documentId` cannot be combined with `filter` or `orderBy`: the stored operation has them.");
		}
		Map<String, Object> ofOperation = queries.objectParameter(request, "variables");
		Map<String, Object> variables = new LinkedHashMap<>();
		StoredList
			.arguments(documents.findStored(String.valueOf(given.get("documentId"))), given.get("operationName"),
					(ofOperation != null) ? ofOperation : Map.of())
			.forEach((name, value) -> {
				if (value != null) {
					variables.put(name, value);
				}
			});
		return variables;
	}

	private static @Nullable Integer first(@Nullable Object value, OutputForm form) {
		if (value == null) {
			return form.defaultSize();
		}
		int max = (form.maxSize() != null) ? form.maxSize() : 1_000_000;
		String text = value.toString();
		if (!text.matches("-?[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
			throw HttpErrorException.of(HttpStatus.BAD_REQUEST, "BAD_USER_INPUT",
					"`first` must be a number between 1 and " + max + ".");
		}
		return Integer.valueOf(text);
	}

	/** The parameters of the next page. */
	ListParameters after(String cursor) {
		Map<String, String> next = new LinkedHashMap<>(this.given);
		next.put("after", cursor);
		return new ListParameters(next, this.first, this.variables);
	}

}
