package dev.marquee.transport.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The encoding of requests, which must be UTF-8 without a byte order mark.
 */
@IntegrationTest
class RequestEncodingTests {

	private static final String QUERY = "{\"query\":\"{ __typename }\"}";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	URI endpoint;

	@BeforeEach
	void setEndpoint() {
		this.endpoint = this.graphQlTestClient.uri("/graphql");
	}

	@ParameterizedTest
	@CsvSource({ "UTF-16, UTF-16", "UTF-16BE, UTF-16", "UTF-16LE, UTF-16", "x-UTF-16LE-BOM, UTF-16", "UTF-32, UTF-32",
			"UTF-32BE, UTF-32", "UTF-32LE, UTF-32", "X-UTF-32BE-BOM, UTF-32", "X-UTF-32LE-BOM, UTF-32" })
	void otherEncodingIsNamed(String charset, String name) {
		for (String query : new String[] { QUERY, " " + QUERY, "[1]" }) {
			assertRejected(query.getBytes(Charset.forName(charset)), "The body looks like " + name + ";");
		}
	}

	@Test
	void byteOrderMarkIsRejected() {
		assertRejected(("\uFEFF" + QUERY).getBytes(StandardCharsets.UTF_8), "The body starts with a byte order mark;");
	}

	@ParameterizedTest
	@CsvSource({ "overlong solidus, C0AF", "overlong U+0000, C080", "overlong quotation mark, C0A2",
			"overlong in three bytes, E080AF", "overlong in four bytes, F08080AF", "high surrogate, EDA080",
			"low surrogate, EDB080", "surrogate pair (CESU-8), EDA0BDEDB880", "above U+10FFFF, F4908080",
			"five bytes, F888808080", "continuation, 80", "truncated character of two bytes, C3",
			"truncated character of three bytes, E282", "truncated character of four bytes, F09F98", "FE, FE", "FF, FF",
			"Latin-1, FC" })
	void malformedUtf8IsRejected(String what, String bytes) {
		byte[] before = "{\"query\":\"{ __typename }\",\"operationName\":\"\uFFFDü".getBytes(StandardCharsets.UTF_8);
		byte[] malformed = HexFormat.of().parseHex(bytes);
		byte[] after = "\"}".getBytes(StandardCharsets.UTF_8);
		String message = "The body is not valid UTF-8 at byte " + (before.length + 1) + ";";
		assertRejected(concatenate(before, malformed, after), message);
		assertRejected(concatenate(before, malformed), message);
	}

	@Test
	void allOtherCharactersAreAccepted() {
		String body = "{\"query\":\"{ __typename }\",\"id\":\"Bühne 🎭 \u0080\u07FF\u0800\uD7FF\uE000\uFEFF\uFFFD\uFFFF\"}";
		Exchange exchange = post(body.getBytes(StandardCharsets.UTF_8), "application/json;charset=utf-8");
		assertThat(exchange.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "utf-16", "utf-32", "iso-8859-1", "utf-7", "\"UTF-16LE\"" })
	void otherCharsetReturns415(String charset) {
		Exchange exchange = post(QUERY.getBytes(StandardCharsets.UTF_8), "application/json;charset=" + charset);
		assertThat(exchange.status()).isEqualTo(415);
		assertThat(exchange.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%C0%AF", "%E0%80%AF", "%ED%A0%80", "%ED%A0%BD%ED%B8%80", "%F4%90%80%80", "%80", "%FF",
			"%C3", "%E2%82" })
	void malformedUtf8InQueryStringIsRejected(String bytes) throws IOException {
		for (String name : new String[] { "operationName", "query", "documentId", "variables", "other" }) {
			String response = get("query=%7B__typename%7D&" + name + "=" + bytes);
			assertThat(response).as(name).startsWith("HTTP/1.1 400").contains("\"code\":\"BAD_REQUEST\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u00C0\u00AF", "\u00ED\u00A0\u0080", "\u00FF", "\u00C3" })
	void unencodedBytesInQueryStringAreRejected(String bytes) throws IOException {
		assertThat(get("query=%7B__typename%7D&operationName=" + bytes)).startsWith("HTTP/1.1 400")
			.contains("percent-encode it as UTF-8");
		assertThat(get("query=%7B__typename%7D&other=%EF%BF%BD")).startsWith("HTTP/1.1 200");
	}

	private void assertRejected(byte[] body, String message) {
		Exchange exchange = post(body, "application/json");
		assertThat(exchange.status()).isEqualTo(400);
		assertThat(exchange.code()).isEqualTo("INVALID_ENCODING");
		assertThat(exchange.error().get("message").asString()).startsWith(message)
			.endsWith("send JSON in UTF-8 without a byte order mark.");
	}

	private Exchange post(byte[] body, String contentType) {
		return Exchange.send(HttpRequest.newBuilder(this.endpoint)
			.header("Content-Type", contentType)
			.header("Accept", "application/graphql-response+json")
			.POST(BodyPublishers.ofByteArray(body)));
	}

	private String get(String query) throws IOException {
		try (Socket socket = new Socket("localhost", this.endpoint.getPort())) {
			socket.setSoTimeout(15_000);
			socket.getOutputStream()
				.write(("GET /graphql?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static byte[] concatenate(byte[]... parts) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			joined.writeBytes(part);
		}
		return joined.toByteArray();
	}

}
