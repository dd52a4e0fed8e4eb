package dev.marquee.graphql.validation;

import java.util.List;
import java.util.Map;

import graphql.GraphQLContext;
import graphql.language.SourceLocation;
import graphql.schema.Coercing;
import org.jspecify.annotations.Nullable;

/**
 * A value as the client wrote it: a literal of the document or a JSON value of the
 * variables.
 */
sealed interface InputValue permits LiteralInputValue, JsonInputValue {

	boolean isNull();

	/** The name of the variable, if this is one, whose value is not in the document. */
	@Nullable String variable();

	/** The elements of a list; null if this is none. */
	@Nullable List<InputValue> elements();

	/** The fields of an object by name; null if this is none. */
	@Nullable Map<String, InputValue> fields();

	/** The name that this value has as a value of an enum; null if it cannot be one. */
	@Nullable String enumName();

	/** Why this is not a value of a scalar, as its coercing says; null if it is one. */
	@Nullable String rejectedBy(Coercing<?, ?> coercing, GraphQLContext context);

	/** The value in a message, shortened. */
	String print();

	/** Where the value is in the document; null for JSON. */
	@Nullable SourceLocation location();

	/**
	 * Where the name of the field is that has this value; null for JSON and for values
	 * that are no fields.
	 */
	@Nullable SourceLocation nameLocation();

	static String printString(String text) {
		int length = text.codePointCount(0, text.length());
		int most = 60;
		return '"' + ((length <= most) ? text : text.substring(0, text.offsetByCodePoints(0, most)) + "…") + '"';
	}

	static String printNumber(String number) {
		int most = 40;
		return (number.length() <= most) ? number : number.substring(0, most) + "…";
	}

}
