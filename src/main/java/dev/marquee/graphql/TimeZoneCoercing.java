package dev.marquee.graphql;

import java.time.ZoneId;

/**
 * Coerces names of the IANA time zone database.
 */
class TimeZoneCoercing extends TextCoercing<ZoneId> {

	TimeZoneCoercing() {
		super(ZoneId.class);
	}

	@Override
	ZoneId parse(String text) {
		if (!ZoneId.getAvailableZoneIds().contains(text)) {
			throw new IllegalArgumentException("Expected the name of an IANA time zone, such as Europe/Lisbon.");
		}
		return ZoneId.of(text);
	}

	@Override
	String format(ZoneId value) {
		return value.getId();
	}

}
