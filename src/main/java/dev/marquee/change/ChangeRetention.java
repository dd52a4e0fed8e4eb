package dev.marquee.change;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Deletes changes that are older than what is kept, some at a time.
 */
class ChangeRetention implements Runnable, AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(ChangeRetention.class);

	private static final int BATCH = 1000;

	private static final Duration PAUSE = Duration.ofMinutes(10);

	private final ChangeLog log;

	private final Duration kept;

	private final Clock clock;

	private final Thread thread;

	ChangeRetention(ChangeLog log, Duration kept, Clock clock) {
		this.log = log;
		this.kept = kept;
		this.clock = clock;
		this.thread = Thread.ofVirtual().name("changes-retention").start(this);
	}

	@Override
	public void run() {
		while (!Thread.currentThread().isInterrupted()) {
			try {
				Thread.sleep(PAUSE);
				expire();
			}
			catch (DataAccessException ex) {
				LOG.warn("Old changes cannot be deleted now", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	void expire() {
		int deleted;
		do {
			deleted = this.log.expire(this.clock.instant().minus(this.kept), BATCH);
		}
		while (deleted == BATCH);
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

}
