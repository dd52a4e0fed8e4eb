package fanout;

import java.util.Arrays;
import java.util.List;

/**
 * The milliseconds from commit to delivery, of changes made one by one.
 *
 * @param changes the number of changes
 * @param p50 of all deliveries
 * @param p99 of all deliveries
 * @param first the median of the first deliveries of each change
 * @param lastP50 the median of the last deliveries of each change
 * @param lastP99 of the last deliveries of each change; with fewer than a hundred changes, the maximum
 */
record DeliveryDelays(int changes, double p50, double p99, double first, double lastP50, double lastP99) {

	static DeliveryDelays of(List<double[]> changes) {
		double[] all = changes.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
		double[] firsts = changes.stream().mapToDouble((millis) -> millis[0]).sorted().toArray();
		double[] lasts = changes.stream().mapToDouble((millis) -> millis[millis.length - 1]).sorted().toArray();
		return new DeliveryDelays(changes.size(), quantile(all, 0.5), quantile(all, 0.99), quantile(firsts, 0.5),
				quantile(lasts, 0.5), quantile(lasts, 0.99));
	}

	private static double quantile(double[] sorted, double quantile) {
		return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
	}

}
