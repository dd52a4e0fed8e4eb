package dev.marquee.selection;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * How the scalars of the schema look in JSON, as SQL. What is not named here, PostgreSQL
 * writes as the scalar does.
 */
public final class Wire {

	private Wire() {
	}

	static Field<?> format(String scalar, Field<?> value) {
		return switch (scalar) {
			case "DateTime" -> dateTime(value);
			case "LocalDateTime" -> toChar(value, "YYYY-MM-DD\"T\"HH24:MI");
			case "BigDecimal" -> DSL.function("trim_scale", SQLDataType.NUMERIC, value);
			default -> value;
		};
	}

	/**
	 * RFC 3339 in UTC with three fraction digits, whatever the time zone of the session.
	 */
	public static Field<String> dateTime(Field<?> value) {
		return toChar(DSL.field("{0} at time zone 'UTC'", SQLDataType.LOCALDATETIME, value),
				"YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"");
	}

	private static Field<String> toChar(Field<?> value, String format) {
		return DSL.function("to_char", SQLDataType.CLOB, value, DSL.inline(format));
	}

}
