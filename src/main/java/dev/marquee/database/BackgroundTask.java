package dev.marquee.database;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Something that runs for as long as the application does, on a thread of its own.
 */
public abstract class BackgroundTask implements SmartLifecycle, Runnable {

	private final String name;

	private volatile @Nullable Thread thread;

	public BackgroundTask(String name) {
		this.name = name;
	}

	@Override
	public final void start() {
		// It runs for as long as it finds itself here.
		Thread started = Thread.ofPlatform().daemon().name(this.name).unstarted(this);
		this.thread = started;
		started.start();
	}

	@Override
	public final void stop() {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped != null) {
			stopped.interrupt();
		}
	}

	@Override
	public final boolean isRunning() {
		return this.thread != null;
	}

	/** Waits a moment, unless it is to stop. */
	public static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
