package dev.marquee.packaged.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Injects faults in an order determined by the seed: each fault once, then repeatedly
 * until the end time.
 */
final class FaultInjector implements Callable<Integer> {

	private static final int MAX_PAUSE_MILLIS = 3000;

	private final Collection<Fault> faults;

	private final TestCluster cluster;

	private final List<ResumingSubscriber> subscribers;

	private final Ledger ledger;

	private final Random random;

	private final long end;

	FaultInjector(Collection<Fault> faults, TestCluster testCluster, List<ResumingSubscriber> subscribers,
			Ledger ledger, long seed, long end) {
		this.faults = faults;
		this.cluster = testCluster;
		this.subscribers = subscribers;
		this.ledger = ledger;
		this.random = new Random(seed);
		this.end = end;
	}

	/** Returns the number of injected faults. */
	@Override
	public Integer call() throws Exception {
		int injected = 0;
		do {
			List<Fault> round = new ArrayList<>(this.faults);
			Collections.shuffle(round, this.random);
			for (Fault fault : round) {
				if (injected < this.faults.size() || System.nanoTime() < this.end) {
					Thread.sleep(this.random.nextInt(MAX_PAUSE_MILLIS));
					inject(fault);
					injected++;
				}
			}
		}
		while (System.nanoTime() < this.end);
		return injected;
	}

	private void inject(Fault fault) throws Exception {
		long begin = System.nanoTime();
		while (true) {
			try {
				fault.inject(this.cluster, this.subscribers, this.ledger, this.random);
				LongLedgerTests.log(fault + " " + (System.nanoTime() - begin) / 1_000_000 + " ms");
				return;
			}
			catch (SQLException ex) {
				// A concurrent fault has made the database unavailable.
				Thread.sleep(500);
			}
		}
	}

}
