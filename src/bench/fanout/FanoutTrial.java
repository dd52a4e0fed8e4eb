package fanout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import database.Database;
import database.ProcessUsage;
import peer.Marquee;
import peer.SubscriptionPeer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures a newly started peer with a number of subscribers.
 *
 * @param changes the number of changes made one by one to measure delays
 * @param inFlight the number of undelivered changes at a time while throughput is measured
 * @param seconds how long throughput is measured
 */
public record FanoutTrial(Database database, int subscribers, int changes, int inFlight, int seconds) {

	private static final int WARM_UP_SUBSCRIBERS = 100;

	private static final int WARM_UP_CHANGES = 200;

	/** Changes to all subscribers at the beginning that are not counted. */
	private static final int UNCOUNTED_CHANGES = 3;

	private static final long IDLE_MILLIS = 3_000;

	private static final long SETTLING_MILLIS = 500;

	private static final long PAUSE_MILLIS = 200;

	/** The time limit for the changes made one by one. */
	private static final long MAX_ONE_BY_ONE_NANOS = TimeUnit.SECONDS.toNanos(45);

	private static final int MAX_WAIT_SECONDS = 60;

	public FanoutMeasurement run(SubscriptionPeer peer) throws Exception {
		Map<String, ?> payload = Map.of("query", peer.subscriptionDocument());
		Supplier<byte[]> subscription = () -> subscription(payload);
		boolean isJava = peer instanceof Marquee;
		try (ChangeWriter writer = new ChangeWriter(this.database)) {
			warmUp(peer, subscription, writer);
			Thread.sleep(IDLE_MILLIS);
			ProcessMemory before = ProcessMemory.of(peer.pid(), isJava);
			DeliveryTracker tracker = new DeliveryTracker();
			long start = System.nanoTime();
			try (SubscriberPool all = SubscriberPool.open(peer.port(), this.subscribers, subscription, tracker)) {
				awaitIdle(peer.pid());
				double openingSeconds = (System.nanoTime() - start) / 1e9;
				Thread.sleep(IDLE_MILLIS);
				ProcessMemory idle = ProcessMemory.of(peer.pid(), isJava);
				DeliveryDelays delays = measureDelays(writer, tracker);
				Throughput throughput = measureThroughput(peer, writer, tracker);
				return new FanoutMeasurement(peer.key(), peer.title(), this.subscribers, isJava ? flags(peer.pid()) : "", openingSeconds,
						before, idle, delays, throughput, tracker.missed(), tracker.duplicates(), tracker.outOfOrder(),
						tracker.errors());
			}
		}
	}

	/** With a UUID as the id, as {@code graphql-ws} does. */
	private static byte[] subscription(Map<String, ?> payload) {
		return ClientFrames.text(JsonMapper.shared()
			.writeValueAsString(Map.of("id", UUID.randomUUID().toString(), "type", "subscribe", "payload", payload)));
	}

	/**
	 * Waits until the process uses less than a fifth of a core, because the protocol does not acknowledge a subscription. A
	 * subscription that begins later rightly does not receive earlier changes.
	 */
	private static void awaitIdle(long pid) throws Exception {
		long used;
		do {
			used = ProcessUsage.cpuMicros(pid);
			Thread.sleep(SETTLING_MILLIS);
		}
		while (ProcessUsage.cpuMicros(pid) - used > SETTLING_MILLIS * 1000 / 5);
	}

	/** Uses few connections, so that memory that the application allocates once is not attributed to the subscribers. */
	private void warmUp(SubscriptionPeer peer, Supplier<byte[]> subscription, ChangeWriter writer) throws Exception {
		DeliveryTracker tracker = new DeliveryTracker();
		try (SubscriberPool few = SubscriberPool.open(peer.port(), WARM_UP_SUBSCRIBERS, subscription, tracker)) {
			Thread.sleep(IDLE_MILLIS);
			for (int i = 0; i < WARM_UP_CHANGES; i++) {
				tracker.awaitDelivery(writer.write(tracker, WARM_UP_SUBSCRIBERS), MAX_WAIT_SECONDS);
				if (tracker.missed() > 0) {
					throw new IllegalStateException("Changes were not delivered: " + tracker.errors());
				}
			}
		}
	}

	private DeliveryDelays measureDelays(ChangeWriter writer, DeliveryTracker tracker) throws Exception {
		List<double[]> millis = new ArrayList<>();
		long end = System.nanoTime() + MAX_ONE_BY_ONE_NANOS;
		for (int i = 0; i < UNCOUNTED_CHANGES + this.changes && (System.nanoTime() < end || millis.isEmpty()); i++) {
			TrackedChange change = writer.write(tracker, this.subscribers);
			tracker.awaitDelivery(change, MAX_WAIT_SECONDS);
			if (i >= UNCOUNTED_CHANGES) {
				millis.add(change.delaysMillis());
			}
			if (tracker.missed() > 0) {
				throw new IllegalStateException(tracker.missed() + " deliveries are missing: " + tracker.errors());
			}
			Thread.sleep(PAUSE_MILLIS);
		}
		return DeliveryDelays.of(millis);
	}

	private Throughput measureThroughput(SubscriptionPeer peer, ChangeWriter writer, DeliveryTracker tracker) throws Exception {
		Deque<TrackedChange> undelivered = new ArrayDeque<>();
		long count = tracker.count();
		long application = ProcessUsage.cpuMicros(peer.pid());
		long postgres = this.database.cpuMicros();
		long client = ProcessUsage.cpuMicros(ProcessHandle.current().pid());
		long start = System.nanoTime();
		long last = start;
		int changes = 0;
		while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(this.seconds) || !undelivered.isEmpty()) {
			boolean running = System.nanoTime() - start < TimeUnit.SECONDS.toNanos(this.seconds);
			if (running && undelivered.size() < this.inFlight) {
				undelivered.add(writer.write(tracker, this.subscribers));
				changes++;
			}
			else {
				TrackedChange oldest = undelivered.remove();
				tracker.awaitDelivery(oldest, MAX_WAIT_SECONDS);
				last = oldest.lastArrival();
			}
		}
		double deliveries = tracker.count() - count;
		return new Throughput(changes, (last - start) / 1e9, (long) deliveries, (ProcessUsage.cpuMicros(peer.pid()) - application) / deliveries,
				(this.database.cpuMicros() - postgres) / deliveries,
				(ProcessUsage.cpuMicros(ProcessHandle.current().pid()) - client) / deliveries);
	}

	/** The heap and garbage collector flags, which the JVM derives from the machine by default. */
	private static String flags(long pid) throws Exception {
		List<String> names = List.of("MaxHeapSize", "InitialHeapSize", "UseSerialGC", "UseG1GC", "UseZGC",
				"UseCompactObjectHeaders");
		return String.join(" ", Arrays.stream(ProcessMemory.jcmd(pid, "VM.flags").split("\\s+"))
			.filter((flag) -> names.stream().anyMatch(flag::contains))
			.toList());
	}

}
