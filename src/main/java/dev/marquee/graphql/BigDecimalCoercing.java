package dev.marquee.graphql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;

/**
 * Coerces decimal numbers: JSON numbers, and strings in the same notation, which clients
 * without decimal numbers send to keep all digits.
 */
class BigDecimalCoercing implements Coercing<BigDecimal, BigDecimal> {

	/** Parsing takes time in proportion to the square of the length. */
	private static final int MAX_LENGTH = 10_000;

	@Override
	public BigDecimal serialize(Object value, GraphQLContext context, Locale locale) {
		try {
			return toDecimal(value);
		}
		catch (IllegalArgumentException ex) {
			throw new CoercingSerializeException(ex.getMessage(), ex);
		}
	}

	@Override
	public BigDecimal parseValue(Object input, GraphQLContext context, Locale locale) {
		try {
			return toDecimal(input);
		}
		catch (IllegalArgumentException ex) {
			throw new CoercingParseValueException(ex.getMessage(), ex);
		}
	}

	@Override
	public BigDecimal parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
		try {
			return switch (input) {
				case IntValue number -> new BigDecimal(number.getValue());
				case FloatValue number -> number.getValue();
				case StringValue text -> parse(String.valueOf(text.getValue()));
				default -> throw notDecimal();
			};
		}
		catch (IllegalArgumentException ex) {
			throw new CoercingParseLiteralException(ex.getMessage(), ex);
		}
	}

	@Override
	public Value<?> valueToLiteral(Object value, GraphQLContext context, Locale locale) {
		return FloatValue.newFloatValue(serialize(value, context, locale)).build();
	}

	private static BigDecimal toDecimal(Object value) {
		return switch (value) {
			case BigDecimal number -> number;
			case BigInteger number -> new BigDecimal(number);
			case Integer number -> BigDecimal.valueOf(number);
			case Long number -> BigDecimal.valueOf(number);
			case Double number -> parse(number.toString());
			case String text -> parse(text);
			default -> throw notDecimal();
		};
	}

	/** Parses ASCII digits: {@link BigDecimal} accepts those of all scripts. */
	private static BigDecimal parse(String text) {
		if (text.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("A decimal number must have at most " + MAX_LENGTH + " characters.");
		}
		if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
			throw notDecimal();
		}
		try {
			return new BigDecimal(text);
		}
		catch (NumberFormatException ex) {
			throw notDecimal();
		}
	}

	private static IllegalArgumentException notDecimal() {
		return new IllegalArgumentException("Expected a decimal number, such as 12.50, with ASCII digits.");
	}

}
