package dev.marquee.transport.http;

import java.io.IOException;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Spring's CORS processor with rejections as GraphQL errors.
 */
final class GraphQlCorsProcessor extends DefaultCorsProcessor {

	private final JsonMapper json;

	GraphQlCorsProcessor(JsonMapper json) {
		this.json = json;
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) throws IOException {
		HttpErrorException httpErrorException = HttpErrorException.of(HttpStatus.FORBIDDEN,
				"This origin is not allowed (CORS).");
		response.setStatusCode(HttpStatus.FORBIDDEN);
		response.getHeaders().setContentType(MediaType.APPLICATION_GRAPHQL_RESPONSE);
		response.getHeaders().setCacheControl(CachePolicy.NO_STORE);
		response.getBody().write(this.json.writeValueAsBytes(httpErrorException.body()));
		response.flush();
	}

}
