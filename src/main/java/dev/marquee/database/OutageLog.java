package dev.marquee.database;

import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;

/**
 * Logs an operation that fails repeatedly during an outage: one warning when the outage
 * begins, and one message when it ends.
 */
public final class OutageLog {

	private final Logger log;

	private final String failureMessage;

	private final String recoveryMessage;

	private final AtomicBoolean ongoing = new AtomicBoolean();

	/**
	 * Creates a log without an ongoing outage.
	 * @param failureMessage the warning when an outage begins
	 * @param recoveryMessage the message when the outage ends
	 */
	public OutageLog(Logger log, String failureMessage, String recoveryMessage) {
		this.log = log;
		this.failureMessage = failureMessage;
		this.recoveryMessage = recoveryMessage;
	}

	public void recordFailure(Throwable reason) {
		if (this.ongoing.compareAndSet(false, true)) {
			this.log.warn(this.failureMessage, reason);
		}
		else {
			this.log.debug(this.failureMessage, reason);
		}
	}

	public void recordRecovery() {
		if (this.ongoing.get() && this.ongoing.compareAndSet(true, false)) {
			this.log.info(this.recoveryMessage);
		}
	}

}
