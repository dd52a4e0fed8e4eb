package dev.marquee.transport.http;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * How slow clients may be.
 *
 * @param requestTimeout how long a request may take to arrive, from its first byte on
 * @param minRequestRate how much of a body must arrive in a second, on average and after
 * the first {@link #GRACE}
 * @param minResponseRate how much of a response the client must read in a second, on
 * average
 * @param minStreamRate how much of a response that is made while the client reads it must
 * be read in a second, on average while the server waits for the client and after the
 * first {@link #GRACE}
 * @param maxBody the maximum size of a body; what exceeds it is not received
 */
record TransferLimits(Duration requestTimeout, DataSize minRequestRate, DataSize minResponseRate,
		DataSize minStreamRate, DataSize maxBody) {

	static final Duration GRACE = Duration.ofSeconds(5);

	/** One write of the container. */
	private static final long SLACK = 1 << 15;

	/**
	 * Whether a request takes too long to arrive.
	 * @param nanos the time since its first byte
	 * @param received the bytes of its body so far
	 */
	boolean isRequestTooSlow(long nanos, long received) {
		return nanos > this.requestTimeout.toNanos()
				|| received < seconds(nanos - GRACE.toNanos()) * this.minRequestRate.toBytes();
	}

	/**
	 * Whether a response takes too long to send.
	 * @param nanos the time since the network did not take it at once
	 * @param sent the bytes that it has taken since
	 */
	boolean isResponseTooSlow(long nanos, long sent) {
		return sent + SLACK < seconds(nanos) * this.minResponseRate.toBytes();
	}

	/**
	 * Whether a response that is made while it is read takes too long to send.
	 * @param waitedNanos how long the server has waited for the client
	 * @param written the bytes of the body so far
	 */
	boolean isStreamTooSlow(long waitedNanos, long written) {
		return written < seconds(waitedNanos - GRACE.toNanos()) * this.minStreamRate.toBytes();
	}

	private static double seconds(long nanos) {
		return nanos / 1e9;
	}

}
