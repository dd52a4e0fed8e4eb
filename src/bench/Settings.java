import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import workload.Workload;

/**
 * The options of the benchmarks, given as {@code -D} on the command line of Maven or Java. The other packages read four more:
 * {@code jar} or {@code classes} (Marquee's jar or its compiled classes, in {@code peer.JavaCommand}), {@code cache} (the size of
 * its fragment cache, in {@code peer.Marquee}), and {@code sharedBuffers} (of PostgreSQL, in {@code database.Database}).
 */
final class Settings {

	private static final Pattern OPTION = Pattern.compile("-D([\\w.]+)=(\\S+)");

	private static final int DEFAULT_EVENTS = 100_000;

	private static final String ALL_PEERS = "limit,marquee-uncached,marquee,postgraphile,guides";

	private Settings() {
	}

	/** Maven passes its -D options to the programs that it starts only in the environment variable MAVEN_CMD_LINE_ARGS. */
	static void load() {
		String line = System.getenv().getOrDefault("MAVEN_CMD_LINE_ARGS", "");
		for (MatchResult option : OPTION.matcher(line).results().toList()) {
			System.getProperties().putIfAbsent(option.group(1), option.group(2));
		}
		((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
	}

	static int events(int defaultValue) {
		return number("events", defaultValue);
	}

	static int events() {
		return events(DEFAULT_EVENTS);
	}

	/** The share of events that recur weekly, from 0 to 1. */
	static double recurring(double defaultValue) {
		return Double.parseDouble(System.getProperty("recurring", String.valueOf(defaultValue)));
	}

	/** The numbers of events of the databases that {@link Growth} compares. */
	static List<Integer> sizes() {
		return list("sizes", "100000,1000000").stream().map(Integer::valueOf).toList();
	}

	static int rounds() {
		return rounds(5);
	}

	static int rounds(int defaultValue) {
		return number("rounds", defaultValue);
	}

	/** The duration of each measurement of the maximum rate. */
	static int seconds() {
		return seconds(3);
	}

	static int seconds(int defaultValue) {
		return number("seconds", defaultValue);
	}

	static int latencySeconds() {
		return number("latencySeconds", 3);
	}

	static int warmUpSeconds() {
		return number("warmUp", 60);
	}

	/** The number of different requests of a workload; a multiple of 20, the length of the mixed load. */
	static int variants() {
		return Math.max(20, number("variants", 2_000) / 20 * 20);
	}

	static int connections() {
		return number("connections", 8);
	}

	/** The numbers of concurrent subscribers, measured one after the other. */
	static List<Integer> subscribers() {
		return list("subscribers", "1000,10000").stream().map(Integer::valueOf).toList();
	}

	/** The number of changes that are made one by one to measure delays. */
	static int changes() {
		return number("changes", 25);
	}

	/** The number of undelivered changes at a time while throughput is measured. */
	static int changesInFlight() {
		return number("changesInFlight", 4);
	}

	/** The folder of the results. */
	static Path results() {
		return Path.of(System.getProperty("results", "src/bench/results"));
	}

	/** JVM options for Marquee, separated by commas; none by default. */
	static List<String> javaOptions() {
		return list("java", "").stream().filter((option) -> !option.isEmpty()).toList();
	}

	/** All by default; only Marquee if there are more events than by default. */
	static List<String> peers() {
		return list("peers", (events() > DEFAULT_EVENTS) ? "marquee-uncached,marquee" : ALL_PEERS);
	}

	/** All by default, except the one that only {@link Growth} measures. */
	static List<Workload> workloads() {
		return workloads(EnumSet.complementOf(EnumSet.of(Workload.PAGE_1)));
	}

	static List<Workload> workloads(Set<Workload> defaultValue) {
		String names = String.join(",", defaultValue.stream().map(Workload::file).toList());
		return list("workloads", names).stream().map(Workload::named).toList();
	}

	static List<String> peers(String defaultValue) {
		return list("peers", defaultValue);
	}

	private static int number(String name, int defaultValue) {
		return Integer.parseInt(System.getProperty(name, String.valueOf(defaultValue)).replace("_", "").replace(",", ""));
	}

	private static List<String> list(String name, String defaultValue) {
		return List.of(System.getProperty(name, defaultValue).split(","));
	}

}
