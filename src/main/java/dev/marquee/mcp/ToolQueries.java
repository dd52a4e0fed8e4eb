package dev.marquee.mcp;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.marquee.query.json.RawJson;
import dev.marquee.transport.http.FixedQueries;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;

/**
 * Executes the GraphQL operations of the tools, as if the client had sent them to the
 * GraphQL endpoint.
 */
final class ToolQueries {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int MAX_ERRORS = 3;

	private static final List<String> RESPONSE_HEADERS = List.of("RateLimit", "RateLimit-Policy",
			HttpHeaders.RETRY_AFTER);

	private final FixedQueries queries;

	ToolQueries(FixedQueries queries) {
		this.queries = queries;
	}

	/**
	 * Executes an operation.
	 * @param field the root field whose value is returned
	 * @return the value; null if the field is null
	 * @throws ToolFailure if there are errors
	 */
	<T> @Nullable T execute(ToolDefinition tool, String operation, Map<String, Object> variables, String field,
			Class<T> type, ToolExchange exchange) {
		WebGraphQlResponse executed = this.queries.execute(tool.document(), operation, variables, Map.of(),
				exchange.request());
		for (String name : RESPONSE_HEADERS) {
			String value = executed.getResponseHeaders().getFirst(name);
			if (value != null) {
				exchange.response().setHeader(name, value);
			}
		}
		if (!executed.getErrors().isEmpty()) {
			throw failure(executed.getErrors());
		}
		Map<String, Object> data = Objects.requireNonNull(executed.getData());
		return (data.get(field) instanceof RawJson value) ? JSON.readValue(value.utf8(), type) : null;
	}

	/** Variables have the names of the arguments. */
	private static ToolFailure failure(List<ResponseError> errors) {
		String message = errors.stream()
			.limit(MAX_ERRORS)
			.map((error) -> String.valueOf(error.getMessage()).replace("`$", "`"))
			.collect(Collectors.joining(" "));
		Map<String, Object> extensions = errors.getFirst().getExtensions();
		String code = String.valueOf(extensions.get("code"));
		return new ToolFailure(code,
				code.equals("INTERNAL_SERVER_ERROR") ? message + " (" + extensions.get("requestId") + ")" : message);
	}

}
