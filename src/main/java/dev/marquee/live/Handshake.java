package dev.marquee.live;

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
 * What is known of a WebSocket from the request that opened it.
 *
 * @param speaksProtocol whether it is to speak graphql-transport-ws
 */
record Handshake(String getId, URI getUri, HttpHeaders getHeaders, InetSocketAddress getRemoteAddress,
		boolean speaksProtocol) implements WebSocketSessionInfo {

	/** What requests may be told by; a socket lives long, so the rest is let go. */
	private static final List<String> KEPT = List.of(HttpHeaders.USER_AGENT, HttpHeaders.ORIGIN, HttpHeaders.HOST,
			"Forwarded", "X-Forwarded-For", "X-Request-Id", "traceparent");

	private static final String SCHEME = "Bearer ";

	static Handshake of(HttpServletRequest request, boolean speaksProtocol) {
		HttpHeaders headers = new HttpHeaders();
		for (String name : KEPT) {
			String value = request.getHeader(name);
			if (value != null) {
				headers.set(name, value);
			}
		}
		return new Handshake(Integer.toHexString(System.identityHashCode(headers)),
				URI.create(request.getRequestURL().toString()), headers,
				new InetSocketAddress(request.getRemoteAddr(), request.getRemotePort()), speaksProtocol);
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
		return this.getRemoteAddress.getHostString();
	}

	/** A request over the socket. */
	WebSocketGraphQlRequest request(String id, Map<String, Object> payload) {
		return new WebSocketGraphQlRequest(this.getUri, this.getHeaders, null, this.getRemoteAddress, new HashMap<>(),
				payload, id, Locale.ENGLISH, this);
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
