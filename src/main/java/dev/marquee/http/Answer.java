package dev.marquee.http;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What is answered to a request.
 *
 * @param body a GraphQL response; null when there is nothing to say
 */
record Answer(HttpStatus status, HttpHeaders headers, String cacheControl, @Nullable Map<String, Object> body) {

	static Answer empty(String header, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(header, value);
		return new Answer(HttpStatus.NO_CONTENT, headers, Caching.NEVER, null);
	}

	static Answer to(Refused refused, MediaKind kind) {
		HttpHeaders headers = new HttpHeaders();
		Refused.Header header = refused.header();
		if (header != null) {
			headers.set(header.name(), header.value());
		}
		return new Answer(refused.status(kind), headers, Caching.NEVER, refused.body());
	}

	static Answer to(WebGraphQlResponse response, MediaKind kind, String cacheControl) {
		HttpStatus status = status(response, kind);
		HttpHeaders headers = response.getResponseHeaders();
		if (status == HttpStatus.METHOD_NOT_ALLOWED) {
			headers.set(HttpHeaders.ALLOW, "POST");
		}
		return new Answer(status, headers, cacheControl, response.toMap());
	}

	/** Whoever refuses an operation may leave a status in the context of the request. */
	private static HttpStatus status(WebGraphQlResponse response, MediaKind kind) {
		if (response.getExecutionResult().isDataPresent()) {
			return HttpStatus.OK;
		}
		HttpStatus left = response.getExecutionInput().getGraphQLContext().get(HttpStatus.class);
		if (left != null) {
			return left;
		}
		if (response.getErrors().stream().anyMatch(Answer::isOurFault)) {
			return HttpStatus.INTERNAL_SERVER_ERROR;
		}
		return (kind == MediaKind.JSON) ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
	}

	private static boolean isOurFault(ResponseError error) {
		return "INTERNAL_SERVER_ERROR".equals(error.getExtensions().get("code"));
	}

}
