package dev.marquee.transport.http;

import java.net.URI;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ContentNegotiationTests {

	private static final String BODY = "{\"query\":\"{ __typename }\"}";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	URI endpoint;

	@BeforeEach
	void setEndpoint() {
		this.endpoint = this.graphQlTestClient.uri("/graphql");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					application/graphql-response+json                                                    | graphql-response+json
					application/graphql-response+json, application/json;q=0.9                            | graphql-response+json
					application/json;q=0.9, application/graphql-response+json                            | graphql-response+json
					application/graphql-response+json;charset=utf-8, application/json;charset=utf-8      | graphql-response+json
					multipart/mixed;q=1.0, application/graphql-response+json;q=0.9, application/json;q=0.8 | graphql-response+json
					application/json, application/graphql-response+json                                  | graphql-response+json
					application/graphql-response+json, application/json, text/event-stream               | graphql-response+json
					application/json;q=0, */*                                                            | graphql-response+json
					application/graphql-response+json, */*                                               | graphql-response+json
					application/graphql-response+json;q=0.5, application/json;q=0.6                      | json
					application/json                                                                     | json
					*/*                                                                                  | json
					application/*                                                                        | json
					text/html, application/xhtml+xml, */*;q=0.8                                          | json
					text/event-stream;q=0.1, application/json                                            | json
					""")
	void highestQualityMediaTypeWins(String accept, String subtype) {
		Exchange exchange = Exchange.post(this.endpoint, BODY, "Content-Type", "application/json", "Accept", accept);
		assertThat(exchange.status()).isEqualTo(200);
		assertThat(exchange.header("Content-Type")).isEqualTo("application/" + subtype + ";charset=utf-8");
		assertThat(exchange.json().at("/data/__typename").asString()).isEqualTo("Query");
	}

	@Test
	void missingAcceptGetsJson() {
		Exchange exchange = Exchange.post(this.endpoint, BODY, "Content-Type", "application/json");
		assertThat(exchange.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/xml, image/*", "application/json;q=0", "*/*;q=0", "nonsense" })
	void unacceptableMediaTypeReturns406(String accept) {
		Exchange exchange = Exchange.post(this.endpoint, BODY, "Content-Type", "application/json", "Accept", accept);
		assertThat(exchange.status()).isEqualTo(406);
		assertThat(exchange.header("Content-Type")).isEqualTo("application/graphql-response+json;charset=utf-8");
		assertThat(exchange.code()).isEqualTo("NOT_ACCEPTABLE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
			"application/graphql", "application/json; charset=iso-8859-1", "nonsense" })
	void corsSimpleContentTypeReturns415(String contentType) {
		Exchange exchange = Exchange.post(this.endpoint, BODY, "Content-Type", contentType);
		assertThat(exchange.status()).isEqualTo(415);
		assertThat(exchange.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
		assertThat(exchange.header("Accept-Post")).isEqualTo("application/json");
	}

	@Test
	void missingContentTypeReturns415() {
		assertThat(Exchange.post(this.endpoint, BODY).status()).isEqualTo(415);
	}

	@Test
	void compressedBodyReturns415() {
		Exchange exchange = Exchange.post(this.endpoint, BODY, "Content-Type", "application/json", "Content-Encoding",
				"gzip");
		assertThat(exchange.status()).isEqualTo(415);
	}

	@ParameterizedTest
	@CsvSource({ "application/json", "application/json;charset=utf-8", "Application/JSON; Charset=\"UTF-8\"" })
	void utf8JsonIsAccepted(String contentType) {
		Exchange exchange = Exchange.post(this.endpoint, "{\"query\":\"{ __type(name: \\\"Bühne🎭\\\") { name } }\"}",
				"Content-Type", contentType);
		assertThat(exchange.json().at("/data/__type").isNull()).isTrue();
	}

}
