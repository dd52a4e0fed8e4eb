package dev.marquee.database;

import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;

/**
 * Something that fails over and over during an outage, which is told once, as is its end.
 */
public final class OutageLog {

	private final Logger log;

	private final String failureMessage;

	private final String recoveryMessage;

	private final AtomicBoolean ongoing = new AtomicBoolean();

	/**
	 * There is none yet.
	 * @param failureMessage what is said when it begins
	 * @param recoveryMessage what is said when it is over
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
