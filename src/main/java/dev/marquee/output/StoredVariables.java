package dev.marquee.output;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.transport.http.HttpErrorException;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NonNullType;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * The variables of a stored operation, with their defaults, and the literals that refer
 * to them as JSON. Whether values match their types is decided by the query of the
 * output, whose variables have the types of the arguments.
 */
final class StoredVariables {

	/** The variables that have a value, which may be null. */
	private final Map<String, @Nullable Object> values;

	private StoredVariables(Map<String, @Nullable Object> values) {
		this.values = values;
	}

	/**
	 * Reads the variables.
	 * @throws HttpErrorException if a required one is missing
	 */
	static StoredVariables of(OperationDefinition operation, Map<String, Object> given) {
		StoredVariables literals = new StoredVariables(Map.of());
		Map<String, @Nullable Object> values = new HashMap<>();
		for (VariableDefinition definition : operation.getVariableDefinitions()) {
			String name = definition.getName();
			boolean isRequired = definition.getType() instanceof NonNullType;
			if (given.containsKey(name)) {
				values.put(name, given.get(name));
			}
			else if (definition.getDefaultValue() != null) {
				literals.putValue(name, definition.getDefaultValue(), values);
			}
			if (isRequired && values.get(name) == null) {
				throw HttpErrorException.of(HttpStatus.BAD_REQUEST, "GRAPHQL_VALIDATION_FAILED",
						"`$" + name + "` is required by the stored operation, but `variables` does not have it.");
			}
		}
		return new StoredVariables(values);
	}

	/**
	 * Adds the value of a literal to an object, unless the literal is a variable that has
	 * no value.
	 */
	void putValue(String name, Value<?> literal, Map<String, @Nullable Object> object) {
		if (!(literal instanceof VariableReference variable) || this.values.containsKey(variable.getName())) {
			object.put(name, value(literal));
		}
	}

	private @Nullable Object value(Value<?> literal) {
		return switch (literal) {
			case VariableReference variable -> this.values.get(variable.getName());
			case NullValue nothing -> null;
			case StringValue text -> text.getValue();
			case EnumValue constant -> constant.getName();
			case BooleanValue flag -> flag.isValue();
			case IntValue number -> number.getValue();
			case FloatValue number -> number.getValue();
			case ArrayValue list -> {
				List<@Nullable Object> elements = new ArrayList<>();
				list.getValues().forEach((element) -> elements.add(value(element)));
				yield elements;
			}
			case ObjectValue fields -> {
				Map<String, @Nullable Object> object = new LinkedHashMap<>();
				for (ObjectField field : fields.getObjectFields()) {
					putValue(field.getName(), field.getValue(), object);
				}
				yield object;
			}
			default -> throw new IllegalStateException("Unknown literal " + literal.getClass());
		};
	}

}
