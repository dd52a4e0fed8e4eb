package dev.marquee.transport.websocket;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.http.HttpHeaders;

/**
 * What a WebSocket keeps of the request that opened it: little, since sockets live long
 * and are many.
 */
final class Handshake implements WebSocketSessionInfo {

	/**
	 * By which what a socket asks for belongs to a trace of its client, as W3C has it.
	 */
	private static final List<String> TRACE_HEADERS = List.of("traceparent", "tracestate", "baggage");

	private static final HttpHeaders NONE = HttpHeaders.readOnlyHttpHeaders(new HttpHeaders());

	private static final String SCHEME = "Bearer ";

	private final URI uri;

	private final HttpHeaders headers;

	private final String address;

	private final int port;

	private final boolean speaksProtocol;

	/**
	 * Notes what is needed.
	 * @param uri where the request went
	 * @param speaksProtocol whether the socket is to speak graphql-transport-ws
	 */
	Handshake(HttpServletRequest request, URI uri, boolean speaksProtocol) {
		this.uri = uri;
		this.headers = kept(request);
		this.address = request.getRemoteAddr();
		this.port = request.getRemotePort();
		this.speaksProtocol = speaksProtocol;
	}

	private static HttpHeaders kept(HttpServletRequest request) {
		HttpHeaders headers = new HttpHeaders();
		for (String name : TRACE_HEADERS) {
			String value = request.getHeader(name);
			if (value != null) {
				headers.set(name, value);
			}
		}
		return headers.isEmpty() ? NONE : headers;
	}

	/**
	 * The bearer token in the payload of a greeting. Clients of browsers cannot set
	 * headers, and put there what would be one.
	 */
	static Optional<String> token(Map<String, Object> payload) {
		return authorization(payload)
			.or(() -> (payload.get("headers") instanceof Map<?, ?> headers) ? authorization(headers) : Optional.empty())
			.filter((value) -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
			.map((value) -> value.substring(SCHEME.length()).strip());
	}

	private static Optional<String> authorization(Map<?, ?> fields) {
		return fields.entrySet()
			.stream()
			.filter((field) -> HttpHeaders.AUTHORIZATION.equalsIgnoreCase(String.valueOf(field.getKey())))
			.map(Map.Entry::getValue)
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.findFirst();
	}

	String address() {
		return this.address;
	}

	boolean speaksProtocol() {
		return this.speaksProtocol;
	}

	/** A request over the socket. */
	WebSocketGraphQlRequest request(String id, Map<String, Object> payload) {
		return new WebSocketGraphQlRequest(this.uri, this.headers, null, getRemoteAddress(), new HashMap<>(), payload,
				id, Locale.ENGLISH, this);
	}

	@Override
	public String getId() {
		return Integer.toHexString(System.identityHashCode(this));
	}

	@Override
	public URI getUri() {
		return this.uri;
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	/** As the request had it: it may come from a header, and is not looked up. */
	@Override
	public InetSocketAddress getRemoteAddress() {
		return InetSocketAddress.createUnresolved(this.address, this.port);
	}

	@Override
	public Map<String, Object> getAttributes() {
		return new HashMap<>();
	}

	@Override
	public Mono<Principal> getPrincipal() {
		return Mono.empty();
	}

}
