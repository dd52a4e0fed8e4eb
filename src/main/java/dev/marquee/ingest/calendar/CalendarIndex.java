package dev.marquee.ingest.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;

/**
 * Which components of a document are events, by {@code UID}: of several with the same
 * one, those with the highest {@code SEQUENCE}. Those with a {@code RECURRENCE-ID} change
 * an occurrence of it, or are events of their own if the document does not have the
 * recurring event.
 */
class CalendarIndex {

	/** More changes of occurrences than this in one document are dropped. */
	private static final int MAX_CHANGES = 50_000;

	private final Map<String, Revisions> revisions = new HashMap<>();

	private final Map<String, List<CalendarComponent>> changes = new HashMap<>();

	private int changeCount;

	private int components;

	private int replaced;

	void add(CalendarComponent component) {
		this.components++;
		String uid = component.uid();
		if (uid == null) {
			return;
		}
		if (!component.changesOccurrence()) {
			this.revisions.computeIfAbsent(uid, (key) -> new Revisions()).add(component);
		}
		else if (this.changeCount++ < MAX_CHANGES) {
			this.changes.computeIfAbsent(uid, (key) -> new ArrayList<>()).add(component);
		}
	}

	boolean isEmpty() {
		return this.components == 0;
	}

	/** Whether the component is an event that no other component replaces. */
	boolean isNewest(CalendarComponent component) {
		String uid = component.uid();
		Revisions known = (uid != null) ? this.revisions.get(uid) : null;
		if (component.changesOccurrence() || known == null) {
			return known == null;
		}
		boolean isNewest = known.isNewest(component);
		this.replaced += isNewest ? 0 : 1;
		return isNewest;
	}

	boolean hasEvent(String uid) {
		return this.revisions.containsKey(uid);
	}

	/** The URL of the event with this {@code UID}; null if it has none. */
	@Nullable String urlOf(String uid) {
		Revisions known = this.revisions.get(uid);
		return (known != null) ? known.url : null;
	}

	/** Some programs give the same {@code UID} to several events. */
	boolean hasSeveralStarts(CalendarComponent component) {
		String uid = component.uid();
		Revisions known = (uid != null) ? this.revisions.get(uid) : null;
		return known != null && known.starts.size() > 1;
	}

	List<CalendarComponent> changesOf(CalendarComponent event) {
		String uid = event.uid();
		return (uid == null || event.changesOccurrence()) ? List.of() : this.changes.getOrDefault(uid, List.of());
	}

	void reportDropped(DocumentProblems problems) {
		if (this.replaced > 0) {
			problems.notice(DocumentLocation.DOCUMENT, "replaced_events",
					"The document has several revisions of " + this.replaced
							+ ((this.replaced == 1) ? " event" : " events")
							+ " with the same `UID`: the newest was read.");
		}
		if (this.changeCount > MAX_CHANGES) {
			problems.warn(DocumentLocation.DOCUMENT, "too_many", "The document changes " + this.changeCount
					+ " occurrences: only the first " + MAX_CHANGES + " changes are used.");
		}
	}

	/**
	 * The highest {@code SEQUENCE} of a {@code UID}, and the lines of the newest
	 * components that have it, by start.
	 */
	private static final class Revisions {

		private final Map<String, String> starts = new HashMap<>();

		private final Set<Integer> lines = new HashSet<>();

		private final Map<String, Integer> lineByStart = new HashMap<>();

		private int sequence;

		private @Nullable String url;

		void add(CalendarComponent component) {
			if (component.sequence() > this.sequence) {
				this.sequence = component.sequence();
				this.starts.clear();
				this.lines.clear();
				this.lineByStart.clear();
			}
			String modified = this.starts.get(component.start());
			boolean isNewer = modified == null || component.modified().compareTo(modified) >= 0;
			if (component.sequence() == this.sequence && isNewer) {
				this.starts.put(component.start(), component.modified());
				Integer older = this.lineByStart.put(component.start(), component.line());
				this.lines.remove(older);
				this.lines.add(component.line());
				this.url = component.first("URL").map(ContentLine::value).orElse(null);
			}
		}

		boolean isNewest(CalendarComponent component) {
			return this.lines.contains(component.line());
		}

	}

}
