package dev.marquee.graphql;

import java.util.Locale;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;

/**
 * A base for scalars that are formatted strings in JSON.
 *
 * @param <T> the Java type of the value
 */
abstract class TextCoercing<T> implements Coercing<T, String> {

	private final Class<T> type;

	TextCoercing(Class<T> type) {
		this.type = type;
	}

	/**
	 * Parses the text.
	 * @throws IllegalArgumentException with a message that states the expected format
	 */
	abstract T parse(String text);

	abstract String format(T value);

	@Override
	public String serialize(Object value, GraphQLContext context, Locale locale) {
		if (this.type.isInstance(value)) {
			return format(this.type.cast(value));
		}
		throw new CoercingSerializeException("Not a " + this.type.getSimpleName() + ": " + value);
	}

	@Override
	public T parseValue(Object input, GraphQLContext context, Locale locale) {
		if (!(input instanceof String text)) {
			throw new CoercingParseValueException("Expected a string, but was " + input + ".");
		}
		try {
			return parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new CoercingParseValueException(ex.getMessage(), ex);
		}
	}

	@Override
	public T parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
		if (!(input instanceof StringValue text) || text.getValue() == null) {
			throw new CoercingParseLiteralException("Expected a string.");
		}
		try {
			return parse(text.getValue());
		}
		catch (IllegalArgumentException ex) {
			throw new CoercingParseLiteralException(ex.getMessage(), ex);
		}
	}

	@Override
	public Value<?> valueToLiteral(Object value, GraphQLContext context, Locale locale) {
		return StringValue.of(serialize(value, context, locale));
	}

}
