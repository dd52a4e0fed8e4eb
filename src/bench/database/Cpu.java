package database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used, as Linux counts it: processor time in hundredths of a second, and memory.
 */
public final class Cpu {

	private static final long MICROS_A_TICK = 10_000;

	private Cpu() {
	}

	/** User and system time; 0 for a process that has ended. */
	public static long micros(long pid) {
		return ticks(pid, 11, 12) * MICROS_A_TICK;
	}

	static long microsWithEndedChildren(long pid) {
		return ticks(pid, 11, 14) * MICROS_A_TICK;
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

	/** Resident memory in MB. */
	public static long megabytes(long pid) throws IOException {
		return kilobytes(pid) / 1024;
	}

	/** Resident memory in KB. */
	public static long kilobytes(long pid) throws IOException {
		return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.findFirst()
			.orElse(0);
	}

}
