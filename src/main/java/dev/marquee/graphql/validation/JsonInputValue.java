package dev.marquee.graphql.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import graphql.GraphQLContext;
import graphql.language.SourceLocation;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseValueException;
import org.jspecify.annotations.Nullable;

/**
 * A value of the variables, as the JSON parser returned it.
 *
 * @param value a {@code Map}, {@code List}, {@code String}, {@code Number},
 * {@code Boolean}, or null
 */
record JsonInputValue(@Nullable Object value) implements InputValue {

	@Override
	public boolean isNull() {
		return this.value == null;
	}

	@Override
	public @Nullable String variable() {
		return null;
	}

	@Override
	public @Nullable List<InputValue> elements() {
		if (!(this.value instanceof List<?> list)) {
			return null;
		}
		List<InputValue> elements = new ArrayList<>(list.size());
		for (Object element : list) {
			elements.add(new JsonInputValue(element));
		}
		return elements;
	}

	@Override
	public @Nullable Map<String, InputValue> fields() {
		if (!(this.value instanceof Map<?, ?> object)) {
			return null;
		}
		Map<String, InputValue> fields = new LinkedHashMap<>();
		object.forEach((name, field) -> fields.put(String.valueOf(name), new JsonInputValue(field)));
		return fields;
	}

	@Override
	public @Nullable String enumName() {
		return (this.value instanceof String text) ? text : null;
	}

	@Override
	public @Nullable String rejectedBy(Coercing<?, ?> coercing, GraphQLContext context) {
		try {
			coercing.parseValue(Objects.requireNonNull(this.value), context, Locale.ENGLISH);
			return null;
		}
		catch (CoercingParseValueException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	@Override
	public String print() {
		return switch (this.value) {
			case null -> "null";
			case String text -> InputValue.printString(text);
			case Map<?, ?> _ -> "an object";
			case List<?> _ -> "a list";
			default -> InputValue.printNumber(String.valueOf(this.value));
		};
	}

	@Override
	public @Nullable SourceLocation location() {
		return null;
	}

	@Override
	public @Nullable SourceLocation nameLocation() {
		return null;
	}

}
