package dev.marquee.event;

import java.time.Clock;
import java.time.Duration;
import java.util.function.IntSupplier;

import dev.marquee.database.BackgroundTask;
import dev.marquee.database.OutageLog;
import org.jooq.DSLContext;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import static dev.marquee.db.Routines.recountOrganizers;
import static dev.marquee.db.Routines.recountVenues;

/**
 * Stores the number of upcoming events of venues and organizers whose stored number no
 * longer holds. Lists are exact without it, since they count the events of these
 * themselves, but take longer the more there are. Of several instances, one counts at a
 * time.
 */
@Component
@ConditionalOnWebApplication
class UpcomingEventCounts extends BackgroundTask {

	/** The venues or organizers of one transaction. */
	private static final int BATCH_SIZE = 10_000;

	private final OutageLog outageLog = new OutageLog(LoggerFactory.getLogger(UpcomingEventCounts.class),
			"Cannot count upcoming events; retrying", "Upcoming events are counted again");

	private final DSLContext dsl;

	private final Clock clock;

	private final Duration interval;

	UpcomingEventCounts(DSLContext dsl, Clock clock, @Value("${marquee.upcoming-interval}") Duration interval) {
		super("upcoming-event-counts");
		this.dsl = dsl;
		this.clock = clock;
		this.interval = interval;
	}

	@Override
	public void run() {
		while (!Thread.currentThread().isInterrupted()) {
			try {
				Thread.sleep(this.interval);
				recount();
				this.outageLog.recordRecovery();
			}
			catch (DataAccessException ex) {
				this.outageLog.recordFailure(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** Counts for all venues and organizers whose number does not hold now. */
	void recount() {
		inBatches(() -> recountVenues(this.dsl.configuration(), this.clock.instant(), BATCH_SIZE));
		inBatches(() -> recountOrganizers(this.dsl.configuration(), this.clock.instant(), BATCH_SIZE));
	}

	private static void inBatches(IntSupplier batch) {
		int counted;
		do {
			counted = batch.getAsInt();
		}
		while (counted == BATCH_SIZE && !Thread.currentThread().isInterrupted());
	}

}
