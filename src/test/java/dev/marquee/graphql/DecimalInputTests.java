package dev.marquee.graphql;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import graphql.GraphQLContext;
import graphql.schema.CoercingParseValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Numbers in variables and documents.
 */
@IntegrationTest
@Timeout(60)
class DecimalInputTests {

	private static final String AMOUNT = """
			query ($amount: BigDecimal!) {
			  events(filter: { price: { atMost: { amount: $amount, currency: "EUR" } } }) { totalCount }
			}""";

	private static final String FLOAT = """
			query ($km: Float!) { events(filter: { near: { latitude: 52, longitude: 13, radiusKm: $km } }) { totalCount } }""";

	private static final String INT = "query ($first: Int!) { events(first: $first) { totalCount } }";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	private final BigDecimalCoercing coercing = new BigDecimalCoercing();

	@ParameterizedTest
	@ValueSource(strings = { "0", "-0", "12.50", "1e400", "1E+400", "1e-400", "9007199254740993",
			"0.1000000000000000055511", "123456789012345678901234567890.123456789", "1e999", "1e-1000" })
	void jsonNumberIsAccepted(String number) {
		assertThat(send(AMOUNT, "amount", number).has("errors")).as(number).isFalse();
	}

	@Test
	void jsonNumberKeepsItsDigits() {
		JsonNode error = send(AMOUNT, "amount", "-0.10000000000000000555111512312578270211815834045").at("/errors/0");
		assertThat(error.get("message").asString()).contains("is -0.10000000000000000555111512312578270211815834045.");
		assertThat(send(AMOUNT, "amount", "-1e400").at("/errors/0/message").asString()).contains("is -1E+400.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e1000", "1e1000000000", "-1e2147483647", "1e-1001", "1e-1000000000", "0e1000000000",
			"123e999" })
	void jsonNumberOfMoreThan1000DigitsIsRejected(String number) {
		for (String document : new String[] { AMOUNT, FLOAT, INT }) {
			for (String json : new String[] { number, "[" + number + "]", "{\"a\":[{\"b\":" + number + "}]}" }) {
				JsonNode error = send(document, document.equals(INT) ? "first" : "amount", json).at("/errors/0");
				assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_REQUEST");
				assertThat(error.get("message").asString())
					.startsWith("`variables` has a number of more than 1000 digits");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e9999999999", "1e-9999999999", "1e99999999999999999999" })
	void exponentOutOfRangeIsRejected(String number) {
		assertThat(send(AMOUNT, "amount", number).at("/errors/0/extensions/code").asString()).isEqualTo("BAD_REQUEST");
		assertThat(this.graphQlTestClient.error(AMOUNT, Map.of("amount", number)).at("/extensions/code").asString())
			.isEqualTo("GRAPHQL_VALIDATION_FAILED");
		JsonNode literal = this.graphQlTestClient
			.error(AMOUNT.replace("($amount: BigDecimal!)", "").replace("$amount", number));
		assertThat(literal.at("/extensions/code").asString()).isIn("GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED");
	}

	@Test
	void intAndFloatVariablesAreCoercedAsBefore() {
		assertThat(send(INT, "first", "1.0").has("errors")).isFalse();
		assertThat(send(INT, "first", "1e1").has("errors")).isFalse();
		assertThat(code(send(INT, "first", "1.5"))).isEqualTo("GRAPHQL_VALIDATION_FAILED");
		assertThat(code(send(INT, "first", "1e400"))).isEqualTo("GRAPHQL_VALIDATION_FAILED");
		assertThat(code(send(INT, "first", "1e-400"))).isEqualTo("GRAPHQL_VALIDATION_FAILED");
		assertThat(send(FLOAT, "km", "12.5").has("errors")).isFalse();
		assertThat(send(FLOAT, "km", "1").has("errors")).isFalse();
		assertThat(code(send(FLOAT, "km", "1e400"))).isEqualTo("GRAPHQL_VALIDATION_FAILED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "１２.５", "١٢", "१२", "1２", "12,5", "", " 1", "1 ", "0x1", "1e", "NaN", "Infinity", "--1",
			"1\0" })
	void otherNotationIsRejected(String text) {
		assertThatExceptionOfType(CoercingParseValueException.class).isThrownBy(() -> parse(text))
			.withMessage("Expected a decimal number, such as 12.50, with ASCII digits.");
		JsonNode error = this.graphQlTestClient.error(AMOUNT, Map.of("amount", text));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
	}

	@Test
	void textHasAtMost10000Characters() {
		assertThat(parse("9".repeat(10_000))).isEqualTo(BigDecimal.TEN.pow(10_000).subtract(BigDecimal.ONE));
		assertThatExceptionOfType(CoercingParseValueException.class).isThrownBy(() -> parse("9".repeat(10_001)))
			.withMessage("A decimal number must have at most 10000 characters.");
		assertThat(code(send(AMOUNT, "amount", "\"" + "9".repeat(1_000_000) + "\"")))
			.isEqualTo("GRAPHQL_VALIDATION_FAILED");
	}

	@Test
	void numbersAreConvertedExactly() {
		assertThat(parse(7)).isEqualTo("7");
		assertThat(parse(7_000_000_000L)).isEqualTo("7000000000");
		assertThat(parse(0.1)).isEqualTo("0.1");
		assertThat(parse("1e999999999")).isEqualTo("1E+999999999");
		assertThatExceptionOfType(CoercingParseValueException.class).isThrownBy(() -> parse(Double.POSITIVE_INFINITY));
		assertThatExceptionOfType(CoercingParseValueException.class).isThrownBy(() -> parse(true));
	}

	private BigDecimal parse(Object value) {
		return this.coercing.parseValue(value, GraphQLContext.getDefault(), Locale.ROOT);
	}

	private JsonNode send(String document, String variable, String json) {
		String query = GraphQlTestClient.JSON.writeValueAsString(document);
		return GraphQlTestClient.JSON.readTree(this.graphQlTestClient
			.send("{\"query\":" + query + ",\"variables\":{\"" + variable + "\":" + json + "}}")
			.body());
	}

	private static String code(JsonNode response) {
		return response.at("/errors/0/extensions/code").asString();
	}

}
