package dev.marquee.http;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Sends answers: compressed for those who take that, and only if they do not have them.
 */
final class Answering {

	private static final String VARY = "Accept, Accept-Encoding, Authorization";

	private final JsonMapper json;

	private final Gzip gzip = new Gzip();

	Answering(JsonMapper json) {
		this.json = json;
	}

	void send(Answer answer, MediaKind kind, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setStatus(answer.status().value());
		answer.headers().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		response.setHeader(HttpHeaders.CACHE_CONTROL, answer.cacheControl());
		response.addHeader(HttpHeaders.VARY, VARY);
		Map<String, Object> body = answer.body();
		if (body == null) {
			return;
		}
		byte[] bytes = this.json.writeValueAsBytes(body);
		boolean compressed = Gzip.pays(request.getHeader(HttpHeaders.ACCEPT_ENCODING), bytes.length);
		if (!answer.cacheControl().equals(Caching.NEVER)) {
			String tag = Caching.tag(bytes, compressed);
			response.setHeader(HttpHeaders.ETAG, tag);
			if (Caching.isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
				response.setStatus(HttpStatus.NOT_MODIFIED.value());
				return;
			}
		}
		response.setContentType(kind.contentType());
		if (compressed) {
			response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
			bytes = this.gzip.compress(bytes);
		}
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

}
