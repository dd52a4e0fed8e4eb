package dev.marquee.transport.http;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests that did not arrive at once and the responses that the network did not
 * take at once. They are checked regularly, so that no transfer needs a timer.
 */
final class SlowTransfers {

	private final int perAddress;

	private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();

	private final Map<String, Integer> addresses = new ConcurrentHashMap<>();

	/**
	 * Creates an empty set.
	 * @param perAddress how many transfers with clients of one address may be slow at
	 * once
	 */
	SlowTransfers(int perAddress) {
		this.perAddress = perAddress;
	}

	/** Adds a transfer; false, and not added, if its address has too many. */
	boolean tryAdd(Transfer transfer) {
		if (this.addresses.merge(transfer.address(), 1, Integer::sum) > this.perAddress) {
			release(transfer.address());
			return false;
		}
		this.transfers.add(transfer);
		return true;
	}

	void remove(Transfer transfer) {
		if (this.transfers.remove(transfer)) {
			release(transfer.address());
		}
	}

	private void release(String address) {
		this.addresses.computeIfPresent(address, (same, count) -> (count > 1) ? count - 1 : null);
	}

	/** Ends the transfers that are too slow. */
	void check(long now) {
		this.transfers.forEach((transfer) -> transfer.check(now));
	}

	/**
	 * The body of a request or a response on its way.
	 */
	interface Transfer {

		/** The address of the client. */
		String address();

		/**
		 * Ends the transfer if it is too slow.
		 * @param now by {@link System#nanoTime()}
		 */
		void check(long now);

	}

}
