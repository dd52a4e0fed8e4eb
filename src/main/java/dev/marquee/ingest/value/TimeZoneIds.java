package dev.marquee.ingest.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.ibm.icu.util.TimeZone;

/**
 * The ids by which programs mean a zone of IANA, as calendars and spreadsheets have them.
 */
public final class TimeZoneIds {

	private static final Map<String, ZoneId> ZONES = ZoneId.getAvailableZoneIds()
		.stream()
		.collect(Collectors.toUnmodifiableMap((id) -> id.toLowerCase(Locale.ROOT), ZoneId::of,
				(first, second) -> first));

	private static final Pattern OFFSET = Pattern.compile("\\(?(?:GMT|UTC)?\\s?([+-])(\\d{1,2})(?:[:.]?(\\d{2}))?\\)?",
			Pattern.CASE_INSENSITIVE);

	/** Such as {@code (UTC+01:00) Amsterdam, Berlin, Bern}, as Outlook shows a zone. */
	private static final Pattern OUTLOOK = Pattern.compile("\\((?:GMT|UTC)([+-]\\d{1,2}[:.]\\d{2})?\\)\\s*(.*)",
			Pattern.CASE_INSENSITIVE);

	/** What Outlook and Lotus Notes write without an offset. */
	private static final Map<String, String> NAMES = Map.of("eastern", "America/New_York", "central", "America/Chicago",
			"mountain", "America/Denver", "pacific", "America/Los_Angeles", "eastern time (us & canada)",
			"America/New_York", "central time (us & canada)", "America/Chicago", "mountain time (us & canada)",
			"America/Denver", "pacific time (us & canada)", "America/Los_Angeles",
			"pacific time (us & canada), tijuana", "America/Los_Angeles", "western/central europe", "Europe/Berlin");

	/** {@code US-Eastern}, as some programs write {@code US/Eastern}. */
	private static final Pattern HYPHENATED = Pattern.compile(
			"^(Africa|America|Asia|Atlantic|Australia|Brazil|Canada|Europe|Indian|Mexico|Pacific|US)-",
			Pattern.CASE_INSENSITIVE);

	/** When the standard offsets of Outlook's names are compared. */
	private static final Instant RECENT = Instant.parse("2024-01-01T00:00:00Z");

	private TimeZoneIds() {
	}

	/**
	 * The zone of IANA, a Windows zone, the last parts of a path such as
	 * {@code /mozilla.org/20050126_1/Europe/Berlin}.
	 */
	public static Optional<ZoneId> find(String text) {
		String id = text.strip().replaceAll("^(?:TZID=)?[\"']?|[\"']$", "").replace(' ', '_');
		return iana(id).or(() -> windows(text.strip()))
			.or(() -> iana(HYPHENATED.matcher(id).replaceFirst("$1/")))
			.or(() -> Optional.ofNullable(NAMES.get(text.strip().toLowerCase(Locale.ROOT))).map(ZoneId::of))
			.or(() -> outlook(text.strip()))
			.or(() -> city(text.strip()));
	}

	/** The first of some cities that gives one zone its name, as Rails lists zones. */
	private static Optional<ZoneId> city(String text) {
		String suffix = '/' + text.split("[,;、]", 2)[0].strip().toLowerCase(Locale.ROOT).replace(' ', '_');
		List<ZoneId> zones = ZONES.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().endsWith(suffix) && !entry.getKey().startsWith("posix")
					&& !entry.getKey().startsWith("etc/"))
			.map(Map.Entry::getValue)
			.distinct()
			.toList();
		return (zones.size() == 1) ? Optional.of(zones.getFirst()) : Optional.empty();
	}

	/** The offset in a name such as {@code GMT+0100} or {@code (GMT-03:00) Brasilia}. */
	public static Optional<ZoneId> findOffset(String text) {
		Matcher outlook = OUTLOOK.matcher(text.strip());
		return offset((outlook.matches() && outlook.group(1) != null) ? outlook.group(1) : text.strip());
	}

	private static Optional<ZoneId> iana(String id) {
		String rest = id;
		while (true) {
			ZoneId zone = ZONES.get(rest.toLowerCase(Locale.ROOT));
			boolean isWhole = rest.equals(id);
			if (zone != null && (isWhole || rest.indexOf('/') > 0 || rest.equalsIgnoreCase("UTC"))) {
				return Optional.of(zone);
			}
			int slash = rest.indexOf('/');
			if (slash < 0) {
				return Optional.empty();
			}
			rest = rest.substring(slash + 1);
		}
	}

	/** Such as {@code W. Europe Standard Time}; the mapping is that of Unicode CLDR. */
	private static Optional<ZoneId> windows(String id) {
		return Optional.ofNullable(TimeZone.getIDForWindowsID(id, "001")).flatMap(TimeZoneIds::iana);
	}

	/** A city among the names that has the offset in winter or summer. */
	private static Optional<ZoneId> outlook(String text) {
		Matcher form = OUTLOOK.matcher(text);
		if (!form.matches()) {
			return Optional.empty();
		}
		ZoneOffset standard = Optional.ofNullable(form.group(1))
			.flatMap(TimeZoneIds::offset)
			.map((zone) -> (ZoneOffset) zone)
			.orElse(ZoneOffset.UTC);
		for (String city : form.group(2).toLowerCase(Locale.ROOT).split("[,;]\\s*", -1)) {
			String suffix = '/' + city.strip().replace(' ', '_');
			Optional<ZoneId> zone = ZONES.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().endsWith(suffix))
				.map(Map.Entry::getValue)
				.filter((candidate) -> candidate.getRules().getStandardOffset(RECENT).equals(standard))
				.findFirst();
			if (zone.isPresent()) {
				return zone;
			}
		}
		return Optional.empty();
	}

	private static Optional<ZoneId> offset(String text) {
		Matcher form = OFFSET.matcher(text);
		if (!form.matches()) {
			return Optional.empty();
		}
		int minutes = Integer.parseInt(form.group(2)) * 60
				+ ((form.group(3) != null) ? Integer.parseInt(form.group(3)) : 0);
		try {
			return Optional.of(ZoneOffset.ofTotalSeconds((form.group(1).equals("-") ? -60 : 60) * minutes));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

}
