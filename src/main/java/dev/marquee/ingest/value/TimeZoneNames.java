package dev.marquee.ingest.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.venue.CountryZones;

/**
 * Parses the names, abbreviations and offsets by which listings state a time zone.
 */
public final class TimeZoneNames {

	public static final ZoneId UTC = ZoneId.of("UTC");

	private static final Pattern OFFSET = Pattern
		.compile("(?:GMT|UTC|UT|Z)?\\s?([+-])(\\d{1,2})(?::?(\\d{2}))?(?::?\\d{2})?");

	private TimeZoneNames() {
	}

	/** The zone that an offset, an abbreviation or a name of the IANA database means. */
	static Optional<ZoneId> parse(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		Matcher offset = OFFSET.matcher(upper);
		try {
			if (offset.matches()) {
				int minutes = Integer.parseInt(offset.group(2)) * 60
						+ ((offset.group(3) != null) ? Integer.parseInt(offset.group(3)) : 0);
				return Optional.of(ZoneOffset.ofTotalSeconds((offset.group(1).equals("-") ? -60 : 60) * minutes));
			}
			if (upper.equals("Z")) {
				return Optional.of(UTC);
			}
			return (name.indexOf('/') > 0) ? Optional.of(ZoneId.of(name)) : ZoneAbbreviations.mainZone(upper);
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * An IANA zone with this offset at the given instant, since an offset is not an IANA
	 * zone. UTC if no zone has this offset.
	 */
	public static ZoneId ianaZoneWithOffset(ZoneOffset offset, Instant at) {
		int seconds = offset.getTotalSeconds();
		if (seconds == 0) {
			return UTC;
		}
		int hours = seconds / 3600;
		if (seconds % 3600 == 0 && hours >= -12 && hours <= 14) {
			return ZoneId.of("Etc/GMT" + ((hours < 0) ? "+" : "-") + Math.abs(hours));
		}
		return CountryZones.all()
			.filter((zone) -> zone.getRules().getOffset(at).equals(offset))
			.findFirst()
			.orElse(UTC);
	}

}
