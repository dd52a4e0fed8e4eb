package load;

import java.util.Arrays;

/**
 * How long requests took at a fixed rate, in milliseconds from the moment at which each was due: what a slow answer
 * makes others wait is counted.
 *
 * @param rate what was asked for, a second
 * @param reached what was answered, a second
 */
public record Latencies(double rate, double reached, double p50, double p90, double p99, double most) {

	static Latencies of(double rate, long[] nanos, int count, long elapsedNanos) {
		long[] sorted = Arrays.copyOf(nanos, count);
		Arrays.sort(sorted);
		return new Latencies(rate, count * 1e9 / elapsedNanos, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99),
				at(sorted, 1));
	}

	private static double at(long[] sorted, double part) {
		return (sorted.length == 0) ? Double.NaN : sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
	}

}
