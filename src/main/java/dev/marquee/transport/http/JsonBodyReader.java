package dev.marquee.transport.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Reads bodies that are a JSON object, of limited size.
 */
public final class JsonBodyReader {

	private final int maxBytes;

	/**
	 * Creates a reader.
	 * @param maxBytes the maximum size of a body in bytes
	 */
	JsonBodyReader(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * Returns the members of the object.
	 * @throws HttpErrorException if the body is not JSON in UTF-8, not an object or too
	 * large
	 */
	@SuppressWarnings("unchecked") // the keys of a JSON object are strings
	public Map<String, @Nullable Object> read(HttpServletRequest request) throws IOException {
		requireJson(request);
		byte[] body = readBytes(request);
		JsonEncoding.requireUtf8(body, "The body");
		return (Map<String, @Nullable Object>) GraphQlRequestReader.parseObject(body, "The body");
	}

	/**
	 * Requires a JSON content type. Browsers send other types, such as form data, from
	 * any origin without a CORS preflight, which would allow cross-site request forgery.
	 */
	private static void requireJson(HttpServletRequest request) {
		if (!isJson(request.getContentType()) || request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
			throw HttpErrorException.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
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

	private byte[] readBytes(HttpServletRequest request) throws IOException {
		long length = request.getContentLengthLong();
		if (length > this.maxBytes) {
			throw contentTooLarge();
		}
		byte[] read = readBytes(request, (length >= 0) ? (int) length : this.maxBytes + 1);
		if (read.length > this.maxBytes) {
			throw contentTooLarge();
		}
		return read;
	}

	private static byte[] readBytes(HttpServletRequest request, int length) throws IOException {
		try {
			return request.getInputStream().readNBytes(length);
		}
		catch (IOException ex) {
			if (ex.getCause() instanceof TimeoutException) {
				throw HttpErrorException.of(HttpStatus.REQUEST_TIMEOUT,
						"The body was not received in time; send the request again.", HttpHeaders.CONNECTION, "close");
			}
			throw ex;
		}
	}

	/** Closes the connection instead of reading the rest of the body. */
	private HttpErrorException contentTooLarge() {
		return HttpErrorException.of(HttpStatus.CONTENT_TOO_LARGE,
				"The body exceeds the limit of " + this.maxBytes + " bytes.", HttpHeaders.CONNECTION, "close");
	}

}
