package dev.marquee.venue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The time zones of each country, the main one first.
 */
public final class CountryZones {

	private static final Map<String, List<ZoneId>> BY_COUNTRY = load("country-zones.txt").collect(
			Collectors.toUnmodifiableMap(List::getFirst, (line) -> line.stream().skip(1).map(ZoneId::of).toList()));

	private CountryZones() {
	}

	/** Empty for an unknown country. */
	public static List<ZoneId> of(@Nullable String countryCode) {
		return (countryCode != null) ? BY_COUNTRY.getOrDefault(countryCode, List.of()) : List.of();
	}

	/** All zones in the order of their names. */
	public static Stream<ZoneId> all() {
		return BY_COUNTRY.values()
			.stream()
			.flatMap(Collection::stream)
			.distinct()
			.sorted(Comparator.comparing(ZoneId::getId));
	}

	/** The words of each line of a resource, without comments. */
	static Stream<List<String>> load(String resource) {
		InputStream content = Objects.requireNonNull(CountryZones.class.getResourceAsStream(resource));
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
			return reader.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> List.of(line.split(" ")))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
