package dev.marquee.database;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * A task that runs on a dedicated daemon thread while the application runs.
 */
public abstract class BackgroundTask implements SmartLifecycle, Runnable {

	private final String name;

	private volatile @Nullable Thread thread;

	public BackgroundTask(String name) {
		this.name = name;
	}

	@Override
	public final void start() {
		// Set before the thread starts, since the task runs while isRunning() is true.
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

	/**
	 * Sleeps for a number of milliseconds. An interruption ends the sleep and stays set.
	 */
	public static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
