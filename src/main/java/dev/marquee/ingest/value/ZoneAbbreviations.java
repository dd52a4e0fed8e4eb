package dev.marquee.ingest.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The abbreviations of time zones. Most stand for several zones.
 */
public final class ZoneAbbreviations {

	private static final Map<String, Abbreviation> BY_NAME = WordTable.lines("zone-abbreviations.txt")
		.stream()
		.map(Abbreviation::of)
		.collect(Collectors.toUnmodifiableMap(Abbreviation::name, Function.identity()));

	private ZoneAbbreviations() {
	}

	static boolean contains(String name) {
		return BY_NAME.containsKey(name);
	}

	/** The zone where most people use this abbreviation. */
	static Optional<ZoneId> mainZone(String name) {
		return Optional.ofNullable(BY_NAME.get(name)).map(Abbreviation::mainZone);
	}

	/**
	 * Whether the zone may be called so: its offset at this time, or in its other season,
	 * is one of the abbreviation's.
	 */
	public static boolean fits(String name, ZoneId zone, LocalDateTime at) {
		Abbreviation abbreviation = BY_NAME.get(name);
		if (abbreviation == null) {
			return false;
		}
		Instant instant = at.toInstant(ZoneOffset.UTC);
		ZoneOffset standard = zone.getRules().getStandardOffset(instant);
		return abbreviation.offsets().contains(zone.getRules().getOffset(at))
				|| abbreviation.offsets().contains(standard);
	}

	private record Abbreviation(String name, List<ZoneOffset> offsets, ZoneId mainZone) {

		private static Abbreviation of(WordTable.Line line) {
			List<String> values = line.values();
			return new Abbreviation(line.key(),
					values.subList(0, values.size() - 1).stream().map(ZoneOffset::of).toList(),
					ZoneId.of(values.getLast()));
		}

	}

}
