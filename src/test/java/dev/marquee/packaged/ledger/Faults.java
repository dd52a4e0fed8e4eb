package dev.marquee.packaged.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * A series of faults in an order that the seed decides: each of them once, and again for
 * as long as there is time.
 */
final class Faults implements Callable<Integer> {

	private static final int LONGEST_PAUSE_MILLIS = 3000;

	private final Collection<Fault> faults;

	private final House house;

	private final List<Follower> followers;

	private final Random random;

	private final long end;

	Faults(Collection<Fault> faults, House house, List<Follower> followers, long seed, long end) {
		this.faults = faults;
		this.house = house;
		this.followers = followers;
		this.random = new Random(seed);
		this.end = end;
	}

	/** How many there were. */
	@Override
	public Integer call() throws Exception {
		int struck = 0;
		do {
			List<Fault> round = new ArrayList<>(this.faults);
			Collections.shuffle(round, this.random);
			for (Fault fault : round) {
				if (struck < this.faults.size() || System.nanoTime() < this.end) {
					Thread.sleep(this.random.nextInt(LONGEST_PAUSE_MILLIS));
					strike(fault);
					struck++;
				}
			}
		}
		while (System.nanoTime() < this.end);
		return struck;
	}

	private void strike(Fault fault) throws Exception {
		long begin = System.nanoTime();
		while (true) {
			try {
				fault.strike(this.house, this.followers, this.random);
				LongLedgerTests.say(fault + " " + (System.nanoTime() - begin) / 1_000_000 + " ms");
				return;
			}
			catch (SQLException ex) {
				// Another fault has taken the database away.
				Thread.sleep(500);
			}
		}
	}

}
