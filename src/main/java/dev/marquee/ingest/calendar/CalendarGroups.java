package dev.marquee.ingest.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.marquee.ingest.format.ListingGroups;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingReference;
import dev.marquee.ingest.format.SeriesReference;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.text.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code RELATED-TO} (RFC 5545, section 3.8.4.5): which event an event is a part
 * of, and which are its parts; and {@code REFID} (RFC 9253): to which series it belongs.
 *
 * @param events those of the document
 */
record CalendarGroups(CalendarIndex events) {

	ListingGroups read(CalendarComponent event) {
		List<ListingReference> parents = new ArrayList<>();
		List<ListingReference> children = new ArrayList<>();
		event.all("RELATED-TO").filter((line) -> !line.value().isBlank()).forEach((line) -> {
			String type = Objects.requireNonNullElse(line.parameter("RELTYPE"), "PARENT").toUpperCase(Locale.ROOT);
			switch (type) {
				case "PARENT" -> parents.add(reference(line));
				case "CHILD" -> children.add(reference(line));
				case "SIBLING" -> event.problems()
					.notice(line.location(), "sibling_dropped",
							"`RELATED-TO` names another event of the same group, but not the group, and was dropped:"
									+ " name the event of which both are parts with `RELTYPE=PARENT`.");
				default -> {
					// Other types order tasks (RFC 9253).
				}
			}
		});
		if (parents.size() > 1) {
			event.warn(event.line(), "several_super_events",
					"`RELATED-TO` names several parents of the event: the first was used.");
		}
		return new ListingGroups(parents.isEmpty() ? null : parents.getFirst(),
				ListingLimits.truncate(ListingGroups.MAX_CHILDREN, children.stream().distinct().toList(),
						event.location(), event.problems()),
				series(event));
	}

	/**
	 * The group of components whose {@code REFID} is the same. Its name is the label, or
	 * else that of one of its events.
	 */
	private static @Nullable SeriesReference series(CalendarComponent event) {
		ContentLine line = event.all("REFID").filter((refid) -> !refid.text().isBlank()).findFirst().orElse(null);
		if (line == null) {
			return null;
		}
		TextCleaner textCleaner = new TextCleaner(event.problems());
		String label = textCleaner.singleLine(line.parameter("LABEL"), ListingLimits.MAX_NAME_LENGTH, "LABEL",
				line.location());
		String name = (label != null) ? label : textCleaner.singleLine(event.text("SUMMARY"),
				ListingLimits.MAX_NAME_LENGTH, "SUMMARY", line.location());
		return (name != null) ? new SeriesReference(CalendarReader.id(line.text().strip()), null, name, label != null)
				: null;
	}

	/** A {@code UID}, or a URI by the parameter {@code VALUE} of RFC 9253. */
	private ListingReference reference(ContentLine line) {
		String text = line.text().strip();
		String url = line.hasParameter("VALUE", "URI") ? UrlNormalizer.normalize(text).orElse(null) : null;
		return (url != null) ? new ListingReference(null, url, null, false) : ofUid(text);
	}

	private ListingReference ofUid(String uid) {
		ListingId id = CalendarReader.id(uid);
		return new ListingReference(id, (id.authority() == null) ? url(uid) : null, null, this.events.hasEvent(uid));
	}

	/** The URL by which an event is known whose {@code UID} is not unique. */
	private @Nullable String url(String uid) {
		String url = this.events.urlOf(uid);
		return (url != null) ? UrlNormalizer.normalize(url).orElse(null) : null;
	}

}
