package dev.marquee.changefeed;

import java.time.Clock;
import java.time.Duration;

import dev.marquee.database.BackgroundTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Deletes changes older than the retention period, in batches, and positions of
 * subscribers that have not returned.
 */
class ChangeRetention extends BackgroundTask {

	private static final Logger LOG = LoggerFactory.getLogger(ChangeRetention.class);

	private static final int BATCH_SIZE = 1000;

	private static final Duration INTERVAL = Duration.ofMinutes(10);

	private final ChangeLog log;

	private final Duration retention;

	private final SubscriberPositionTable subscriberPositionTable;

	private final Clock clock;

	ChangeRetention(ChangeLog log, Duration retention, SubscriberPositionTable subscriberPositionTable, Clock clock) {
		super("change-retention");
		this.log = log;
		this.retention = retention;
		this.subscriberPositionTable = subscriberPositionTable;
		this.clock = clock;
	}

	@Override
	public void run() {
		while (!Thread.currentThread().isInterrupted()) {
			try {
				Thread.sleep(INTERVAL);
				deleteExpired();
			}
			catch (DataAccessException ex) {
				LOG.warn("Cannot delete expired changes; retrying", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	void deleteExpired() {
		int deleted;
		do {
			deleted = this.log.deleteBefore(this.clock.instant().minus(this.retention), BATCH_SIZE);
		}
		while (deleted == BATCH_SIZE);
		this.subscriberPositionTable.deleteExpired(this.clock.instant());
	}

}
