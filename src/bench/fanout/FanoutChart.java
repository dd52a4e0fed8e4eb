package fanout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import report.BarDrawing;
import report.BarDrawing.Bar;

/**
 * Draws the measurements as bars: a group for each number of subscribers and measured value.
 */
public final class FanoutChart {

	private static final int COLUMN = 320;

	private static final int MAX_BAR_LENGTH = 210;

	private static final List<Column> COLUMNS = List.of(
			new Column("deliveries per second", (measurement) -> measurement.throughput().deliveriesPerSecond()),
			new Column("ms to deliver 99 % (less is better)", (measurement) -> measurement.delays().p99()),
			new Column("KB per subscriber (less is better)", (measurement) -> measurement.perSubscriber().collected()));

	private FanoutChart() {
	}

	public static String of(List<FanoutMeasurement> measurements, String title) {
		List<FanoutMeasurement> medians = FanoutReport.medians(measurements);
		BarDrawing drawing = new BarDrawing(MAX_BAR_LENGTH);
		int y = BarDrawing.TOP;
		for (int subscribers : medians.stream().map(FanoutMeasurement::subscribers).distinct().toList()) {
			List<FanoutMeasurement> group = medians.stream()
				.filter((measurement) -> measurement.subscribers() == subscribers)
				.toList();
			for (int i = 0; i < COLUMNS.size(); i++) {
				Column column = COLUMNS.get(i);
				drawing.add(String.format(Locale.ROOT, "%,d: %s", subscribers, column.title()), column.bars(group),
						BarDrawing.LEFT + i * COLUMN, y);
			}
			y += BarDrawing.groupHeight(group.size());
		}
		Map<String, String> peers = new LinkedHashMap<>();
		medians.forEach((measurement) -> peers.putIfAbsent(measurement.key(), measurement.title()));
		return drawing.svg(title, peers, COLUMN * COLUMNS.size(), y);
	}

	/**
	 * A measured value.
	 */
	private record Column(String title, ToDoubleFunction<FanoutMeasurement> value) {

		List<Bar> bars(List<FanoutMeasurement> group) {
			return group.stream().map(this::bar).toList();
		}

		private Bar bar(FanoutMeasurement measurement) {
			double measured = this.value.applyAsDouble(measurement);
			return new Bar(measurement.key(), measured,
					String.format(Locale.ROOT, (measured < 100) ? "%,.1f" : "%,.0f", measured));
		}

	}

}
