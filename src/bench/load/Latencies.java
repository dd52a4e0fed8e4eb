package load;

import java.util.Arrays;

/**
 * The latencies in milliseconds at a fixed rate, each from the time at which the request was due: the waiting time that a slow
 * response causes for later requests is included.
 *
 * @param targetRate scheduled requests per second
 * @param achievedRate responses per second
 */
public record Latencies(double targetRate, double achievedRate, double p50, double p90, double p99, double max) {

	static Latencies of(double targetRate, long[] nanos, int count, long elapsedNanos) {
		long[] sorted = Arrays.copyOf(nanos, count);
		Arrays.sort(sorted);
		return new Latencies(targetRate, count * 1e9 / elapsedNanos, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99),
				at(sorted, 1));
	}

	private static double at(long[] sorted, double quantile) {
		return (sorted.length == 0) ? Double.NaN : sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1e6;
	}

}
