package dev.marquee.intake;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.marquee.intake.ListingDocument.Entry;

/**
 * How a document ends: as it was meant to, or in the middle of something.
 */
final class Ending {

	private static final Pattern BEGUN_KEY = Pattern.compile("\\s*+[-*+][ \\t]++\\*(?:\\*[^*]*+\\*?)?");

	private static final Pattern NEXT_LINE = Pattern.compile("\\R");

	/** Nothing follows these where a document ends as it was meant to. */
	private static final Set<Key> FIRST_HALVES = EnumSet.of(Key.QUESTION, Key.ALT_TEXT);

	/** These are written without a value where there is none. */
	private static final Set<Key> OFTEN_EMPTY = EnumSet.of(Key.INTERESTED_AUDIENCE, Key.DESCRIPTION, Key.CATEGORIES,
			Key.TICKET_NAME, Key.TICKET_PRICE, Key.AVAILABILITY, Key.CITY, Key.STATE, Key.COUNTRY, Key.LOCATION,
			Key.LATITUDE, Key.LONGITUDE, Key.FULL_ADDRESS, Key.AFFILIATE_ID, Key.ORGANIZER);

	private Ending() {
	}

	/**
	 * Whether the document seems to be cut off, which is warned of.
	 */
	static boolean isCut(String text, ListingDocument document, Problems problems) {
		String written = text.stripTrailing();
		if (written.isEmpty()) {
			return false;
		}
		String last = written.substring(Math.max(written.lastIndexOf('\n'), written.lastIndexOf('\r')) + 1);
		boolean isFenceOpen = document.jsonBlocks().stream().anyMatch((block) -> !block.isComplete());
		boolean isClosed = last.strip().equals("```") && !isFenceOpen;
		boolean isLineOpen = !text.endsWith("\n") && !text.endsWith("\r");
		if ((isLineOpen && !isClosed) || BEGUN_KEY.matcher(last).matches() || isWithinEntry(document)) {
			int line = 1 + (int) NEXT_LINE.matcher(written).results().count();
			problems.warn(Where.inDocument(line), "maybe_truncated",
					"the document may be cut off: it ends with " + Quotation.of(last.strip()));
			return true;
		}
		return isFenceOpen;
	}

	private static boolean isWithinEntry(ListingDocument document) {
		List<Entry> entries = document.entries();
		Optional<Section> section = document.lastSection();
		if (entries.isEmpty() || section.isEmpty() || entries.getLast().key().section() != section.get()) {
			return false;
		}
		Entry last = entries.getLast();
		return FIRST_HALVES.contains(last.key()) || (last.value().isEmpty() && !OFTEN_EMPTY.contains(last.key()));
	}

}
