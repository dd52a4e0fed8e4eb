package dev.marquee.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.marquee.output.ListVersions.EventVersion;
import dev.marquee.query.execute.RowStream;
import dev.marquee.query.execute.RowStream.KeyedObject;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of a list, those that are cached as they are. If few others are
 * missing, they are read by their keys, which are the only objects that PostgreSQL makes
 * then; otherwise the rows of the list are read. All show the database at the moment for
 * which the versions are valid: an object with another version stamp is not used.
 */
final class RenderedList {

	/**
	 * From this part of the list on, reading objects by their keys takes longer than
	 * reading all rows.
	 */
	private static final double MAX_MISSING_PART = 0.5;

	/** How many events are looked at before the missing ones of them are read. */
	private static final int GROUP_SIZE = 500;

	private final RenderedEvents cache;

	private final String form;

	private final long selectionNumber;

	private final RowStream rows;

	private final List<EventVersion> versions;

	private final RenderingEventWriter writer;

	private final @Nullable RenderedEvent[] events;

	RenderedList(RenderedEvents cache, OutputForm form, RowStream rows, ListVersions versions,
			RenderingEventWriter writer) {
		this.cache = cache;
		this.form = form.extension();
		this.selectionNumber = Objects.requireNonNull(rows.selectionNumber());
		this.rows = rows;
		this.versions = versions.events();
		this.writer = writer;
		this.events = new RenderedEvent[this.versions.size()];
	}

	void write() throws IOException {
		int missing = findCached();
		if (missing == 0) {
			this.rows.close();
		}
		int written = (missing <= MAX_MISSING_PART * this.events.length) ? writeGroups() : 0;
		if (written < this.events.length) {
			writeRows(written);
		}
	}

	/** Looks up all events, and returns how many are missing. */
	private int findCached() {
		int missing = 0;
		for (int i = 0; i < this.events.length; i++) {
			this.events[i] = this.cache.find(this.form, this.selectionNumber, this.versions.get(i));
			if (this.events[i] == null) {
				missing++;
			}
		}
		return missing;
	}

	/**
	 * Writes group after group, up to one with an event that has changed in the meantime.
	 * Returns how many events were written.
	 */
	private int writeGroups() throws IOException {
		for (int from = 0; from < this.events.length; from += GROUP_SIZE) {
			int to = Math.min(from + GROUP_SIZE, this.events.length);
			if (!readMissing(from, to)) {
				return from;
			}
			for (int i = from; i < to; i++) {
				write(i, Objects.requireNonNull(this.events[i]));
			}
		}
		return this.events.length;
	}

	/** Whether all missing events of a group could be read as the list has them. */
	private boolean readMissing(int from, int to) throws IOException {
		List<UUID> keys = new ArrayList<>();
		for (int i = from; i < to; i++) {
			if (this.events[i] == null) {
				keys.add(this.versions.get(i).key());
			}
		}
		if (keys.isEmpty()) {
			return true;
		}
		Map<UUID, KeyedObject> objects = this.rows.read(keys)
			.stream()
			.collect(Collectors.toMap(KeyedObject::key, Function.identity()));
		for (int i = from; i < to; i++) {
			EventVersion version = this.versions.get(i);
			if (this.events[i] == null) {
				KeyedObject object = objects.get(version.key());
				if (object == null || !version.hasStamp(object.versionStamp())) {
					return false;
				}
				this.events[i] = render(version, object.json());
			}
		}
		return true;
	}

	/** Writes the events from an index on. The rows of the list start with the first. */
	private void writeRows(int from) throws IOException {
		for (int i = 0; i < this.events.length; i++) {
			byte[] json = Objects.requireNonNull(this.rows.next());
			if (i >= from) {
				RenderedEvent event = this.events[i];
				write(i, (event != null) ? event : render(this.versions.get(i), json));
			}
		}
	}

	private RenderedEvent render(EventVersion version, byte[] json) throws IOException {
		RenderedEvent event = this.writer.render(json);
		this.cache.put(this.form, this.selectionNumber, version, event);
		return event;
	}

	/** Lets go of the event, which the cache may have removed. */
	private void write(int index, RenderedEvent event) throws IOException {
		this.events[index] = null;
		this.writer.write(event);
	}

}
