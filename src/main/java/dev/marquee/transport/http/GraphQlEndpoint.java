package dev.marquee.transport.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.marquee.graphql.LastEventId;
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
 * Answers requests by the draft "GraphQL over HTTP": POST with a JSON body, and GET for
 * queries. Whatever is wrong, the answer is a well-formed GraphQL response.
 * <p>
 * The status is 200 when anything was executed, with or without errors. A request that is
 * no GraphQL request at all (its body is no JSON, or has no document) has a status from
 * 400 on. A well-formed one that cannot be executed, because its document does not parse
 * or does not validate, has 400 with {@code application/graphql-response+json}: the draft
 * now advises 422 for some of these, but the audits of {@code graphql-http} and many
 * clients know 400 only, and 4xx is what matters. With {@code application/json} it has
 * 200, as clients that ask for that expect. The draft's 294 for partial answers is not
 * used, since no registry and no cache knows it.
 */
final class GraphQlEndpoint implements HttpRequestHandler {

	private static final Logger LOG = LoggerFactory.getLogger(GraphQlEndpoint.class);

	/**
	 * Nobody asks at which address a request came, and to parse it each time takes longer
	 * than all headers.
	 */
	private static final URI ENDPOINT_URI = URI.create("/graphql");

	private static final String ALLOWED_METHODS = "GET, HEAD, POST, OPTIONS";

	private static final Set<String> STREAM_METHODS = Set.of("GET", "POST");

	private static final String LAST_EVENT_ID = "Last-Event-ID";

	private final WebGraphQlHandler handler;

	private final GraphQlRequestReader requestReader;

	private final DocumentResolver documentResolver;

	private final CachePolicy cachePolicy;

	private final ResponseWriter responseWriter;

	private final StreamingResponder streamingResponder;

	GraphQlEndpoint(WebGraphQlHandler handler, GraphQlRequestReader requestReader, DocumentResolver documentResolver,
			CachePolicy cachePolicy, JsonMapper json, StreamingResponder streamingResponder) {
		this.handler = handler;
		this.requestReader = requestReader;
		this.documentResolver = documentResolver;
		this.cachePolicy = cachePolicy;
		this.responseWriter = new ResponseWriter(json);
		this.streamingResponder = streamingResponder;
	}

	/** A stream that has ended comes here once more, as Servlets have it. */
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
			LOG.error("A request failed", failure);
			graphQlHttpResponse = GraphQlHttpResponse.ofError(HttpErrorException.of(HttpStatus.INTERNAL_SERVER_ERROR,
					"Internal error. Report it with the `requestId`."), kind);
		}
		this.responseWriter.write(graphQlHttpResponse, kind, request, response);
	}

	/** Answers requests that did not come here, because the container refused them. */
	HttpRequestHandler containerErrorHandler() {
		return (request, response) -> {
			HttpStatus status = HttpStatus.resolve(response.getStatus());
			if (status == null || !status.isError()) {
				status = HttpStatus.INTERNAL_SERVER_ERROR;
			}
			HttpErrorException httpErrorException = HttpErrorException.of(status,
					"The request was refused: " + status.getReasonPhrase() + ".");
			ResponseMediaType kind = ResponseMediaType.negotiate(request.getHeader(HttpHeaders.ACCEPT));
			ResponseMediaType responseType = (kind == ResponseMediaType.JSON) ? kind
					: ResponseMediaType.GRAPHQL_RESPONSE;
			this.responseWriter.write(GraphQlHttpResponse.ofError(httpErrorException, responseType), responseType,
					request, response);
		};
	}

	/**
	 * What names no document that may be executed is told within the stream: browsers
	 * hide any other answer.
	 */
	private void stream(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		boolean isGet = request.getMethod().equals("GET");
		OperationRequest operation = isGet ? this.requestReader.readQueryParameters(request)
				: this.requestReader.readBody(request);
		Mono<WebGraphQlResponse> answer;
		try {
			WebGraphQlRequest execution = executionRequest(operation, this.documentResolver.resolve(operation),
					request);
			if (isGet) {
				AllowedOperations.QUERIES_AND_SUBSCRIPTIONS.addTo(execution);
			}
			String lastEventId = request.getHeader(LAST_EVENT_ID);
			if (lastEventId != null && !lastEventId.isEmpty()) {
				new LastEventId(lastEventId).addTo(execution);
			}
			answer = this.handler.handleRequest(execution).doOnNext((known) -> registerExecuted(operation, known));
		}
		catch (HttpErrorException httpErrorException) {
			if (!httpErrorException.isWellFormed()) {
				throw httpErrorException;
			}
			answer = Mono.error(httpErrorException);
		}
		this.streamingResponder.send(answer, request, response);
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
		if (accepted == null) {
			throw HttpErrorException.of(HttpStatus.NOT_ACCEPTABLE,
					"Answers are `application/graphql-response+json` or `application/json`, in UTF-8.");
		}
		return execute(isGet ? this.requestReader.readQueryParameters(request) : this.requestReader.readBody(request),
				isGet, request, kind);
	}

	private GraphQlHttpResponse execute(OperationRequest operation, boolean isGet, HttpServletRequest request,
			ResponseMediaType kind) {
		WebGraphQlRequest execution = executionRequest(operation, this.documentResolver.resolve(operation), request);
		if (isGet) {
			AllowedOperations.QUERIES.addTo(execution);
		}
		WebGraphQlResponse response = Objects.requireNonNull(this.handler.handleRequest(execution).block());
		if (response.getData() instanceof Publisher) {
			throw HttpErrorException.documentError("OPERATION_NOT_SUPPORTED",
					"Subscribe over WebSocket (graphql-transport-ws), or with `Accept: text/event-stream`.");
		}
		registerExecuted(operation, response);
		return GraphQlHttpResponse.of(response, kind,
				isGet ? this.cachePolicy.cacheControl(response) : CachePolicy.NO_STORE);
	}

	/**
	 * Messages are English whatever the client's language, so that caches need not ask.
	 */
	private static WebGraphQlRequest executionRequest(OperationRequest operation, String document,
			HttpServletRequest request) {
		GraphQlRequest body = new DefaultGraphQlRequest(document, operation.operationName(), operation.variables(),
				operation.extensions());
		return new WebGraphQlRequest(ENDPOINT_URI, new ServletServerHttpRequest(request).getHeaders(), null,
				new InetSocketAddress(request.getRemoteAddr(), request.getRemotePort()), Map.of(), body,
				String.valueOf(MDC.get(RequestIds.MDC_KEY)), Locale.ENGLISH);
	}

}
