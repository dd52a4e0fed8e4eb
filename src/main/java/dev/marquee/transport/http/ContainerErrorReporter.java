package dev.marquee.transport.http;

import java.nio.ByteBuffer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;

/**
 * Reports requests that Jetty rejects before any filter sees them, such as those with a
 * URI that is too long, as GraphQL errors.
 */
final class ContainerErrorReporter implements Request.Handler {

	private static final String JSON = "application/json;charset=UTF-8";

	private static final String ERROR = HttpErrorException.class.getName();

	private final JsonMapper json;

	ContainerErrorReporter(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Rejects a request before it is executed, and closes the connection, on which the
	 * rest of the request may still come.
	 */
	static void reject(Request request, Response response, Callback callback, HttpErrorException error) {
		request.setAttribute(ERROR, error);
		response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
		Response.writeError(request, response, callback, error.status().value());
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		HttpStatus status = status(response.getStatus());
		String requestId = response.getHeaders().get(RequestIds.HEADER);
		String id = (requestId != null) ? requestId : RequestIds.validOrNewId(null);
		MDC.put(RequestIds.MDC_KEY, id);
		try {
			response.setStatus(status.value());
			response.getHeaders().put(RequestIds.HEADER, id);
			response.getHeaders()
				.put(HttpHeader.CACHE_CONTROL, String.valueOf(CacheControl.noStore().getHeaderValue()));
			response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
			HttpErrorException error = (request.getAttribute(ERROR) instanceof HttpErrorException known) ? known
					: toHttpError(status);
			HttpErrorException.ResponseHeader header = error.responseHeader();
			if (header != null) {
				response.getHeaders().put(header.name(), header.value());
			}
			response.write(true, ByteBuffer.wrap(this.json.writeValueAsBytes(error.body())), callback);
		}
		finally {
			MDC.remove(RequestIds.MDC_KEY);
		}
		return true;
	}

	/** Maps all malformed or overlong requests to one status, 400. */
	private static HttpStatus status(int code) {
		HttpStatus status = HttpStatus.resolve(code);
		return (status == null || status == HttpStatus.URI_TOO_LONG
				|| status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE) ? HttpStatus.BAD_REQUEST : status;
	}

	private static HttpErrorException toHttpError(HttpStatus status) {
		if (status == HttpStatus.BAD_REQUEST) {
			return HttpErrorException
				.malformed("The URL or a header is malformed or longer than 8 KB; send longer requests by POST.");
		}
		return HttpErrorException.of(status, "The request was rejected: " + status.getReasonPhrase() + ".");
	}

}
