package dev.marquee.transport.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import dev.marquee.graphql.LastEventId;
import dev.marquee.graphql.MemoryAccount;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpRequestHandler;

/**
 * The HTTP endpoint according to the draft "GraphQL over HTTP": POST with a JSON body,
 * and GET for queries. Every error is reported as a well-formed GraphQL response.
 * <p>
 * The status is 200 if anything was executed, with or without errors. A request that is
 * not a GraphQL request (its body is not JSON, or has no document) gets a status of 400
 * or above. A well-formed request that cannot be executed, because its document does not
 * parse or validate, gets 400 with {@code application/graphql-response+json}: the draft
 * now recommends 422 for some of these, but the audits of {@code graphql-http} and many
 * clients know 400 only. With {@code application/json} it gets 200, as clients that
 * accept this type expect. The draft's 294 for partial responses is not used, since it is
 * neither registered nor known to caches.
 */
final class GraphQlEndpoint implements HttpRequestHandler {

	private static final Logger LOG = LoggerFactory.getLogger(GraphQlEndpoint.class);

	/**
	 * A constant instead of the request's URI: nothing reads it, and parsing it for each
	 * request takes longer than reading all headers.
	 */
	private static final URI ENDPOINT_URI = URI.create("/graphql");

	private static final String ALLOWED_METHODS = "GET, HEAD, POST, OPTIONS";

	private static final Set<String> STREAM_METHODS = Set.of("GET", "POST");

	/** The parameters that can name a document. */
	private static final List<String> DOCUMENT_PARAMETERS = List.of("query=", "documentId=", "extensions=");

	private static final String LAST_EVENT_ID = "Last-Event-ID";

	private final WebGraphQlHandler handler;

	private final GraphQlRequestReader requestReader;

	private final DocumentResolver documentResolver;

	private final CachePolicy cachePolicy;

	private final ResponseWriter responseWriter;

	private final StreamingResponder streamingResponder;

	private final String page;

	/**
	 * Creates an endpoint.
	 * @param page where browsers are sent that open the endpoint, relative to it
	 */
	GraphQlEndpoint(WebGraphQlHandler handler, GraphQlRequestReader requestReader, DocumentResolver documentResolver,
			CachePolicy cachePolicy, JsonMapper json, StreamingResponder streamingResponder, String page) {
		this.handler = handler;
		this.requestReader = requestReader;
		this.documentResolver = documentResolver;
		this.cachePolicy = cachePolicy;
		this.responseWriter = new ResponseWriter(json);
		this.streamingResponder = streamingResponder;
		this.page = page;
	}

	/**
	 * Ignores asynchronous dispatches: the container dispatches a request again when its
	 * stream has ended.
	 */
	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		if (request.getDispatcherType() == DispatcherType.ASYNC) {
			return;
		}
		ResponseMediaType accepted = ResponseMediaType.negotiate(request.getHeader(HttpHeaders.ACCEPT));
		ResponseMediaType kind = (accepted == ResponseMediaType.JSON) ? accepted : ResponseMediaType.GRAPHQL_RESPONSE;
		GraphQlHttpResponse graphQlHttpResponse;
		try {
			if (accepted == ResponseMediaType.EVENT_STREAM && STREAM_METHODS.contains(request.getMethod())) {
				stream(request, response);
				return;
			}
			graphQlHttpResponse = respond(request, accepted, kind);
		}
		catch (HttpErrorException httpErrorException) {
			graphQlHttpResponse = GraphQlHttpResponse.ofError(httpErrorException, kind);
		}
		catch (RuntimeException failure) {
			LOG.error("Unhandled exception in GraphQL over HTTP", failure);
			graphQlHttpResponse = GraphQlHttpResponse.ofError(HttpErrorException.of(HttpStatus.INTERNAL_SERVER_ERROR,
					"Internal error. Report it with the `requestId`."), kind);
		}
		this.responseWriter.write(graphQlHttpResponse, kind, request, response);
	}

	/**
	 * Returns a handler for requests to the endpoint that the container itself rejected.
	 */
	HttpRequestHandler containerErrorHandler() {
		return (request, response) -> {
			HttpStatus status = HttpStatus.resolve(response.getStatus());
			if (status == null || !status.isError()) {
				status = HttpStatus.INTERNAL_SERVER_ERROR;
			}
			HttpErrorException httpErrorException = HttpErrorException.of(status,
					"The request was rejected: " + status.getReasonPhrase() + ".");
			ResponseMediaType kind = ResponseMediaType.negotiate(request.getHeader(HttpHeaders.ACCEPT));
			ResponseMediaType responseType = (kind == ResponseMediaType.JSON) ? kind
					: ResponseMediaType.GRAPHQL_RESPONSE;
			this.responseWriter.write(GraphQlHttpResponse.ofError(httpErrorException, responseType), responseType,
					request, response);
		};
	}

	/**
	 * Responds with an event stream. If the document cannot be resolved, the error is
	 * sent as an event, because {@code EventSource} in browsers hides the body of any
	 * other response.
	 */
	private void stream(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		boolean isGet = request.getMethod().equals("GET");
		OperationRequest operation = isGet ? this.requestReader.readQueryParameters(request)
				: this.requestReader.readBody(request);
		Function<MemoryAccount, Mono<WebGraphQlResponse>> execute;
		try {
			WebGraphQlRequest execution = executionRequest(operation, this.documentResolver.resolve(operation), request,
					Map.of());
			if (isGet) {
				AllowedOperations.QUERIES_AND_SUBSCRIPTIONS.addTo(execution);
			}
			String lastEventId = request.getHeader(LAST_EVENT_ID);
			if (lastEventId != null && !lastEventId.isEmpty()) {
				new LastEventId(lastEventId).addTo(execution);
			}
			execute = (memory) -> {
				memory.addTo(execution);
				return this.handler.handleRequest(execution)
					.doOnNext((executed) -> registerExecuted(operation, executed));
			};
		}
		catch (HttpErrorException httpErrorException) {
			if (!httpErrorException.isWellFormed()) {
				throw httpErrorException;
			}
			execute = (memory) -> Mono.error(httpErrorException);
		}
		this.streamingResponder.send(execute, request, response);
	}

	private void registerExecuted(OperationRequest operation, WebGraphQlResponse response) {
		if (response.getExecutionResult().isDataPresent()) {
			this.documentResolver.registerExecuted(operation);
		}
	}

	private GraphQlHttpResponse respond(HttpServletRequest request, @Nullable ResponseMediaType accepted,
			ResponseMediaType kind) throws IOException {
		boolean isGet = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
		if (request.getMethod().equals("OPTIONS")) {
			return GraphQlHttpResponse.noContent(HttpHeaders.ALLOW, ALLOWED_METHODS);
		}
		if (!isGet && !request.getMethod().equals("POST")) {
			throw HttpErrorException.of(HttpStatus.METHOD_NOT_ALLOWED,
					"Send GraphQL requests by POST, or queries by GET.", HttpHeaders.ALLOW, ALLOWED_METHODS);
		}
		if (isGet && !hasDocument(request) && ResponseMediaType.prefersHtml(request.getHeader(HttpHeaders.ACCEPT))) {
			return GraphQlHttpResponse.seeOther(this.page);
		}
		if (accepted == null) {
			throw HttpErrorException.of(HttpStatus.NOT_ACCEPTABLE,
					"`Accept` allows no available media type; accept `application/graphql-response+json` or "
							+ "`application/json`.");
		}
		return execute(isGet ? this.requestReader.readQueryParameters(request) : this.requestReader.readBody(request),
				isGet, request, kind);
	}

	private static boolean hasDocument(HttpServletRequest request) {
		String query = request.getQueryString();
		return query != null && DOCUMENT_PARAMETERS.stream().anyMatch(query::contains);
	}

	private GraphQlHttpResponse execute(OperationRequest operation, boolean isGet, HttpServletRequest request,
			ResponseMediaType kind) {
		WebGraphQlRequest execution = executionRequest(operation, this.documentResolver.resolve(operation), request,
				Map.of());
		if (isGet) {
			AllowedOperations.QUERIES.addTo(execution);
		}
		WebGraphQlResponse response = Objects.requireNonNull(this.handler.handleRequest(execution).block());
		if (response.getData() instanceof Publisher) {
			throw HttpErrorException.documentError("OPERATION_NOT_SUPPORTED",
					"Subscribe over WebSocket (graphql-transport-ws) or with `Accept: text/event-stream`.");
		}
		registerExecuted(operation, response);
		return GraphQlHttpResponse.of(response, kind,
				isGet ? this.cachePolicy.cacheControl(response) : CachePolicy.NO_STORE);
	}

	/**
	 * Creates the request to execute. Its locale is fixed: messages are always English,
	 * so that responses need not vary by {@code Accept-Language}.
	 */
	static WebGraphQlRequest executionRequest(OperationRequest operation, String document, HttpServletRequest request,
			Map<String, Object> attributes) {
		GraphQlRequest body = new DefaultGraphQlRequest(document, operation.operationName(), operation.variables(),
				operation.extensions());
		return new WebGraphQlRequest(ENDPOINT_URI, new ServletServerHttpRequest(request).getHeaders(), null,
				new InetSocketAddress(request.getRemoteAddr(), request.getRemotePort()), attributes, body,
				String.valueOf(MDC.get(RequestIds.MDC_KEY)), Locale.ENGLISH);
	}

}
