package dev.marquee.event;

import java.time.Clock;
import java.time.Duration;

import dev.marquee.database.BackgroundTask;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the rows in {@code occurrence} two years ahead of now, in short transactions.
 * Several instances share the work.
 */
@Component
@ConditionalOnWebApplication
class OccurrenceWindow extends BackgroundTask {

	private static final Logger LOG = LoggerFactory.getLogger(OccurrenceWindow.class);

	/** The events of one transaction. */
	private static final int BATCH_SIZE = 20;

	private final RecurrenceExpander expander;

	private final TransactionOperations transactions;

	private final Duration interval;

	OccurrenceWindow(DSLContext dsl, Clock clock, TransactionOperations transactions,
			@Value("${marquee.recurrence-interval}") Duration interval) {
		super("occurrence-window");
		this.expander = new RecurrenceExpander(dsl, clock);
		this.transactions = transactions;
		this.interval = interval;
	}

	@Override
	public void run() {
		while (!Thread.currentThread().isInterrupted()) {
			try {
				Thread.sleep(this.interval);
				moveOn();
			}
			catch (DataAccessException ex) {
				LOG.warn("Cannot expand recurrences; retrying", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** Expands all recurrences that end too soon or are not up to date. */
	void moveOn() {
		int total = 0;
		int expanded;
		do {
			Integer events = this.transactions.execute((status) -> this.expander.expandNext(BATCH_SIZE));
			expanded = (events != null) ? events : 0;
			total += expanded;
		}
		while (expanded == BATCH_SIZE && !Thread.currentThread().isInterrupted());
		if (total > 0) {
			LOG.info("Expanded the recurrences of {} events", total);
		}
	}

}
