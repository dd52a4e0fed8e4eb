package dev.marquee.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.marquee.graphql.MemoryAccount;

/**
 * Limits the heap that clients make the server hold: requests, running operations,
 * subscriptions, and responses that are not written yet. The estimated bytes are counted
 * for each connection, for each owner of connections, and for all together.
 */
public final class ClientMemory {

	private final long total;

	private final long perOwner;

	private final long perConnection;

	private final AtomicLong held = new AtomicLong();

	private final Map<ConnectionOwner, Long> owners = new ConcurrentHashMap<>();

	/**
	 * Creates limits in bytes.
	 * @param total of all clients together
	 * @param perOwner of all connections of an owner
	 * @param perConnection of one connection
	 */
	public ClientMemory(long total, long perOwner, long perConnection) {
		this.total = total;
		this.perOwner = Math.min(perOwner, total);
		this.perConnection = Math.min(perConnection, this.perOwner);
	}

	/** Opens the account of a connection, which holds nothing yet. */
	public Account open(ConnectionOwner owner) {
		return new Account(owner);
	}

	/** The bytes that all clients hold. */
	public long heldBytes() {
		return this.held.get();
	}

	private boolean tryAcquire(ConnectionOwner owner, long bytes, int limitDivisor) {
		if (this.held.addAndGet(bytes) > this.total / limitDivisor) {
			this.held.addAndGet(-bytes);
			return false;
		}
		if (this.owners.merge(owner, bytes, Long::sum) > this.perOwner / limitDivisor) {
			release(owner, bytes);
			return false;
		}
		return true;
	}

	private void release(ConnectionOwner owner, long bytes) {
		this.held.addAndGet(-bytes);
		this.owners.computeIfPresent(owner, (same, sum) -> (sum > bytes) ? sum - bytes : null);
	}

	/**
	 * What one connection holds.
	 */
	public final class Account implements MemoryAccount, AutoCloseable {

		private ConnectionOwner owner;

		private long bytes;

		private boolean closed;

		private Account(ConnectionOwner owner) {
			this.owner = owner;
		}

		@Override
		public boolean tryAcquire(long more) {
			return tryAcquire(more, 1);
		}

		@Override
		public boolean tryAcquireDroppable(long more) {
			return tryAcquire(more, 2);
		}

		private synchronized boolean tryAcquire(long more, int limitDivisor) {
			if (more <= 0) {
				return true;
			}
			if (this.closed || this.bytes + more > ClientMemory.this.perConnection / limitDivisor
					|| !ClientMemory.this.tryAcquire(this.owner, more, limitDivisor)) {
				return false;
			}
			this.bytes += more;
			return true;
		}

		@Override
		public synchronized void release(long fewer) {
			long released = Math.min(fewer, this.bytes);
			if (released > 0) {
				this.bytes -= released;
				ClientMemory.this.release(this.owner, released);
			}
		}

		/** Counts what the connection holds for another owner. */
		public synchronized void moveTo(ConnectionOwner next) {
			if (this.bytes > 0) {
				ClientMemory.this.release(this.owner, this.bytes);
				ClientMemory.this.held.addAndGet(this.bytes);
				ClientMemory.this.owners.merge(next, this.bytes, Long::sum);
			}
			this.owner = next;
		}

		/** Releases everything. Later requests for more are refused. */
		@Override
		public synchronized void close() {
			this.closed = true;
			release(this.bytes);
		}

	}

}
