package dev.marquee.transport.http;

import java.io.IOException;
import java.util.Map;

import dev.marquee.security.PersonHeader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Writes responses: compressed if the client accepts that, and without a body (304) if
 * the client has it already.
 */
final class ResponseWriter {

	static final String VARY = "Accept, Accept-Encoding, Authorization, " + PersonHeader.NAME;

	private final JsonMapper jsonMapper;

	private final GzipEncoder gzipEncoder = new GzipEncoder();

	ResponseWriter(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	void write(GraphQlHttpResponse graphQlHttpResponse, ResponseMediaType mediaType, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		response.setStatus(graphQlHttpResponse.status().value());
		graphQlHttpResponse.headers()
			.forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		response.setHeader(HttpHeaders.CACHE_CONTROL, graphQlHttpResponse.cacheControl());
		response.addHeader(HttpHeaders.VARY, VARY);
		Map<String, Object> body = graphQlHttpResponse.body();
		if (body == null) {
			return;
		}
		byte[] bytes = this.jsonMapper.writeValueAsBytes(body);
		boolean compressed = GzipEncoder.shouldCompress(request.getHeader(HttpHeaders.ACCEPT_ENCODING), bytes.length);
		if (!graphQlHttpResponse.cacheControl().equals(CachePolicy.NO_STORE)) {
			String tag = CachePolicy.etag(bytes, compressed);
			response.setHeader(HttpHeaders.ETAG, tag);
			if (CachePolicy.matchesIfNoneMatch(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
				response.setStatus(HttpStatus.NOT_MODIFIED.value());
				return;
			}
		}
		response.setContentType(mediaType.contentType());
		if (compressed) {
			response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
			bytes = this.gzipEncoder.compress(bytes);
		}
		OutgoingResponse.promiseUnmodified(bytes, request);
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

}
