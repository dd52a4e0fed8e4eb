package dev.marquee.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.marquee.graphql.ResumedFrom;
import dev.marquee.graphql.SafeMethod;
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
	private static final URI ADDRESS = URI.create("/graphql");

	private static final String METHODS = "GET, HEAD, POST, OPTIONS";

	private static final Set<String> METHODS_OF_STREAMS = Set.of("GET", "POST");

	private static final String RESUMED = "Last-Event-ID";

	private final WebGraphQlHandler handler;

	private final RequestReader reader;

	private final Documents documents;

	private final Caching caching;

	private final Answering answering;

	private final Streaming streaming;

	GraphQlEndpoint(WebGraphQlHandler handler, RequestReader reader, Documents documents, Caching caching,
			JsonMapper json, Streaming streaming) {
		this.handler = handler;
		this.reader = reader;
		this.documents = documents;
		this.caching = caching;
		this.answering = new Answering(json);
		this.streaming = streaming;
	}

	/** A stream that has ended comes here once more, as Servlets have it. */
	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		if (request.getDispatcherType() == DispatcherType.ASYNC) {
			return;
		}
		MediaKind accepted = MediaKind.accepted(request.getHeader(HttpHeaders.ACCEPT));
		MediaKind kind = (accepted == MediaKind.JSON) ? accepted : MediaKind.GRAPHQL_RESPONSE;
		Answer answer;
		try {
			if (accepted == MediaKind.EVENT_STREAM && METHODS_OF_STREAMS.contains(request.getMethod())) {
				stream(request, response);
				return;
			}
			answer = answer(request, accepted, kind);
		}
		catch (Refused refused) {
			answer = Answer.to(refused, kind);
		}
		catch (RuntimeException failure) {
			LOG.error("A request failed", failure);
			answer = Answer.to(Refused.by(HttpStatus.INTERNAL_SERVER_ERROR,
					"Something went wrong on our side. Tell us the `requestId`."), kind);
		}
		this.answering.send(answer, kind, request, response);
	}

	/** Answers requests that did not come here, because the container refused them. */
	HttpRequestHandler ofContainerErrors() {
		return (request, response) -> {
			HttpStatus status = HttpStatus.resolve(response.getStatus());
			if (status == null || !status.isError()) {
				status = HttpStatus.INTERNAL_SERVER_ERROR;
			}
			Refused refused = Refused.by(status, "The request was refused: " + status.getReasonPhrase() + ".");
			MediaKind kind = MediaKind.accepted(request.getHeader(HttpHeaders.ACCEPT));
			MediaKind answered = (kind == MediaKind.JSON) ? kind : MediaKind.GRAPHQL_RESPONSE;
			this.answering.send(Answer.to(refused, answered), answered, request, response);
		};
	}

	/**
	 * What names no document that may be executed is told within the stream: browsers
	 * hide any other answer.
	 */
	private void stream(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		boolean isGet = request.getMethod().equals("GET");
		OperationRequest operation = isGet ? this.reader.address(request) : this.reader.body(request);
		Mono<WebGraphQlResponse> answer;
		try {
			WebGraphQlRequest execution = execution(operation, this.documents.text(operation), request);
			if (isGet) {
				SafeMethod.STREAM.mark(execution);
			}
			String last = request.getHeader(RESUMED);
			if (last != null && !last.isEmpty()) {
				new ResumedFrom(last).mark(execution);
			}
			answer = this.handler.handleRequest(execution).doOnNext((known) -> noteExecuted(operation, known));
		}
		catch (Refused refused) {
			if (!refused.isUnderstood()) {
				throw refused;
			}
			answer = Mono.error(refused);
		}
		this.streaming.send(answer, request, response);
	}

	private void noteExecuted(OperationRequest operation, WebGraphQlResponse response) {
		if (response.getExecutionResult().isDataPresent()) {
			this.documents.executed(operation);
		}
	}

	private Answer answer(HttpServletRequest request, @Nullable MediaKind accepted, MediaKind kind) throws IOException {
		boolean isGet = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
		if (request.getMethod().equals("OPTIONS")) {
			return Answer.empty(HttpHeaders.ALLOW, METHODS);
		}
		if (!isGet && !request.getMethod().equals("POST")) {
			throw Refused.by(HttpStatus.METHOD_NOT_ALLOWED, "Send GraphQL requests by POST, or queries by GET.",
					HttpHeaders.ALLOW, METHODS);
		}
		if (accepted == null) {
			throw Refused.by(HttpStatus.NOT_ACCEPTABLE,
					"Answers are `application/graphql-response+json` or `application/json`, in UTF-8.");
		}
		return execute(isGet ? this.reader.address(request) : this.reader.body(request), isGet, request, kind);
	}

	private Answer execute(OperationRequest operation, boolean isGet, HttpServletRequest request, MediaKind kind) {
		WebGraphQlRequest execution = execution(operation, this.documents.text(operation), request);
		if (isGet) {
			SafeMethod.ANSWER.mark(execution);
		}
		WebGraphQlResponse response = Objects.requireNonNull(this.handler.handleRequest(execution).block());
		if (response.getData() instanceof Publisher) {
			throw Refused.document("OPERATION_NOT_SUPPORTED",
					"Subscribe over WebSocket (graphql-transport-ws), or with `Accept: text/event-stream`.");
		}
		noteExecuted(operation, response);
		return Answer.to(response, kind, isGet ? this.caching.control(response) : Caching.NEVER);
	}

	/**
	 * Messages are English whatever the client's language, so that caches need not ask.
	 */
	private static WebGraphQlRequest execution(OperationRequest operation, String document,
			HttpServletRequest request) {
		GraphQlRequest body = new DefaultGraphQlRequest(document, operation.operationName(), operation.variables(),
				operation.extensions());
		return new WebGraphQlRequest(ADDRESS, new ServletServerHttpRequest(request).getHeaders(), null,
				new InetSocketAddress(request.getRemoteAddr(), request.getRemotePort()), Map.of(), body,
				String.valueOf(MDC.get(RequestIds.KEY)), Locale.ENGLISH);
	}

}
