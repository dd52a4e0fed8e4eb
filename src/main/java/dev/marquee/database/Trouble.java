package dev.marquee.database;

import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;

/**
 * Something that fails over and over during an outage, which is told once, as is its end.
 */
public final class Trouble {

	private final Logger log;

	private final String begun;

	private final String over;

	private final AtomicBoolean present = new AtomicBoolean();

	/**
	 * There is none yet.
	 * @param begun what is said when it begins
	 * @param over what is said when it is over
	 */
	public Trouble(Logger log, String begun, String over) {
		this.log = log;
		this.begun = begun;
		this.over = over;
	}

	public void goesOn(Throwable reason) {
		if (this.present.compareAndSet(false, true)) {
			this.log.warn(this.begun, reason);
		}
		else {
			this.log.debug(this.begun, reason);
		}
	}

	public void isOver() {
		if (this.present.get() && this.present.compareAndSet(true, false)) {
			this.log.info(this.over);
		}
	}

}
