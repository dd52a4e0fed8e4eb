package dev.marquee.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many connections each caller has open, and how many they may have.
 */
final class Callers {

	private final Map<Caller, Integer> open = new ConcurrentHashMap<>();

	private final int mostOfKey;

	private final int mostOfAddress;

	/**
	 * Counts from nothing.
	 * @param mostOfKey for callers who have said who they are
	 * @param mostOfAddress for all others from one address
	 */
	Callers(int mostOfKey, int mostOfAddress) {
		this.mostOfKey = mostOfKey;
		this.mostOfAddress = mostOfAddress;
	}

	/** Counts one more; false, and not counted, when that would be too many. */
	boolean enter(Caller caller) {
		if (caller.equals(Caller.NOBODY)) {
			return true;
		}
		int most = caller.isKnown() ? this.mostOfKey : this.mostOfAddress;
		return this.open.merge(caller, 1, Integer::sum) <= most || !leave(caller);
	}

	/** Whether another would be too many. */
	boolean isFull(Caller caller) {
		return this.open.getOrDefault(caller, 0) >= (caller.isKnown() ? this.mostOfKey : this.mostOfAddress);
	}

	boolean leave(Caller caller) {
		this.open.computeIfPresent(caller, (same, count) -> (count > 1) ? count - 1 : null);
		return true;
	}

}
