package dev.marquee;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when it has run out of memory, so that a supervisor starts it again:
 * threads that have met an {@link OutOfMemoryError} may be gone for good, and the others
 * go on as if nothing had happened. The JVM flag {@code -XX:+ExitOnOutOfMemoryError} does
 * the same, but cannot be set in a jar or at runtime.
 * <p>
 * An error counts if no one catches it or if it is logged. A thread also allocates a
 * little memory twice a second, and looks at what is left after garbage collections, in
 * case the error was caught silently.
 */
final class OutOfMemoryExit {

	/** The same status as with {@code -XX:+ExitOnOutOfMemoryError}. */
	static final int STATUS = 3;

	private static final byte[] MESSAGE = "Out of memory: the process ends. Give it a larger heap (-Xmx).\n"
		.getBytes(StandardCharsets.UTF_8);

	private static final FileOutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

	/** Less than half of the smallest region of G1, so that it is an ordinary object. */
	private static final int PROBE_BYTES = 1 << 18;

	private static final long CHECK_MILLIS = 500;

	/**
	 * The share of the old generation that is used after a collection when it is full.
	 */
	private static final double FULL = 0.97;

	private static final int MAX_FULL_CHECKS = 6;

	/** Free for the exit. */
	@SuppressWarnings("UnusedVariable") // it only has to be reachable
	private static volatile byte @Nullable [] reserve;

	private OutOfMemoryExit() {
	}

	/** Watches this process from now on. Logging must be set up. */
	static void install() {
		prepareExit();
		Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
			exitIfOutOfMemory(failure);
			LoggerFactory.getLogger(OutOfMemoryExit.class).error("Uncaught exception in {}", thread.getName(), failure);
		});
		watchLog();
		Optional<MemoryPoolMXBean> oldGeneration = oldGeneration();
		oldGeneration.ifPresent((pool) -> pool.setCollectionUsageThreshold((long) (FULL * pool.getUsage().getMax())));
		Thread.ofPlatform().daemon().name("memory-watch").start(() -> watch(oldGeneration.orElse(null)));
	}

	/** Initializes the classes that an exit needs, while there is memory. */
	private static void prepareExit() {
		reserve = new byte[PROBE_BYTES];
		Thread hook = new Thread();
		Runtime.getRuntime().addShutdownHook(hook);
		Runtime.getRuntime().removeShutdownHook(hook);
	}

	/** The largest pool that collections leave objects in. */
	private static Optional<MemoryPoolMXBean> oldGeneration() {
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
			.filter((pool) -> pool.getUsage().getMax() > 0)
			.max(Comparator.comparingLong((pool) -> pool.getUsage().getMax()));
	}

	private static void watchLog() {
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
			LogWatch appender = new LogWatch();
			appender.setContext(context);
			appender.start();
			context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
		}
	}

	private static void watch(@Nullable MemoryPoolMXBean oldGeneration) {
		int fullChecks = 0;
		try {
			while (fullChecks < MAX_FULL_CHECKS) {
				byte[] probe = new byte[PROBE_BYTES];
				try {
					Thread.sleep(CHECK_MILLIS);
				}
				finally {
					Reference.reachabilityFence(probe);
				}
				boolean full = oldGeneration != null && oldGeneration.isCollectionUsageThresholdExceeded();
				fullChecks = full ? fullChecks + 1 : 0;
			}
			exit();
		}
		catch (OutOfMemoryError ex) {
			exit();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void exitIfOutOfMemory(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof OutOfMemoryError) {
				exit();
			}
		}
	}

	/** Waits for no shutdown hook, and needs no memory but the reserve. */
	private static void exit() {
		reserve = null;
		try {
			STANDARD_ERROR.write(MESSAGE);
		}
		catch (IOException ex) {
			// The status says it, too.
		}
		finally {
			Runtime.getRuntime().halt(STATUS);
		}
	}

	/**
	 * Sees the errors that other code has caught and logged.
	 */
	private static final class LogWatch extends AppenderBase<ILoggingEvent> {

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getThrowableProxy() instanceof ThrowableProxy logged) {
				exitIfOutOfMemory(logged.getThrowable());
			}
		}

	}

}
