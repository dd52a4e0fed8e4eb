package dev.marquee.ingest;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Lets an import end in order when the process is told to end, by SIGINT or SIGTERM: it
 * finishes the listings that it is writing and prints the totals. Java ends after that.
 */
public final class ImportInterruption implements BooleanSupplier, AutoCloseable {

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile boolean requested;

	private ImportInterruption() {
	}

	/** From now on, the process does not end before this is closed. */
	public static ImportInterruption install() {
		ImportInterruption interruption = new ImportInterruption();
		Runtime.getRuntime().addShutdownHook(new Thread(interruption::awaitEnd, "import-interruption"));
		return interruption;
	}

	private void awaitEnd() {
		this.requested = true;
		try {
			this.ended.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Whether the process was told to end. */
	@Override
	public boolean getAsBoolean() {
		return this.requested;
	}

	@Override
	public void close() {
		this.ended.countDown();
	}

}
