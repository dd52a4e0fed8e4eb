package dev.marquee.change;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.selection.Stream;
import dev.marquee.selection.Told;

/**
 * What all subscribers are told that asked for the same: one statement for each stretch
 * of the log, whose rows they share.
 */
final class Feed {

	private final Stream stream;

	private final Set<Listener> listeners = new LinkedHashSet<>();

	/** Up to here all listeners have been told. */
	private volatile ChangeCursor position;

	/** Apart from all else, so that whoever wakes a feed does not wait while it tells. */
	private final AtomicInteger turns = new AtomicInteger();

	Feed(Stream stream, ChangeCursor position) {
		this.stream = stream;
		this.position = position;
	}

	Stream stream() {
		return this.stream;
	}

	/** Reads on from any place; the feed itself does not move. */
	Stretch read(ChangeCursor after) {
		List<Stream.Row> rows = this.stream.rows(Place.give(after));
		List<Item> items = new ArrayList<>();
		ChangeCursor end = after;
		for (Stream.Row row : rows) {
			end = after.at(row.high(), row.low());
			Object json = row.json();
			if (json != null) {
				items.add(new Item(end, new Told(end.text(), json)));
			}
		}
		return new Stretch(items, end, end.id() == Long.MAX_VALUE);
	}

	/**
	 * Takes a listener in that has been told all up to where the feed is, or more.
	 * @return false if it must read on first
	 */
	synchronized boolean join(Listener listener, ChangeCursor told) {
		return told.compareTo(this.position) >= 0 && this.listeners.add(listener);
	}

	synchronized void leave(Listener listener) {
		this.listeners.remove(listener);
	}

	/** Reads on and tells all listeners, to the end of the log. */
	void advance() {
		Stretch stretch;
		do {
			stretch = read(position());
			tell(stretch);
		}
		while (!stretch.isLast());
	}

	private synchronized ChangeCursor position() {
		return this.position;
	}

	private synchronized void tell(Stretch stretch) {
		// Of a copy, since a listener may leave while it is told.
		for (Listener listener : List.copyOf(this.listeners)) {
			if (!listener.tell(stretch)) {
				this.listeners.remove(listener);
			}
		}
		this.position = stretch.end();
	}

	/** The last transaction that all listeners have been told of. */
	long told() {
		return this.position.xid();
	}

	/** Ends all listeners. */
	void fail(Throwable failure) {
		List<Listener> failed;
		synchronized (this) {
			failed = List.copyOf(this.listeners);
			this.listeners.clear();
		}
		failed.forEach((listener) -> listener.fail(failure));
	}

	/** Whether the caller is to run: not while another does, who will run again. */
	boolean start() {
		return this.turns.getAndUpdate((turns) -> Math.min(turns + 1, 2)) == 0;
	}

	void stop() {
		this.turns.set(0);
	}

	/** Whether the caller is to run again. */
	boolean goesOn() {
		return this.turns.decrementAndGet() > 0;
	}

	/**
	 * What one statement has read.
	 *
	 * @param end up to here everything has been read
	 * @param isLast whether the log had nothing more
	 */
	record Stretch(List<Item> items, ChangeCursor end, boolean isLast) {
	}

	/**
	 * One change.
	 */
	record Item(ChangeCursor cursor, Told told) {
	}

}
