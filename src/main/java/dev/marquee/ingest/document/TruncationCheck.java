package dev.marquee.ingest.document;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.marquee.ingest.document.ListingDocument.DocumentEntry;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;

/**
 * How a document ends: as it was meant to, or in the middle of something.
 */
public final class TruncationCheck {

	private static final Pattern INCOMPLETE_KEY = Pattern.compile("\\s*+[-*+][ \\t]++\\*(?:\\*[^*]*+\\*?)?");

	private static final Pattern LINE_BREAK = Pattern.compile("\\R");

	/** Nothing follows these where a document ends as it was meant to. */
	private static final Set<DocumentKey> NON_FINAL_KEYS = EnumSet.of(DocumentKey.QUESTION, DocumentKey.ALT_TEXT);

	/** These are written without a value where there is none. */
	private static final Set<DocumentKey> OPTIONAL_VALUE_KEYS = EnumSet.of(DocumentKey.INTERESTED_AUDIENCE,
			DocumentKey.DESCRIPTION, DocumentKey.CATEGORIES, DocumentKey.TICKET_NAME, DocumentKey.TICKET_PRICE,
			DocumentKey.AVAILABILITY, DocumentKey.CITY, DocumentKey.STATE, DocumentKey.COUNTRY, DocumentKey.LOCATION,
			DocumentKey.LATITUDE, DocumentKey.LONGITUDE, DocumentKey.FULL_ADDRESS, DocumentKey.AFFILIATE_ID,
			DocumentKey.ORGANIZER);

	private TruncationCheck() {
	}

	/**
	 * Whether the document seems to be cut off, which is warned of.
	 */
	public static boolean warnIfTruncated(String text, ListingDocument document, DocumentProblems documentProblems) {
		String stripped = text.stripTrailing();
		if (stripped.isEmpty()) {
			return false;
		}
		String lastLine = stripped.substring(Math.max(stripped.lastIndexOf('\n'), stripped.lastIndexOf('\r')) + 1);
		boolean isFenceOpen = document.jsonLdBlocks().stream().anyMatch((block) -> !block.isComplete());
		boolean endsWithFence = lastLine.strip().equals("```") && !isFenceOpen;
		boolean lacksLineBreak = !text.endsWith("\n") && !text.endsWith("\r");
		if ((lacksLineBreak && !endsWithFence) || INCOMPLETE_KEY.matcher(lastLine).matches()
				|| endsWithinEntry(document)) {
			int line = 1 + (int) LINE_BREAK.matcher(stripped).results().count();
			documentProblems.warn(DocumentLocation.ofLine(line), "maybe_truncated",
					"the document may be cut off: it ends with " + UntrustedText.quote(lastLine.strip()));
			return true;
		}
		return isFenceOpen;
	}

	private static boolean endsWithinEntry(ListingDocument document) {
		List<DocumentEntry> entries = document.entries();
		Optional<DocumentSection> section = document.lastSection();
		if (entries.isEmpty() || section.isEmpty()
				|| entries.getLast().documentKey().documentSection() != section.get()) {
			return false;
		}
		DocumentEntry last = entries.getLast();
		return NON_FINAL_KEYS.contains(last.documentKey())
				|| (last.value().isEmpty() && !OPTIONAL_VALUE_KEYS.contains(last.documentKey()));
	}

}
