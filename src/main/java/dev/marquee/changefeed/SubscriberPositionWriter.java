package dev.marquee.changefeed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.marquee.changefeed.SubscriberPositionTable.StoredPosition;
import dev.marquee.database.OutageLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Writes the positions of subscribers for other instances and for the time after a
 * restart, many with one statement: new and interrupted subscribers at once, those that
 * receive events every ten seconds, and others before their rows expire. It stops after
 * the connections were closed.
 */
class SubscriberPositionWriter implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(SubscriberPositionWriter.class);

	private static final long CHECK_MILLIS = 250;

	private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

	private static final int BATCH_SIZE = 1000;

	/** Lower than that of the connections. */
	private static final int PHASE = DEFAULT_PHASE - 1;

	private final SubscriberPositions positions;

	private final SubscriberPositionTable table;

	private final SubscriberQuota quota;

	private final Duration retention;

	private final Clock clock;

	private final OutageLog outageLog = new OutageLog(LOG, "Cannot write the positions of subscribers; retrying",
			"Positions of subscribers can be written again");

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("subscriber-positions").factory());

	private @Nullable Future<?> task;

	SubscriberPositionWriter(SubscriberPositions positions, SubscriberPositionTable table, SubscriberQuota quota,
			Duration retention, Clock clock) {
		this.positions = positions;
		this.table = table;
		this.quota = quota;
		this.retention = retention;
		this.clock = clock;
	}

	private void tryWrite() {
		try {
			write();
			this.outageLog.recordRecovery();
		}
		catch (RuntimeException ex) {
			this.outageLog.recordFailure(ex);
		}
	}

	/** Writes the positions that are due. */
	synchronized void write() {
		long now = System.nanoTime();
		long maxInterval = this.retention.toNanos() / 3;
		List<SubscriberPosition> obsolete = new ArrayList<>();
		List<SubscriberPosition> due = new ArrayList<>();
		for (SubscriberPosition position : this.positions.all()) {
			if (position.isRowObsolete()) {
				obsolete.add(position);
			}
			if (position.isDue(now, INTERVAL_NANOS, maxInterval)) {
				due.add(position);
			}
		}
		delete(obsolete);
		for (int i = 0; i < due.size(); i += BATCH_SIZE) {
			write(due.subList(i, Math.min(i + BATCH_SIZE, due.size())), now);
		}
	}

	private void delete(List<SubscriberPosition> obsolete) {
		if (obsolete.isEmpty()) {
			return;
		}
		List<UUID> keys = obsolete.stream().map(SubscriberPosition::key).toList();
		this.table.delete(keys);
		obsolete.forEach(SubscriberPosition::rowDeleted);
		obsolete.stream().filter(SubscriberPosition::isForgotten).forEach(this.positions::remove);
	}

	private void write(List<SubscriberPosition> due, long now) {
		List<SubscriberPosition> stored = due.stream()
			.filter((position) -> position.isStored() || this.quota.tryAcquire(position.owner()))
			.toList();
		// The positions of these do not change any more.
		List<SubscriberPosition> suspended = due.stream().filter(SubscriberPosition::isSuspended).toList();
		if (!stored.isEmpty()) {
			writeRows(stored, now);
		}
		suspended.forEach(this.positions::remove);
	}

	private void writeRows(List<SubscriberPosition> stored, long now) {
		Instant time = this.clock.instant();
		try {
			this.table.write(stored.stream()
				.map((position) -> new StoredPosition(position.key(), position.beforeWrite()))
				.toList(), time, time.plus(this.retention));
		}
		catch (RuntimeException ex) {
			stored.forEach(SubscriberPosition::writeFailed);
			throw ex;
		}
		stored.forEach((position) -> position.written(now));
	}

	@Override
	public void start() {
		this.task = this.scheduler.scheduleWithFixedDelay(this::tryWrite, CHECK_MILLIS, CHECK_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		if (this.task != null) {
			this.task.cancel(false);
		}
		this.task = null;
		this.scheduler.shutdown();
		tryWrite();
	}

	@Override
	public boolean isRunning() {
		return this.task != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
