package dev.marquee.transport.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.http.HttpStatus;

/**
 * A request that is answered before any of it is executed.
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

	/** What came is no GraphQL request. */
	static HttpErrorException malformed(String message) {
		return new HttpErrorException(HttpStatus.BAD_REQUEST, "BAD_REQUEST", message, null, false);
	}

	/** HTTP has a status of its own for what is wrong. */
	static HttpErrorException of(HttpStatus status, String message) {
		return new HttpErrorException(status, status.name(), message, null, false);
	}

	/** The same, with a header that says what would be right. */
	static HttpErrorException of(HttpStatus status, String message, String header, String right) {
		return new HttpErrorException(status, status.name(), message, new ResponseHeader(header, right), false);
	}

	/** A well-formed request that names no document that may be executed. */
	static HttpErrorException documentError(String code, String message) {
		return new HttpErrorException(HttpStatus.BAD_REQUEST, code, message, null, true);
	}

	/** HTTP has a status for what is wrong, and clients need to know more. */
	public static HttpErrorException of(HttpStatus status, String code, String message) {
		return new HttpErrorException(status, code, message, null, false);
	}

	/**
	 * Clients that ask for {@code application/json} take any other status than 200 as a
	 * failure of the transport, and do not read what is wrong with a well-formed request.
	 */
	HttpStatus status(ResponseMediaType answer) {
		return (this.wellFormed && answer == ResponseMediaType.JSON) ? HttpStatus.OK : this.status;
	}

	@Nullable ResponseHeader responseHeader() {
		return this.responseHeader;
	}

	/** Whether it is a well-formed request, though none that can be executed. */
	public boolean isWellFormed() {
		return this.wellFormed;
	}

	/** The GraphQL response that says so. */
	public Map<String, Object> body() {
		return Map.of("errors", errors());
	}

	/** The errors of a response that says so. */
	public List<Map<String, Object>> errors() {
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put("code", this.code);
		extensions.put("classification", this.status.is5xxServerError() ? "INTERNAL_ERROR" : "BAD_REQUEST");
		String request = MDC.get(RequestIds.MDC_KEY);
		if (request != null) {
			extensions.put("requestId", request);
		}
		Map<String, Object> error = new LinkedHashMap<>();
		error.put("message", String.valueOf(getMessage()));
		error.put("extensions", extensions);
		return List.of(error);
	}

	/**
	 * A header of the answer.
	 */
	record ResponseHeader(String name, String value) {
	}

}
