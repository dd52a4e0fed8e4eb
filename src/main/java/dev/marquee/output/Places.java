package dev.marquee.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.marquee.output.ListedEvent.ListedVenue;

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

	/** The full address or, if there is none, city, state and country. */
	static String address(ListedVenue venue) {
		if (venue.fullAddress() != null) {
			return venue.fullAddress();
		}
		List<String> parts = new ArrayList<>();
		Stream.of(venue.city(), venue.state(), venue.country()).filter(Objects::nonNull).forEach(parts::add);
		return String.join(", ", parts);
	}

	private static boolean startsWith(String text, String beginning) {
		return text.regionMatches(true, 0, beginning, 0, beginning.length());
	}

}
