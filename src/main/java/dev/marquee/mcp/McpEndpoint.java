package dev.marquee.mcp;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;

import dev.marquee.transport.http.HttpErrorException;
import dev.marquee.transport.http.JsonBodyReader;
import dev.marquee.transport.http.KnownOrigins;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;

/**
 * The transport "Streamable HTTP" without sessions and streams: each POST has one message
 * and gets its response, so that any instance can answer it. The SDK's own servlet reads
 * bodies without the server's limits, checks neither {@code Origin} against the server's
 * settings nor {@code MCP-Protocol-Version}, and answers some errors with the stack of an
 * exception.
 */
final class McpEndpoint implements HttpRequestHandler, McpStatelessServerTransport {

	private static final Logger LOG = LoggerFactory.getLogger(McpEndpoint.class);

	private static final String PROTOCOL_VERSION = "MCP-Protocol-Version";

	private static final String INTERNAL_ERROR = "Internal error. Report it with the `X-Request-Id` of the response.";

	private final JsonBodyReader bodyReader;

	private final KnownOrigins origins;

	private final JsonMapper json;

	private @Nullable McpStatelessServerHandler messages;

	McpEndpoint(JsonBodyReader bodyReader, KnownOrigins origins, JsonMapper json) {
		this.bodyReader = bodyReader;
		this.origins = origins;
		this.json = json;
	}

	@Override
	public void setMcpHandler(McpStatelessServerHandler messages) {
		this.messages = messages;
	}

	@Override
	public Mono<Void> closeGracefully() {
		return Mono.empty();
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
		try {
			requireRequest(request, response);
			JsonRpcMessage message = JsonRpcMessage.of(this.bodyReader.read(request));
			requireProtocolVersion(message, request);
			if (message.isNotification()) {
				accept(message);
				response.setStatus(HttpStatus.ACCEPTED.value());
				return;
			}
			send(HttpStatus.OK, answer(message, new ToolExchange(request, response)), response);
		}
		catch (HttpErrorException ex) {
			HttpErrorException.ResponseHeader header = ex.responseHeader();
			if (header != null) {
				response.setHeader(header.name(), header.value());
			}
			int code = (ex.status() == HttpStatus.BAD_REQUEST) ? ErrorCodes.PARSE_ERROR : ErrorCodes.INVALID_REQUEST;
			send(new JsonRpcException(ex.status(), code, null, String.valueOf(ex.getMessage())), response);
		}
		catch (JsonRpcException ex) {
			send(ex, response);
		}
	}

	private void requireRequest(HttpServletRequest request, HttpServletResponse response) {
		if (!this.origins.isKnown(request.getHeader(HttpHeaders.ORIGIN))) {
			throw rejected(HttpStatus.FORBIDDEN, "Pages of this origin may not use this address. Allow the origin with "
					+ "`spring.graphql.cors.allowed-origins`, or set `marquee.public-url` if it is that of this server.");
		}
		if (!request.getMethod().equals("POST")) {
			response.setHeader(HttpHeaders.ALLOW, "POST");
			throw rejected(HttpStatus.METHOD_NOT_ALLOWED,
					"Send a message of the Model Context Protocol by POST. There are neither sessions nor streams.");
		}
		if (!acceptsJson(request.getHeader(HttpHeaders.ACCEPT))) {
			throw rejected(HttpStatus.NOT_ACCEPTABLE,
					"Accept `application/json`, together with `text/event-stream` as the protocol asks.");
		}
	}

	private static boolean acceptsJson(@Nullable String accept) {
		return accept == null || accept.contains(MediaType.APPLICATION_JSON_VALUE) || accept.contains("*/*")
				|| accept.contains("application/*");
	}

	/**
	 * Requires a version that the server speaks. {@code initialize} negotiates one; a
	 * client without the header speaks 2025-03-26.
	 */
	private void requireProtocolVersion(JsonRpcMessage message, HttpServletRequest request) {
		String version = request.getHeader(PROTOCOL_VERSION);
		if (version != null && !message.isInitialize() && !protocolVersions().contains(version)) {
			throw new JsonRpcException(HttpStatus.BAD_REQUEST, ErrorCodes.INVALID_REQUEST, message.id(),
					"`" + PROTOCOL_VERSION + "` must be one of " + String.join(", ", protocolVersions()) + ".");
		}
	}

	private void accept(JsonRpcMessage message) {
		handler()
			.handleNotification(McpTransportContext.EMPTY, new JSONRPCNotification(message.method(), message.params()))
			.block();
	}

	/** The SDK describes unexpected exceptions to the client; these are only logged. */
	private JSONRPCResponse answer(JsonRpcMessage message, ToolExchange exchange) {
		JSONRPCResponse answered;
		try {
			answered = Objects.requireNonNull(
					handler()
						.handleRequest(McpTransportContext.create(Map.of(ToolExchange.KEY, exchange)),
								new JSONRPCRequest(message.method(), message.id(), message.params()))
						.block());
		}
		catch (RuntimeException ex) {
			LOG.error("Unhandled exception in MCP", ex);
			throw new JsonRpcException(HttpStatus.INTERNAL_SERVER_ERROR, ErrorCodes.INTERNAL_ERROR, message.id(),
					INTERNAL_ERROR);
		}
		JSONRPCResponse.JSONRPCError error = answered.error();
		if (error != null && error.code() == ErrorCodes.INTERNAL_ERROR) {
			LOG.error("MCP cannot answer {}: {}", message.method(), error.message());
			throw new JsonRpcException(HttpStatus.INTERNAL_SERVER_ERROR, ErrorCodes.INTERNAL_ERROR, message.id(),
					INTERNAL_ERROR);
		}
		return answered;
	}

	private McpStatelessServerHandler handler() {
		return Objects.requireNonNull(this.messages);
	}

	private static JsonRpcException rejected(HttpStatus status, String message) {
		return new JsonRpcException(status, ErrorCodes.INVALID_REQUEST, null, message);
	}

	private void send(JsonRpcException error, HttpServletResponse response) throws IOException {
		send(error.status(), error.body(), response);
	}

	private void send(HttpStatus status, Object body, HttpServletResponse response) throws IOException {
		byte[] bytes = this.json.writeValueAsBytes(body);
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

}
