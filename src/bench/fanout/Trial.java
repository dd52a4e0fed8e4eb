package fanout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import database.Cpu;
import database.Database;
import peer.Marquee;
import peer.Subscribable;
import tools.jackson.databind.json.JsonMapper;


/**
 * Measures one peer, which has just been started, with so many subscribers.
 *
 * @param changes how many are made one by one
 * @param atOnce how many are under way while as many are made as go
 * @param seconds for how long as many are made as go
 */
public record Trial(Database database, int subscribers, int changes, int atOnce, int seconds) {

	private static final int WARM_UP_SUBSCRIBERS = 100;

	private static final int WARM_UP_CHANGES = 200;

	/** Of all subscribers, which are not counted either. */
	private static final int FIRST_CHANGES = 3;

	private static final long IDLE_MILLIS = 3_000;

	private static final long SETTLING_MILLIS = 500;

	private static final long PAUSE_MILLIS = 200;

	/** Changes one by one end after so long, also when there were fewer. */
	private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(45);

	private static final int LONGEST_WAIT_SECONDS = 60;

	public Measure of(Subscribable peer) throws Exception {
		byte[] subscription = Frames.text(JsonMapper.shared()
			.writeValueAsString(Map.of("id", "1", "type", "subscribe", "payload", Map.of("query", peer.changes()))));
		boolean isJava = peer instanceof Marquee;
		try (Writer writer = new Writer(this.database)) {
			warmUp(peer, subscription, writer);
			Thread.sleep(IDLE_MILLIS);
			Memory before = Memory.of(peer.pid(), isJava);
			Deliveries deliveries = new Deliveries();
			long start = System.nanoTime();
			try (Subscribers all = Subscribers.open(peer.port(), this.subscribers, subscription, deliveries)) {
				settle(peer.pid());
				double opening = (System.nanoTime() - start) / 1e9;
				Thread.sleep(IDLE_MILLIS);
				Memory idle = Memory.of(peer.pid(), isJava);
				Delays delays = oneByOne(writer, deliveries);
				Flow flow = asFastAsGoes(peer, writer, deliveries);
				return new Measure(peer.key(), peer.title(), this.subscribers, isJava ? flags(peer.pid()) : "", opening,
						before, idle, delays, flow, deliveries.missed(), deliveries.repeated(), deliveries.disordered(),
						deliveries.troubles());
			}
		}
	}

	/**
	 * Nothing says that a subscription has begun, so it is waited for until there is little left to do: less than a fifth
	 * of a core. Whoever begins later is rightly not told of what happened before.
	 */
	private static void settle(long pid) throws Exception {
		long used;
		do {
			used = Cpu.micros(pid);
			Thread.sleep(SETTLING_MILLIS);
		}
		while (Cpu.micros(pid) - used > SETTLING_MILLIS * 1000 / 5);
	}

	/** On few connections, so that what is measured next is not the growth of the application itself. */
	private void warmUp(Subscribable peer, byte[] subscription, Writer writer) throws Exception {
		Deliveries deliveries = new Deliveries();
		try (Subscribers few = Subscribers.open(peer.port(), WARM_UP_SUBSCRIBERS, subscription, deliveries)) {
			Thread.sleep(IDLE_MILLIS);
			for (int i = 0; i < WARM_UP_CHANGES; i++) {
				deliveries.complete(writer.write(deliveries, WARM_UP_SUBSCRIBERS), LONGEST_WAIT_SECONDS);
				if (deliveries.missed() > 0) {
					throw new IllegalStateException("Changes do not arrive: " + deliveries.troubles());
				}
			}
		}
	}

	private Delays oneByOne(Writer writer, Deliveries deliveries) throws Exception {
		List<double[]> millis = new ArrayList<>();
		long end = System.nanoTime() + LONGEST_NANOS;
		for (int i = 0; i < FIRST_CHANGES + this.changes && (System.nanoTime() < end || millis.isEmpty()); i++) {
			Change change = writer.write(deliveries, this.subscribers);
			deliveries.complete(change, LONGEST_WAIT_SECONDS);
			if (i >= FIRST_CHANGES) {
				millis.add(change.millis());
			}
			if (deliveries.missed() > 0) {
				throw new IllegalStateException(deliveries.missed() + " are not told: " + deliveries.troubles());
			}
			Thread.sleep(PAUSE_MILLIS);
		}
		return Delays.of(millis);
	}

	private Flow asFastAsGoes(Subscribable peer, Writer writer, Deliveries deliveries) throws Exception {
		Deque<Change> underWay = new ArrayDeque<>();
		long count = deliveries.count();
		long application = Cpu.micros(peer.pid());
		long postgres = this.database.cpuMicros();
		long client = Cpu.micros(ProcessHandle.current().pid());
		long start = System.nanoTime();
		long last = start;
		int changes = 0;
		while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(this.seconds) || !underWay.isEmpty()) {
			boolean goesOn = System.nanoTime() - start < TimeUnit.SECONDS.toNanos(this.seconds);
			if (goesOn && underWay.size() < this.atOnce) {
				underWay.add(writer.write(deliveries, this.subscribers));
				changes++;
			}
			else {
				Change oldest = underWay.remove();
				deliveries.complete(oldest, LONGEST_WAIT_SECONDS);
				last = oldest.last();
			}
		}
		double delivered = deliveries.count() - count;
		return new Flow(changes, (last - start) / 1e9, (long) delivered, (Cpu.micros(peer.pid()) - application) / delivered,
				(this.database.cpuMicros() - postgres) / delivered,
				(Cpu.micros(ProcessHandle.current().pid()) - client) / delivered);
	}

	/** The heap and the collector, which Java chooses by the machine if nobody says. */
	private static String flags(long pid) throws Exception {
		List<String> names = List.of("MaxHeapSize", "InitialHeapSize", "UseSerialGC", "UseG1GC", "UseZGC",
				"UseCompactObjectHeaders");
		return String.join(" ", Arrays.stream(Memory.jcmd(pid, "VM.flags").split("\\s+"))
			.filter((flag) -> names.stream().anyMatch(flag::contains))
			.toList());
	}

}
