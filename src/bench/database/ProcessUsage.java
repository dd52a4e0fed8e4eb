package database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The CPU time and memory of a process, from Linux's /proc. CPU time has a resolution of 10 ms.
 */
public final class ProcessUsage {

	private static final long MICROS_PER_TICK = 10_000;

	private ProcessUsage() {
	}

	/** User and system time; 0 if the process has ended. */
	public static long cpuMicros(long pid) {
		return ticks(pid, 11, 12) * MICROS_PER_TICK;
	}

	static long cpuMicrosWithEndedChildren(long pid) {
		return ticks(pid, 11, 14) * MICROS_PER_TICK;
	}

	private static long ticks(long pid, int from, int to) {
		try {
			String[] fields = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"))
				.replaceFirst("^.*\\) ", "")
				.split(" ");
			long ticks = 0;
			for (int field = from; field <= to; field++) {
				ticks += Long.parseLong(fields[field]);
			}
			return ticks;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/** The time of all running threads, from the scheduler's statistics, which are exact. */
	public static long exactCpuMicros(long pid) throws IOException {
		long nanos = 0;
		try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
			for (Path thread : threads.toList()) {
				nanos += scheduledNanos(thread.resolve("schedstat"));
			}
		}
		return nanos / 1000;
	}

	private static long scheduledNanos(Path statistics) {
		try {
			return Long.parseLong(Files.readString(statistics).split(" ")[0]);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	public static long residentMegabytes(long pid) throws IOException {
		return residentKilobytes(pid) / 1024;
	}

	public static long residentKilobytes(long pid) throws IOException {
		return kilobytes(pid, "VmRSS:");
	}

	/** The most memory that it had at once. */
	public static long peakMegabytes(long pid) throws IOException {
		return kilobytes(pid, "VmHWM:") / 1024;
	}

	private static long kilobytes(long pid, String line) throws IOException {
		return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))
			.stream()
			.filter((status) -> status.startsWith(line))
			.mapToLong((status) -> Long.parseLong(status.replaceAll("\\D", "")))
			.findFirst()
			.orElse(0);
	}

}
