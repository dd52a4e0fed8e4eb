package dev.marquee.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

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
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(this.uri)
			.subject("user-1")
			.audience("marquee")
			.expirationTime(Date.from(Clock.systemUTC().instant().plus(lifetime)))
			.claim("scope", "openid events:write");
		extraClaims.forEach(claims::claim);
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID()).build(),
				claims.build());
		try {
			token.sign(new RSASSASigner(this.key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
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
