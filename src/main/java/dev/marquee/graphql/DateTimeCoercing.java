package dev.marquee.graphql;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;

import graphql.GraphQLContext;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseValueException;

/**
 * Coerces date-times of RFC 3339, with years of four digits. Values are converted to UTC,
 * since PostgreSQL rejects offsets of 16 hours and more.
 */
class DateTimeCoercing extends TextCoercing<OffsetDateTime> {

	private static final int LAST_YEAR = 9999;

	private static final Coercing<?, ?> RFC_3339 = ExtendedScalars.DateTime.getCoercing();

	DateTimeCoercing() {
		super(OffsetDateTime.class);
	}

	@Override
	OffsetDateTime parse(String text) {
		OffsetDateTime time = read(text).withOffsetSameInstant(ZoneOffset.UTC);
		if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
			throw new IllegalArgumentException(
					"Expected a date-time between the years 0000 and 9999 (UTC), but was " + text + ".");
		}
		return time;
	}

	private static OffsetDateTime read(String text) {
		try {
			Object time = RFC_3339.parseValue(text, GraphQLContext.getDefault(), Locale.ROOT);
			return (OffsetDateTime) Objects.requireNonNull(time);
		}
		catch (CoercingParseValueException ex) {
			throw new IllegalArgumentException(
					"Expected a date-time with an offset, such as 2026-12-19T20:00:00+01:00.", ex);
		}
	}

	@Override
	public String serialize(Object value, GraphQLContext context, Locale locale) {
		return String.valueOf(RFC_3339.serialize(value, context, locale));
	}

	@Override
	String format(OffsetDateTime value) {
		return String.valueOf(RFC_3339.serialize(value, GraphQLContext.getDefault(), Locale.ROOT));
	}

}
