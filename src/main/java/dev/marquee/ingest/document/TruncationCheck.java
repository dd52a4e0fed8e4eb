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
 * Detects documents that end in the middle of a line, an entry or a code fence.
 */
public final class TruncationCheck {

	private static final Pattern INCOMPLETE_KEY = Pattern.compile("\\s*+[-*+][ \\t]++\\*(?:\\*[^*]*+\\*?)?");

	private static final Pattern LINE_BREAK = Pattern.compile("\\R");

	/** A complete document never ends with these keys: another key follows them. */
	private static final Set<DocumentKey> NON_FINAL_KEYS = EnumSet.of(DocumentKey.QUESTION, DocumentKey.ALT_TEXT);

	/** These keys may have an empty value in a complete document. */
	private static final Set<DocumentKey> OPTIONAL_VALUE_KEYS = EnumSet.of(DocumentKey.INTERESTED_AUDIENCE,
			DocumentKey.DESCRIPTION, DocumentKey.CATEGORIES, DocumentKey.TICKET_NAME, DocumentKey.TICKET_PRICE,
			DocumentKey.AVAILABILITY, DocumentKey.CITY, DocumentKey.STATE, DocumentKey.COUNTRY, DocumentKey.LOCATION,
			DocumentKey.LATITUDE, DocumentKey.LONGITUDE, DocumentKey.FULL_ADDRESS, DocumentKey.AFFILIATE_ID,
			DocumentKey.ORGANIZER);

	private TruncationCheck() {
	}

	/**
	 * Warns if the document seems to be truncated.
	 * @return whether it does
	 */
	public static boolean warnIfTruncated(String text, ListingDocument document, DocumentProblems problems) {
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
			problems.warn(DocumentLocation.ofLine(line), "maybe_truncated",
					"The document may be truncated: it ends with " + UntrustedText.quote(lastLine.strip()) + ".");
			return true;
		}
		return isFenceOpen;
	}

	private static boolean endsWithinEntry(ListingDocument document) {
		List<DocumentEntry> entries = document.entries();
		Optional<DocumentSection> section = document.lastSection();
		if (entries.isEmpty() || section.isEmpty() || entries.getLast().key().section() != section.get()) {
			return false;
		}
		DocumentEntry last = entries.getLast();
		return NON_FINAL_KEYS.contains(last.key())
				|| (last.value().isEmpty() && !OPTIONAL_VALUE_KEYS.contains(last.key()));
	}

}
