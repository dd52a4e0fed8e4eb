package dev.marquee.transport.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Executes the server's own queries for GET requests at other addresses than that of
 * GraphQL. Variables come from the query string, and are validated, limited and
 * authorized as in GraphQL. Errors are reported as a GraphQL response.
 */
public final class FixedQueries {

	private static final String FIXED = FixedQueries.class.getName();

	private static final String ALLOWED_METHODS = "GET, HEAD";

	private static final Map<String, HttpStatus> STATUS_BY_CODE = Map.of("INTERNAL_SERVER_ERROR",
			HttpStatus.INTERNAL_SERVER_ERROR, "TIMEOUT", HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
			HttpStatus.SERVICE_UNAVAILABLE, "RATE_LIMITED", HttpStatus.TOO_MANY_REQUESTS, "UNAUTHENTICATED",
			HttpStatus.UNAUTHORIZED, "FORBIDDEN", HttpStatus.FORBIDDEN);

	private final WebGraphQlHandler handler;

	private final CachePolicy cachePolicy;

	private final ResponseWriter responseWriter;

	FixedQueries(WebGraphQlHandler handler, CachePolicy cachePolicy, JsonMapper json) {
		this.handler = handler;
		this.cachePolicy = cachePolicy;
		this.responseWriter = new ResponseWriter(json);
	}

	/**
	 * Checks the method and the names of the parameters.
	 * @throws HttpErrorException if the method is not GET or HEAD, or a parameter is
	 * unknown
	 */
	public void requireGet(HttpServletRequest request, List<String> parameters) {
		if (!isHead(request) && !request.getMethod().equals("GET")) {
			throw HttpErrorException.of(HttpStatus.METHOD_NOT_ALLOWED,
					"This address does not support the method " + request.getMethod() + ".", HttpHeaders.ALLOW,
					ALLOWED_METHODS);
		}
		GraphQlRequestReader.requireDecodableQueryString(request);
		parameters.forEach((name) -> parameter(request, name));
		for (String name : request.getParameterMap().keySet()) {
			if (!parameters.contains(name)) {
				throw HttpErrorException.malformed(parameters.isEmpty() ? "This address has no parameters."
						: "This address has no parameter of that name. It has `" + String.join("`, `", parameters)
								+ "`.");
			}
		}
	}

	public static boolean isHead(HttpServletRequest request) {
		return request.getMethod().equals("HEAD");
	}

	/** The value of a parameter of the query string; null if it is absent or empty. */
	public @Nullable String parameter(HttpServletRequest request, String name) {
		String value = GraphQlRequestReader.singleParameter(request, name);
		return (value == null || value.isEmpty()) ? null : value;
	}

	/** The JSON object in a parameter; null if it is absent. */
	@SuppressWarnings("unchecked") // the keys of a JSON object are strings
	public @Nullable Map<String, Object> objectParameter(HttpServletRequest request, String name) {
		String text = parameter(request, name);
		if (text == null) {
			return null;
		}
		Map<String, Object> object = (Map<String, Object>) GraphQlRequestReader
			.parseObject(text.getBytes(StandardCharsets.UTF_8), "`" + name + "`");
		GraphQlRequestReader.requireBoundedNumbers(object.values());
		return object;
	}

	/**
	 * Executes a query.
	 * @param context entries for the context of the request
	 */
	public WebGraphQlResponse execute(String document, Map<String, Object> variables, Map<?, Object> context,
			HttpServletRequest request) {
		return execute(document, null, variables, context, request);
	}

	/**
	 * Executes a query of a document that may have several. The name is in logs and
	 * traces, and in metrics if {@code marquee.metrics.operations} lists it.
	 */
	public WebGraphQlResponse execute(String document, @Nullable String operationName, Map<String, Object> variables,
			Map<?, Object> context, HttpServletRequest request) {
		OperationRequest operation = new OperationRequest(document, null, operationName,
				new LinkedHashMap<String, @Nullable Object>(variables), Map.of());
		WebGraphQlRequest execution = GraphQlEndpoint.executionRequest(operation, document, request,
				Map.of(FIXED, true));
		AllowedOperations.QUERIES.addTo(execution);
		if (!context.isEmpty()) {
			execution.configureExecutionInput((input, builder) -> builder.graphQLContext(context).build());
		}
		return Objects.requireNonNull(this.handler.handleRequest(execution).block());
	}

	/** Whether the document of a request is one of the server's own. */
	static boolean isFixed(WebGraphQlRequest request) {
		return request.getAttributes().containsKey(FIXED);
	}

	/** The {@code Cache-Control} of the response, as for GraphQL over GET. */
	public String cacheControl(WebGraphQlResponse response) {
		return this.cachePolicy.cacheControl(response);
	}

	/** Sets the headers that all responses to a query have. */
	public void setHeaders(WebGraphQlResponse executed, HttpServletResponse response) {
		executed.getResponseHeaders()
			.forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl(executed));
		response.addHeader(HttpHeaders.VARY, ResponseWriter.VARY);
	}

	/** Whether the client has the representation with this tag already. */
	public boolean isUnchanged(String tag, HttpServletRequest request) {
		return CachePolicy.matchesIfNoneMatch(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag);
	}

	public void sendError(HttpErrorException error, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		this.responseWriter.write(GraphQlHttpResponse.ofError(error, ResponseMediaType.GRAPHQL_RESPONSE),
				ResponseMediaType.JSON, request, response);
	}

	/** Sends the errors of a query, with a status that says who can mend them. */
	public void sendErrors(WebGraphQlResponse executed, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		HttpHeaders headers = executed.getResponseHeaders();
		HttpStatus status = status(executed);
		if (status == HttpStatus.SERVICE_UNAVAILABLE && !headers.containsHeader(HttpHeaders.RETRY_AFTER)) {
			headers.set(HttpHeaders.RETRY_AFTER, "1");
		}
		this.responseWriter.write(
				new GraphQlHttpResponse(status, headers, CachePolicy.NO_STORE,
						Map.of("errors", Objects.requireNonNull(executed.toMap().get("errors")))),
				ResponseMediaType.JSON, request, response);
	}

	private static HttpStatus status(WebGraphQlResponse executed) {
		HttpStatus explicitStatus = executed.getExecutionInput().getGraphQLContext().get(HttpStatus.class);
		if (explicitStatus != null) {
			return explicitStatus;
		}
		return executed.getErrors()
			.stream()
			.map((ResponseError error) -> STATUS_BY_CODE.get(String.valueOf(error.getExtensions().get("code"))))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(HttpStatus.BAD_REQUEST);
	}

}
