package dev.marquee.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the open connections of each owner against its limit.
 */
public final class ConnectionLimits {

	private final Map<ConnectionOwner, Integer> open = new ConcurrentHashMap<>();

	private final int perKey;

	private final int perAddress;

	/**
	 * Creates limits.
	 * @param perKey for owners with a key or token
	 * @param perAddress for all others of one address together
	 */
	ConnectionLimits(int perKey, int perAddress) {
		this.perKey = perKey;
		this.perAddress = perAddress;
	}

	/**
	 * Counts another connection; returns false without counting it if the limit is
	 * reached.
	 */
	public boolean tryAcquire(ConnectionOwner owner) {
		if (owner.equals(ConnectionOwner.NONE)) {
			return true;
		}
		if (this.open.merge(owner, 1, Integer::sum) <= limit(owner)) {
			return true;
		}
		release(owner);
		return false;
	}

	public boolean isExhausted(ConnectionOwner owner) {
		return this.open.getOrDefault(owner, 0) >= limit(owner);
	}

	public void release(ConnectionOwner owner) {
		this.open.computeIfPresent(owner, (same, count) -> (count > 1) ? count - 1 : null);
	}

	private int limit(ConnectionOwner owner) {
		return owner.isAuthenticated() ? this.perKey : this.perAddress;
	}

}
