package dev.marquee.transport.http;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads GraphQL requests from JSON bodies and query strings. Its errors state what is
 * wrong and where, without repeating the input.
 */
final class GraphQlRequestReader {

	private static final int MAX_NESTING_DEPTH = 100;

	/** The limit of the JSON parser for the digits that a number is written with. */
	private static final int MAX_DIGITS = StreamReadConstraints.DEFAULT_MAX_NUM_LEN;

	private static final List<String> PARAMETERS = List.of("query", "documentId", "operationName", "variables",
			"extensions");

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING_DEPTH).build())
			.build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private final JsonBodyReader bodyReader;

	GraphQlRequestReader(JsonBodyReader bodyReader) {
		this.bodyReader = bodyReader;
	}

	OperationRequest readBody(HttpServletRequest request) throws IOException {
		return toOperationRequest(this.bodyReader.read(request));
	}

	/**
	 * Reads the parameters. Jetty reports malformed percent-encoding, but replaces
	 * malformed bytes that are not percent-encoded.
	 */
	OperationRequest readQueryParameters(HttpServletRequest request) {
		requireDecodableQueryString(request);
		Map<String, Object> members = new LinkedHashMap<>();
		for (String name : PARAMETERS) {
			String text = singleParameter(request, name);
			if (text != null && !text.isEmpty()) {
				boolean json = name.equals("variables") || name.equals("extensions");
				members.put(name, json ? parseObject(text.getBytes(StandardCharsets.UTF_8), "`" + name + "`") : text);
			}
		}
		return toOperationRequest(members);
	}

	static void requireDecodableQueryString(HttpServletRequest request) {
		String queryString = request.getQueryString();
		if (queryString != null && queryString.indexOf(JsonEncoding.REPLACEMENT) >= 0) {
			throw undecodableQueryString();
		}
	}

	static @Nullable String singleParameter(HttpServletRequest request, String name) {
		String[] values;
		try {
			values = request.getParameterValues(name);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw undecodableQueryString();
		}
		if (values == null) {
			return null;
		}
		if (values.length > 1) {
			throw HttpErrorException.malformed("`" + name + "` must be given once.");
		}
		return values[0];
	}

	private static HttpErrorException undecodableQueryString() {
		return HttpErrorException.malformed("The query string cannot be decoded; percent-encode it as UTF-8.");
	}

	static Object parseObject(byte[] json, String name) {
		Object value;
		try {
			value = JSON.readValue(json, Object.class);
		}
		catch (StreamConstraintsException ex) {
			throw HttpErrorException.malformed(name + " is nested deeper than " + MAX_NESTING_DEPTH
					+ " levels, or holds a number or a name that is too long.");
		}
		catch (NumberFormatException ex) {
			throw HttpErrorException.malformed(name + " has a number whose exponent is out of range.");
		}
		catch (JacksonException ex) {
			String location = (ex.getLocation() == null) ? "" : String.format(Locale.ROOT, " (line %d, column %d)",
					ex.getLocation().getLineNr(), ex.getLocation().getColumnNr());
			throw HttpErrorException.malformed(name + " is not JSON" + location + ".");
		}
		if (value instanceof List) {
			throw HttpErrorException.malformed(name + " is a list; send one JSON object. Batching is not supported.");
		}
		if (!(value instanceof Map)) {
			throw HttpErrorException.malformed(name + " must be a JSON object.");
		}
		return value;
	}

	static OperationRequest toOperationRequest(Object parsed) {
		Map<?, ?> members = (Map<?, ?>) parsed;
		OperationRequest request = new OperationRequest(stringMember(members, "query"),
				stringMember(members, "documentId"), stringMember(members, "operationName"),
				objectMember(members, "variables"), objectMember(members, "extensions"));
		requireBoundedNumbers(request.variables().values());
		boolean named = request.documentId() != null || request.persistedQueryHash() != null;
		if (request.query() == null ? !named : request.query().isBlank()) {
			throw HttpErrorException.malformed("`query` is missing: send the document as a string.");
		}
		return request;
	}

	/**
	 * Rejects numbers such as 1e1000000000, of which graphql-java would compute every
	 * digit if a variable is an {@code Int}.
	 */
	static void requireBoundedNumbers(Collection<?> values) {
		for (Object value : values) {
			switch (value) {
				case BigDecimal number when isOutOfBounds(number) ->
					throw HttpErrorException.malformed("`variables` has a number of more than " + MAX_DIGITS
							+ " digits when written without an exponent; send it as a string.");
				case Map<?, ?> object -> requireBoundedNumbers(object.values());
				case List<?> list -> requireBoundedNumbers(list);
				case null, default -> {
				}
			}
		}
	}

	private static boolean isOutOfBounds(BigDecimal number) {
		return number.precision() - (long) number.scale() > MAX_DIGITS || number.scale() > MAX_DIGITS;
	}

	private static @Nullable String stringMember(Map<?, ?> members, String name) {
		return switch (members.get(name)) {
			case null -> null;
			case String text -> text;
			default -> throw HttpErrorException.malformed("`" + name + "` must be a string.");
		};
	}

	@SuppressWarnings("unchecked") // the keys of a JSON object are strings
	private static <V extends @Nullable Object> Map<String, V> objectMember(Map<?, ?> members, String name) {
		return switch (members.get(name)) {
			case null -> Map.of();
			case Map<?, ?> object -> (Map<String, V>) object;
			default -> throw HttpErrorException.malformed("`" + name + "` must be an object.");
		};
	}

}
