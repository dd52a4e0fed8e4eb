package dev.marquee.transport.http;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * An HTTP response of the endpoint.
 *
 * @param body the GraphQL response; null if there is no body
 */
record GraphQlHttpResponse(HttpStatus status, HttpHeaders headers, String cacheControl,
		@Nullable Map<String, Object> body) {

	static GraphQlHttpResponse noContent(String header, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(header, value);
		return new GraphQlHttpResponse(HttpStatus.NO_CONTENT, headers, CachePolicy.NO_STORE, null);
	}

	static GraphQlHttpResponse seeOther(String location) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.LOCATION, location);
		return new GraphQlHttpResponse(HttpStatus.SEE_OTHER, headers, CachePolicy.NO_STORE, null);
	}

	static GraphQlHttpResponse ofError(HttpErrorException httpErrorException, ResponseMediaType mediaType) {
		HttpHeaders headers = new HttpHeaders();
		HttpErrorException.ResponseHeader responseHeader = httpErrorException.responseHeader();
		if (responseHeader != null) {
			headers.set(responseHeader.name(), responseHeader.value());
		}
		return new GraphQlHttpResponse(httpErrorException.status(mediaType), headers, CachePolicy.NO_STORE,
				httpErrorException.body());
	}

	static GraphQlHttpResponse of(WebGraphQlResponse response, ResponseMediaType mediaType, String cacheControl) {
		HttpStatus status = status(response, mediaType);
		HttpHeaders headers = response.getResponseHeaders();
		if (status == HttpStatus.METHOD_NOT_ALLOWED) {
			headers.set(HttpHeaders.ALLOW, "POST");
		}
		return new GraphQlHttpResponse(status, headers, cacheControl, response.toMap());
	}

	/**
	 * If nothing was executed, an {@link HttpStatus} in the context of the request takes
	 * precedence.
	 */
	private static HttpStatus status(WebGraphQlResponse response, ResponseMediaType mediaType) {
		if (response.getExecutionResult().isDataPresent()) {
			return HttpStatus.OK;
		}
		HttpStatus explicitStatus = response.getExecutionInput().getGraphQLContext().get(HttpStatus.class);
		if (explicitStatus != null) {
			return explicitStatus;
		}
		if (response.getErrors().stream().anyMatch(GraphQlHttpResponse::isInternalError)) {
			return HttpStatus.INTERNAL_SERVER_ERROR;
		}
		return (mediaType == ResponseMediaType.JSON) ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
	}

	private static boolean isInternalError(ResponseError error) {
		return "INTERNAL_SERVER_ERROR".equals(error.getExtensions().get("code"));
	}

}
