package dev.marquee.transport.websocket;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.marquee.security.PersonHeader;
import dev.marquee.transport.CloseStatus;
import jakarta.servlet.http.HttpServletRequest;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.http.HttpHeaders;

/**
 * The parts of the upgrade request that a WebSocket needs later. It holds as little as
 * possible, since many sockets stay open for long.
 */
final class UpgradeRequest implements WebSocketSessionInfo {

	/**
	 * The headers that each operation of the socket has: W3C Trace Context and Baggage,
	 * which make it part of the client's trace, and the person on whose behalf it is.
	 */
	private static final List<String> PASSED_HEADERS = List.of("traceparent", "tracestate", "baggage",
			PersonHeader.NAME);

	private static final HttpHeaders NONE = HttpHeaders.readOnlyHttpHeaders(new HttpHeaders());

	private static final String SCHEME = "Bearer ";

	private final URI uri;

	private volatile HttpHeaders headers;

	private final String address;

	private final int port;

	private final boolean hasSubprotocol;

	/**
	 * Copies these parts.
	 * @param uri the URI of the request
	 * @param hasSubprotocol whether the subprotocol is graphql-transport-ws
	 */
	UpgradeRequest(HttpServletRequest request, URI uri, boolean hasSubprotocol) {
		this.uri = uri;
		this.headers = passedHeaders(request);
		this.address = request.getRemoteAddr();
		this.port = request.getRemotePort();
		this.hasSubprotocol = hasSubprotocol;
	}

	private static HttpHeaders passedHeaders(HttpServletRequest request) {
		HttpHeaders headers = new HttpHeaders();
		for (String name : PASSED_HEADERS) {
			String value = request.getHeader(name);
			if (value != null) {
				headers.set(name, value);
			}
		}
		return headers.isEmpty() ? NONE : headers;
	}

	/**
	 * The bearer token in the payload of {@code connection_init}. Browsers cannot set
	 * headers of a WebSocket, so clients send them there.
	 */
	static Optional<String> token(Map<String, Object> payload) {
		return authorization(payload)
			.or(() -> (payload.get("headers") instanceof Map<?, ?> headers) ? authorization(headers) : Optional.empty())
			.filter((value) -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
			.map((value) -> value.substring(SCHEME.length()).strip());
	}

	/**
	 * Takes the person from the payload of {@code connection_init}. All operations of the
	 * socket are on their behalf, like requests with this header. A proxy may have named
	 * one in the handshake already, whom the payload cannot replace.
	 */
	void acceptPerson(Map<String, Object> payload) throws ProtocolException {
		String person = PersonHeader.fromPayload(payload);
		String named = this.headers.getFirst(PersonHeader.NAME);
		if (person != null && named != null && !person.equals(named)) {
			throw new ProtocolException(CloseStatus.OTHER_PERSON);
		}
		if (person != null && named == null) {
			HttpHeaders all = new HttpHeaders();
			all.putAll(this.headers);
			all.set(PersonHeader.NAME, person);
			this.headers = all;
		}
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

	boolean hasSubprotocol() {
		return this.hasSubprotocol;
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

	/** Unresolved, since the address may come from {@code X-Forwarded-For}. */
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
