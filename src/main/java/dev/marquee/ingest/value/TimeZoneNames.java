package dev.marquee.ingest.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the names, abbreviations and offsets by which listings state a time zone.
 */
public final class TimeZoneNames {

	public static final ZoneId UTC = ZoneId.of("UTC");

	private static final Pattern OFFSET = Pattern.compile("(?:GMT|UTC)?([+-])(\\d{1,2})(?::?(\\d{2}))?");

	/**
	 * Abbreviations are ambiguous; each maps to the region where most people use it.
	 */
	private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(Map.entry("Z", "UTC"),
			Map.entry("UTC", "UTC"), Map.entry("GMT", "UTC"), Map.entry("PT", "America/Los_Angeles"),
			Map.entry("PST", "America/Los_Angeles"), Map.entry("PDT", "America/Los_Angeles"),
			Map.entry("MT", "America/Denver"), Map.entry("MST", "America/Denver"), Map.entry("MDT", "America/Denver"),
			Map.entry("CT", "America/Chicago"), Map.entry("CST", "America/Chicago"),
			Map.entry("CDT", "America/Chicago"), Map.entry("ET", "America/New_York"),
			Map.entry("EST", "America/New_York"), Map.entry("EDT", "America/New_York"),
			Map.entry("BST", "Europe/London"), Map.entry("WET", "Europe/Lisbon"), Map.entry("WEST", "Europe/Lisbon"),
			Map.entry("CET", "Europe/Paris"), Map.entry("CEST", "Europe/Paris"), Map.entry("EET", "Europe/Athens"),
			Map.entry("EEST", "Europe/Athens"), Map.entry("MSK", "Europe/Moscow"), Map.entry("IST", "Asia/Kolkata"),
			Map.entry("SGT", "Asia/Singapore"), Map.entry("HKT", "Asia/Hong_Kong"), Map.entry("JST", "Asia/Tokyo"),
			Map.entry("KST", "Asia/Seoul"), Map.entry("SAST", "Africa/Johannesburg"),
			Map.entry("AWST", "Australia/Perth"), Map.entry("ACST", "Australia/Adelaide"),
			Map.entry("AEST", "Australia/Sydney"), Map.entry("AEDT", "Australia/Sydney"),
			Map.entry("NZST", "Pacific/Auckland"), Map.entry("NZDT", "Pacific/Auckland"));

	private TimeZoneNames() {
	}

	static Optional<ZoneId> parse(String name) {
		Matcher offset = OFFSET.matcher(name.toUpperCase(Locale.ROOT));
		try {
			if (offset.matches()) {
				int minutes = Integer.parseInt(offset.group(2)) * 60
						+ ((offset.group(3) != null) ? Integer.parseInt(offset.group(3)) : 0);
				return Optional.of(ZoneOffset.ofTotalSeconds((offset.group(1).equals("-") ? -60 : 60) * minutes));
			}
			String abbreviation = ABBREVIATIONS.get(name.toUpperCase(Locale.ROOT));
			if (abbreviation == null && name.indexOf('/') < 0) {
				return Optional.empty();
			}
			return Optional.of(ZoneId.of((abbreviation != null) ? abbreviation : name));
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
		return ZoneId.getAvailableZoneIds()
			.stream()
			.filter((id) -> id.indexOf('/') > 0)
			.sorted()
			.map(ZoneId::of)
			.filter((zone) -> zone.getRules().getOffset(at).equals(offset))
			.findFirst()
			.orElse(UTC);
	}

}
