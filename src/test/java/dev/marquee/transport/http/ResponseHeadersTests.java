package dev.marquee.transport.http;

import java.net.URI;
import java.net.http.HttpRequest;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Request ids and security headers.
 */
@IntegrationTest
class ResponseHeadersTests {

	private static final String BODY = "{\"query\":\"{ __typename }\"}";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	URI endpoint;

	@BeforeEach
	void setEndpoint() {
		this.endpoint = this.graphQlTestClient.uri("/graphql");
	}

	@Test
	void everyResponseHasARequestId() {
		String first = Exchange.graphQl(this.endpoint, BODY).header("X-Request-Id");
		assertThat(first).matches("[0-9a-f]{32}");
		assertThat(Exchange.graphQl(this.endpoint, BODY).header("X-Request-Id")).isNotEqualTo(first);
	}

	@Test
	void callerRequestIdIsEchoedInHeaderAndErrors() {
		Exchange exchange = Exchange.post(this.endpoint, "{\"query\":\"{ events(first: 0) { totalCount } }\"}",
				"Content-Type", "application/json", "X-Request-Id", "edge/7f:1.2_a+b=");
		assertThat(exchange.header("X-Request-Id")).isEqualTo("edge/7f:1.2_a+b=");
		assertThat(exchange.error().at("/extensions/requestId").asString()).isEqualTo("edge/7f:1.2_a+b=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a\"b", "<script>", "ö", "{\"a\":1}" })
	void unsafeRequestIdIsReplaced(String id) {
		Exchange exchange = Exchange.post(this.endpoint, BODY, "Content-Type", "application/json", "X-Request-Id", id);
		assertThat(exchange.header("X-Request-Id")).matches("[0-9a-f]{32}");
	}

	@Test
	void overlongRequestIdIsReplaced() {
		Exchange exchange = Exchange.post(this.endpoint, BODY, "Content-Type", "application/json", "X-Request-Id",
				"a".repeat(129));
		assertThat(exchange.header("X-Request-Id")).matches("[0-9a-f]{32}");
	}

	@Test
	void unauthenticatedErrorHasRequestId() {
		Exchange exchange = Exchange.post(this.endpoint, BODY, "Content-Type", "application/json", "Authorization",
				"Bearer nonsense");
		assertThat(exchange.status()).isEqualTo(401);
		assertThat(exchange.error().at("/extensions/requestId").asString()).isEqualTo(exchange.header("X-Request-Id"));
		assertThat(exchange.code()).isEqualTo("UNAUTHENTICATED");
		assertThat(exchange.header("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void apiResponseHasStrictSecurityHeaders() {
		Exchange exchange = Exchange.graphQl(this.endpoint, BODY);
		assertThat(exchange.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
		assertThat(exchange.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(exchange.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(exchange.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(exchange.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
		assertThat(exchange.header("Strict-Transport-Security")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/graphiql/", "/graphiql-missing.html", "/", "/nothing" })
	void pagesAllowOwnScriptsOnly(String path) {
		Exchange exchange = Exchange.send(HttpRequest.newBuilder(this.graphQlTestClient.uri(path)));
		assertThat(exchange.header("Content-Security-Policy")).contains("default-src 'none'; script-src 'self';")
			.contains("connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'");
		assertThat(exchange.header("X-Content-Type-Options")).isEqualTo("nosniff");
	}

	@Test
	void landingPageMayShowPicturesOfOtherServers() {
		Exchange landingPage = Exchange.send(HttpRequest.newBuilder(this.graphQlTestClient.uri("/")));
		assertThat(landingPage.header("Content-Security-Policy")).contains("img-src 'self' data: http: https:;");
		Exchange graphiQl = Exchange.send(HttpRequest.newBuilder(this.graphQlTestClient.uri("/graphiql/")));
		assertThat(graphiQl.header("Content-Security-Policy")).contains("img-src 'self' data:;");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/landing/landing.css", "/landing/next-events.js", "/docs/reference.css" })
	void pagesAreCompressed(String path) {
		Exchange exchange = Exchange
			.send(HttpRequest.newBuilder(this.graphQlTestClient.uri(path)).header("Accept-Encoding", "gzip"));
		assertThat(exchange.status()).isEqualTo(200);
		assertThat(exchange.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(exchange.header("Vary")).contains("Accept-Encoding");
		assertThat(exchange.header("Server")).isEmpty();
	}

	@Test
	void secureRequestsGetHsts() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/graphiql/");
		request.setSecure(true);
		MockHttpServletResponse response = new MockHttpServletResponse();
		new SecurityHeaders("/graphql").doFilter(request, response, new MockFilterChain());
		assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000");
	}

}
