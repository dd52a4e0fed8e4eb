package dev.marquee.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A token issuer with OpenID discovery that runs locally during a test.
 */
public record TestTokenIssuer(HttpServer server, String uri, RSAKey key) implements AutoCloseable {

	private static final RSAKey KEY = newKey();

	public static TestTokenIssuer start() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		String uri = "http://localhost:" + server.getAddress().getPort();
		serve(server, "/.well-known/openid-configuration",
				"{\"issuer\":\"" + uri + "\",\"jwks_uri\":\"" + uri + "/keys\"}");
		serve(server, "/keys", new JWKSet(KEY.toPublicJWK()).toString());
		server.start();
		return new TestTokenIssuer(server, uri, KEY);
	}

	private static void serve(HttpServer server, String path, String json) {
		server.createContext(path, (exchange) -> {
			byte[] body = json.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	/** Returns the same issuer, which signs with a key that it does not publish. */
	TestTokenIssuer withAnotherKey() {
		return new TestTokenIssuer(this.server, this.uri, newKey());
	}

	/** Returns a token for Marquee, with additional or replaced claims. */
	public String token(Duration lifetime, Map<String, ?> extraClaims) {
		JWTClaimsSet.Builder claims = claims().expirationTime(Date.from(Clock.systemUTC().instant().plus(lifetime)));
		extraClaims.forEach(claims::claim);
		return sign(null, claims.build());
	}

	/** Returns a token for Marquee whose header has this {@code typ}. */
	public String tokenOfType(String type) {
		return sign(new JOSEObjectType(type),
				claims().expirationTime(Date.from(Clock.systemUTC().instant().plusSeconds(300))).build());
	}

	/** Returns a token for Marquee that never expires. */
	String tokenWithoutExpiry() {
		return sign(null, claims().build());
	}

	private JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().issuer(this.uri)
			.subject("user-1")
			.audience("marquee")
			.claim("scope", "openid events:write");
	}

	private String sign(@Nullable JOSEObjectType type, JWTClaimsSet claims) {
		JWSObject token = new JWSObject(
				new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID()).type(type).build(),
				new Payload(inAscii(claims.toString())));
		try {
			token.sign(new RSASSASigner(this.key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	/** Escapes other characters, since UTF-8 has no form for unpaired surrogates. */
	private static String inAscii(String json) {
		return Pattern.compile("[^\\x00-\\x7F]")
			.matcher(json)
			.replaceAll((match) -> match.group()
				.chars()
				.mapToObj((character) -> String.format("\\\\u%04x", character))
				.collect(Collectors.joining()));
	}

	private static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(2048).keyID("one").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
