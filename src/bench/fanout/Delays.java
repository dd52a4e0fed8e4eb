package fanout;

import java.util.Arrays;
import java.util.List;

/**
 * Milliseconds from commits to arrivals, of changes made one by one.
 *
 * @param changes how many there were
 * @param p50 of all deliveries
 * @param p99 of all deliveries
 * @param first the median of the first deliveries of a change
 * @param lastP50 the median of the last deliveries of a change
 * @param lastP99 of the last deliveries; with fewer than a hundred changes, the slowest one's
 */
record Delays(int changes, double p50, double p99, double first, double lastP50, double lastP99) {

	static Delays of(List<double[]> changes) {
		double[] all = changes.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
		double[] firsts = changes.stream().mapToDouble((millis) -> millis[0]).sorted().toArray();
		double[] lasts = changes.stream().mapToDouble((millis) -> millis[millis.length - 1]).sorted().toArray();
		return new Delays(changes.size(), quantile(all, 0.5), quantile(all, 0.99), quantile(firsts, 0.5),
				quantile(lasts, 0.5), quantile(lasts, 0.99));
	}

	private static double quantile(double[] sorted, double share) {
		return sorted[(int) Math.ceil(share * sorted.length) - 1];
	}

}
