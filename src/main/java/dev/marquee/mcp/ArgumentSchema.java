package dev.marquee.mcp;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of one argument, as far as the tools use it: type, default, choices,
 * bounds, length and the format {@code date}. The GraphQL operation decides everything
 * else.
 */
record ArgumentSchema(String name, Map<?, ?> schema) {

	private static final int MAX_SHOWN_LENGTH = 60;

	@Nullable Object defaultValue() {
		return this.schema.get("default");
	}

	/**
	 * Returns the value as the operation takes it.
	 * @throws ToolFailure if it does not match the schema
	 */
	Object check(Object value) {
		return check(value, this.schema);
	}

	private Object check(Object value, Map<?, ?> type) {
		return switch (String.valueOf(type.get("type"))) {
			case "string" -> text(value, type);
			case "integer" -> integer(value, type);
			case "number" -> number(value, type);
			case "boolean" -> flag(value);
			case "array" -> list(value, type);
			default -> throw new IllegalStateException("Unknown type of `" + this.name + "`");
		};
	}

	private Object text(Object value, Map<?, ?> type) {
		if (!(value instanceof String text)) {
			throw wrong(value, "text");
		}
		if (type.get("enum") instanceof List<?> choices) {
			String choice = text.strip().toUpperCase(Locale.ROOT);
			if (!choices.contains(choice)) {
				throw wrong(text, "one of " + choices.stream().map(String::valueOf).collect(Collectors.joining(", ")));
			}
			return choice;
		}
		if ("date".equals(type.get("format")) && !isDate(text)) {
			throw wrong(text, "a date such as 2027-03-20");
		}
		if (type.get("maxLength") instanceof Integer maxLength && text.codePointCount(0, text.length()) > maxLength) {
			throw new ToolFailure("`" + this.name + "` must have at most " + maxLength + " characters.");
		}
		return text;
	}

	private static boolean isDate(String text) {
		try {
			LocalDate.parse(text);
			return true;
		}
		catch (DateTimeParseException ex) {
			return false;
		}
	}

	private Object integer(Object value, Map<?, ?> type) {
		BigDecimal number = asNumber(value);
		String expected = "a whole number from " + type.get("minimum") + " to " + type.get("maximum");
		if (number == null || !isWithin(number, type) || number.stripTrailingZeros().scale() > 0) {
			throw wrong(value, expected);
		}
		return number.intValueExact();
	}

	private Object number(Object value, Map<?, ?> type) {
		BigDecimal number = asNumber(value);
		if (number == null || !isWithin(number, type)) {
			Object above = type.get("exclusiveMinimum");
			String lower = (above != null) ? "more than " + above : "from " + type.get("minimum");
			throw wrong(value, "a number " + lower + ((type.get("maximum") != null)
					? ((above != null) ? " and at most " : " to ") + type.get("maximum") : " on"));
		}
		return number;
	}

	/** The number; null if it is none. Language models also write numbers as text. */
	private static @Nullable BigDecimal asNumber(Object value) {
		try {
			return (value instanceof Number || (value instanceof String text && text.length() <= MAX_SHOWN_LENGTH))
					? new BigDecimal(value.toString()) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static boolean isWithin(BigDecimal number, Map<?, ?> type) {
		return !(type.get("minimum") instanceof Number minimum && number.compareTo(decimal(minimum)) < 0)
				&& !(type.get("exclusiveMinimum") instanceof Number above && number.compareTo(decimal(above)) <= 0)
				&& !(type.get("maximum") instanceof Number maximum && number.compareTo(decimal(maximum)) > 0);
	}

	private static BigDecimal decimal(Number number) {
		return new BigDecimal(number.toString());
	}

	private Object flag(Object value) {
		if (value instanceof Boolean) {
			return value;
		}
		throw wrong(value, "true or false");
	}

	/** A single value counts as a list of one. */
	private Object list(Object value, Map<?, ?> type) {
		List<?> elements = (value instanceof List<?> list) ? list : List.of(value);
		if (type.get("maxItems") instanceof Integer maxItems && elements.size() > maxItems) {
			throw new ToolFailure("`" + this.name + "` must have at most " + maxItems + " values.");
		}
		if (!(type.get("items") instanceof Map<?, ?> items)) {
			throw new IllegalStateException("Unknown type of the values of `" + this.name + "`");
		}
		if (elements.stream().anyMatch(Objects::isNull)) {
			throw new ToolFailure("`" + this.name + "` must not contain null.");
		}
		return elements.stream().map((element) -> check(element, items)).toList();
	}

	private ToolFailure wrong(Object value, String expected) {
		String text = value.toString();
		String shown = (text.length() <= MAX_SHOWN_LENGTH) ? text : text.substring(0, MAX_SHOWN_LENGTH) + "…";
		return new ToolFailure(
				"`" + this.name + "` must be " + expected + ", but is " + shown.replaceAll("\\p{Cntrl}+", " ") + ".");
	}

}
