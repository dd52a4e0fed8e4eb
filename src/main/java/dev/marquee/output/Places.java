package dev.marquee.output;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.output.ListedEvent.ListedVenue;
import dev.marquee.text.TextFolding;
import org.jspecify.annotations.Nullable;

/**
 * Places as people read them.
 */
final class Places {

	private Places() {
	}

	/** The name of a venue and its address, without what both say. */
	static String onOneLine(ListedVenue venue) {
		String address = address(venue);
		if (address.isEmpty() || startsWith(venue.name(), address)) {
			return venue.name();
		}
		return startsWith(address, venue.name()) ? address : venue.name() + ", " + address;
	}

	/**
	 * The full address; postal code, city, state and country are added if it lacks the
	 * city. Without an address, city, state and country.
	 */
	static String address(ListedVenue venue) {
		String address = venue.fullAddress();
		String city = venue.city();
		if (address == null) {
			return joined(", ", city, venue.state(), venue.country());
		}
		if (city == null || contains(address, city)) {
			return address;
		}
		String state = city.equals(venue.state()) ? null : venue.state();
		return joined(", ", address, joined(" ", venue.postalCode(), city), state, venue.country());
	}

	private static String joined(String separator, @Nullable String... parts) {
		return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(separator));
	}

	private static boolean contains(String text, String part) {
		return TextFolding.fold(text).contains(TextFolding.fold(part));
	}

	private static boolean startsWith(String text, String beginning) {
		return text.regionMatches(true, 0, beginning, 0, beginning.length());
	}

}
