package dev.marquee.graphql.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.SourceLocation;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import org.jspecify.annotations.Nullable;

/**
 * A literal of a document.
 *
 * @param nameLocation the location of the field that has this value; null if none has
 */
record LiteralInputValue(Value<?> value, @Nullable SourceLocation nameLocation) implements InputValue {

	@Override
	public boolean isNull() {
		return this.value instanceof NullValue;
	}

	@Override
	public @Nullable String variable() {
		return (this.value instanceof VariableReference reference) ? reference.getName() : null;
	}

	@Override
	public @Nullable List<InputValue> elements() {
		if (!(this.value instanceof ArrayValue list)) {
			return null;
		}
		return list.getValues().stream().<InputValue>map((element) -> new LiteralInputValue(element, null)).toList();
	}

	@Override
	public @Nullable Map<String, InputValue> fields() {
		if (!(this.value instanceof ObjectValue object)) {
			return null;
		}
		Map<String, InputValue> fields = new LinkedHashMap<>();
		object.getObjectFields()
			.forEach((field) -> fields.put(field.getName(),
					new LiteralInputValue(field.getValue(), field.getSourceLocation())));
		return fields;
	}

	@Override
	public @Nullable String enumName() {
		return (this.value instanceof EnumValue literal) ? literal.getName() : null;
	}

	@Override
	public @Nullable String rejectedBy(Coercing<?, ?> coercing, GraphQLContext context) {
		try {
			coercing.parseLiteral(this.value, CoercedVariables.emptyVariables(), context, Locale.ENGLISH);
			return null;
		}
		catch (CoercingParseLiteralException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	@Override
	public String print() {
		return switch (this.value) {
			case StringValue text -> InputValue.printString(String.valueOf(text.getValue()));
			case EnumValue literal -> "`" + literal.getName() + "`";
			case IntValue number -> InputValue.printNumber(number.getValue().toString());
			case FloatValue number -> InputValue.printNumber(number.getValue().toString());
			case BooleanValue truth -> String.valueOf(truth.isValue());
			case ArrayValue _ -> "a list";
			case ObjectValue _ -> "an object";
			default -> "null";
		};
	}

	@Override
	public @Nullable SourceLocation location() {
		return this.value.getSourceLocation();
	}

}
