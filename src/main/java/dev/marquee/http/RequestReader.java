package dev.marquee.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Reads GraphQL requests from bodies and from addresses. Whatever is none is refused with
 * what is wrong and where, and nothing of what came is repeated.
 */
final class RequestReader {

	private static final int DEEPEST = 100;

	private static final List<String> PARAMETERS = List.of("query", "documentId", "operationName", "variables",
			"extensions");

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
			.build())
		.build();

	private final int largest;

	/**
	 * Creates a reader.
	 * @param largest how many bytes a body may have
	 */
	RequestReader(int largest) {
		this.largest = largest;
	}

	OperationRequest body(HttpServletRequest request) throws IOException {
		mustBeJson(request);
		return request(parse(read(request), "The body"));
	}

	/**
	 * Other types than JSON, which a page of any site may send without asking first, are
	 * not read: nobody's browser can be made to write here.
	 */
	private static void mustBeJson(HttpServletRequest request) {
		if (!isJson(request.getContentType()) || request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
			throw Refused.by(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
					"Send the request as `Content-Type: application/json`, in UTF-8 and not compressed.", "Accept-Post",
					MediaType.APPLICATION_JSON_VALUE);
		}
	}

	private static boolean isJson(@Nullable String contentType) {
		if (contentType == null) {
			return false;
		}
		if (contentType.equals(MediaType.APPLICATION_JSON_VALUE)) {
			return true;
		}
		try {
			MediaType type = MediaType.parseMediaType(contentType);
			return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
					&& (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private byte[] read(HttpServletRequest request) throws IOException {
		long length = request.getContentLengthLong();
		if (length > this.largest) {
			throw tooLarge();
		}
		byte[] read = request.getInputStream().readNBytes((length >= 0) ? (int) length : this.largest + 1);
		if (read.length > this.largest) {
			throw tooLarge();
		}
		return read;
	}

	/** What has not been read of the body is not waited for. */
	private Refused tooLarge() {
		return Refused.by(HttpStatus.CONTENT_TOO_LARGE, "A request may have " + this.largest + " bytes.",
				HttpHeaders.CONNECTION, "close");
	}

	OperationRequest address(HttpServletRequest request) {
		Map<String, Object> members = new LinkedHashMap<>();
		for (String name : PARAMETERS) {
			String text = parameter(request, name);
			if (text != null && !text.isEmpty()) {
				boolean json = name.equals("variables") || name.equals("extensions");
				members.put(name, json ? parse(text.getBytes(StandardCharsets.UTF_8), "`" + name + "`") : text);
			}
		}
		return request(members);
	}

	private static @Nullable String parameter(HttpServletRequest request, String name) {
		String[] values;
		try {
			values = request.getParameterValues(name);
		}
		catch (IllegalStateException ex) {
			throw Refused.malformed("The query of the address cannot be decoded.");
		}
		if (values == null) {
			return null;
		}
		if (values.length > 1) {
			throw Refused.malformed("`" + name + "` must be given once.");
		}
		return values[0];
	}

	private static Object parse(byte[] json, String what) {
		Object value;
		try {
			value = JSON.readValue(json, Object.class);
		}
		catch (StreamConstraintsException ex) {
			throw Refused.malformed(what + " is nested deeper than " + DEEPEST
					+ " levels, or holds a number or a name that is too long.");
		}
		catch (JacksonException ex) {
			String place = (ex.getLocation() == null) ? "" : String.format(Locale.ROOT, " (line %d, column %d)",
					ex.getLocation().getLineNr(), ex.getLocation().getColumnNr());
			throw Refused.malformed(what + " is not JSON" + place + ".");
		}
		if (value instanceof List) {
			throw Refused.malformed(what + " is a list; send one operation a request, as an object.");
		}
		if (!(value instanceof Map)) {
			throw Refused.malformed(what + " must be a JSON object.");
		}
		return value;
	}

	static OperationRequest request(Object parsed) {
		Map<?, ?> members = (Map<?, ?>) parsed;
		OperationRequest request = new OperationRequest(text(members, "query"), text(members, "documentId"),
				text(members, "operationName"), object(members, "variables"), object(members, "extensions"));
		boolean named = request.documentId() != null || request.persistedHash() != null;
		if (request.query() == null ? !named : request.query().isBlank()) {
			throw Refused.malformed("`query` is missing: send the document as a string.");
		}
		return request;
	}

	private static @Nullable String text(Map<?, ?> members, String name) {
		return switch (members.get(name)) {
			case null -> null;
			case String text -> text;
			default -> throw Refused.malformed("`" + name + "` must be a string.");
		};
	}

	@SuppressWarnings("unchecked") // the names in JSON are strings
	private static <V extends @Nullable Object> Map<String, V> object(Map<?, ?> members, String name) {
		return switch (members.get(name)) {
			case null -> Map.of();
			case Map<?, ?> object -> (Map<String, V>) object;
			default -> throw Refused.malformed("`" + name + "` must be an object.");
		};
	}

}
