package dev.marquee;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Repeats a test with random values. Each run draws new seeds; a failure names the seed
 * of the try that failed, and {@code -Dtries.seed=<seed>} repeats that try alone.
 */
public final class SeededTries {

	private static final String SEED = "tries.seed";

	private SeededTries() {
	}

	public static void run(int tries, Consumer<Random> test) {
		Long repeated = Long.getLong(SEED);
		if (repeated != null) {
			run(repeated.longValue(), test);
			return;
		}
		Random seeds = new Random();
		for (int i = 0; i < tries; i++) {
			run(seeds.nextLong(), test);
		}
	}

	private static void run(long seed, Consumer<Random> test) {
		try {
			test.accept(new Random(seed));
		}
		catch (RuntimeException | Error ex) {
			throw new AssertionError("-D" + SEED + "=" + seed + " repeats this failure: " + ex, ex);
		}
	}

}
