package dev.marquee.transport.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Thrown if a request is rejected before its execution.
 */
public final class HttpErrorException extends RuntimeException {

	private final HttpStatus status;

	private final String code;

	private final @Nullable ResponseHeader responseHeader;

	private final boolean wellFormed;

	private HttpErrorException(HttpStatus status, String code, String message, @Nullable ResponseHeader responseHeader,
			boolean wellFormed) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
		this.responseHeader = responseHeader;
		this.wellFormed = wellFormed;
	}

	/** The request is not a GraphQL request. */
	static HttpErrorException malformed(String message) {
		return new HttpErrorException(HttpStatus.BAD_REQUEST, "BAD_REQUEST", message, null, false);
	}

	/** The error has an HTTP status, whose name is its code. */
	public static HttpErrorException of(HttpStatus status, String message) {
		return new HttpErrorException(status, status.name(), message, null, false);
	}

	/** The error has an HTTP status and a header that states what is supported. */
	static HttpErrorException of(HttpStatus status, String message, String header, String value) {
		return new HttpErrorException(status, status.name(), message, new ResponseHeader(header, value), false);
	}

	/**
	 * The request is well-formed, but its document is unknown or must not be executed.
	 */
	static HttpErrorException documentError(String code, String message) {
		return new HttpErrorException(HttpStatus.BAD_REQUEST, code, message, null, true);
	}

	/** The client, or all clients together, make the server hold too much. */
	static HttpErrorException memoryLimitExceeded() {
		return new HttpErrorException(HttpStatus.TOO_MANY_REQUESTS, "MEMORY_LIMIT_EXCEEDED",
				"The requests of your address take too much memory. Wait for their responses, or send less.",
				new ResponseHeader(HttpHeaders.RETRY_AFTER, "1"), false);
	}

	static HttpErrorException tooManyConnections() {
		return of(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_CONNECTIONS",
				"Your address has too many connections. Close one first.");
	}

	/** The request may succeed in a moment. */
	public static HttpErrorException unavailable(String message) {
		return new HttpErrorException(HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.SERVICE_UNAVAILABLE.name(), message,
				new ResponseHeader(HttpHeaders.RETRY_AFTER, "1"), false);
	}

	/** The error has an HTTP status and a more specific code. */
	public static HttpErrorException of(HttpStatus status, String code, String message) {
		return new HttpErrorException(status, code, message, null, false);
	}

	/**
	 * Returns the status for a response of the given type. Clients that accept
	 * {@code application/json} treat any status but 200 as a transport failure and do not
	 * read the errors of a well-formed request.
	 */
	HttpStatus status(ResponseMediaType responseType) {
		return (this.wellFormed && responseType == ResponseMediaType.JSON) ? HttpStatus.OK : this.status;
	}

	public HttpStatus status() {
		return this.status;
	}

	public @Nullable ResponseHeader responseHeader() {
		return this.responseHeader;
	}

	/** Whether the request is well-formed but cannot be executed. */
	public boolean isWellFormed() {
		return this.wellFormed;
	}

	/** The GraphQL response with the error. */
	public Map<String, Object> body() {
		return Map.of("errors", errors());
	}

	/** The {@code errors} of the GraphQL response. */
	public List<Map<String, Object>> errors() {
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put("code", this.code);
		String requestId = MDC.get(RequestIds.MDC_KEY);
		if (requestId != null) {
			extensions.put("requestId", requestId);
		}
		Map<String, Object> error = new LinkedHashMap<>();
		error.put("message", String.valueOf(getMessage()));
		error.put("extensions", extensions);
		return List.of(error);
	}

	/**
	 * A header of the response.
	 */
	public record ResponseHeader(String name, String value) {
	}

}
