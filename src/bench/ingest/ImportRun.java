package ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import database.Database;
import database.ProcessUsage;
import peer.JavaCommand;

/**
 * One run of the command {@code import} in a process of its own. Times are from the first outcome to the summary, without the
 * start of Java.
 *
 * @param listings the number of outcomes
 * @param cpuMicros of the command
 * @param databaseCpuMicros of all processes of PostgreSQL
 * @param peakMegabytes the most memory that the process had at once
 */
public record ImportRun(long listings, double seconds, long cpuMicros, long databaseCpuMicros, long peakMegabytes,
		String summary) {

	/** Runs the command with these options of Java. */
	public static ImportRun of(Database database, List<String> options, Path path) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(JavaCommand.executable()));
		command.addAll(options);
		command.addAll(List.of("-jar", System.getProperty("jar", "target/marquee.jar"), "import", path.toString()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().put("SPRING_DATASOURCE_URL", database.url());
		Process process = builder.start();
		long start = 0;
		long listings = 0;
		long cpu = 0;
		long databaseCpu = 0;
		try (BufferedReader lines = process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith(" ")) {
					continue;
				}
				if (line.startsWith("imported:")) {
					double seconds = (System.nanoTime() - start) / 1e9;
					long ownCpu = ProcessUsage.cpuMicros(process.pid()) - cpu;
					long postgresCpu = database.cpuMicros() - databaseCpu;
					long peak = ProcessUsage.peakResidentKilobytes(process.pid()) / 1024;
					return new ImportRun(listings, seconds, ownCpu, postgresCpu, peak, line);
				}
				if (listings == 0) {
					start = System.nanoTime();
					cpu = ProcessUsage.cpuMicros(process.pid());
					databaseCpu = database.cpuMicros();
				}
				listings++;
			}
		}
		finally {
			process.waitFor();
		}
		throw new IllegalStateException("The command ended with status " + process.exitValue());
	}

	/** A row of the table, without its title. */
	public String row() {
		return String.format(Locale.ROOT, "%,d | %,.0f | %.2f + %.2f | %,d", this.listings,
				(this.listings - 1) / this.seconds, millis(this.cpuMicros), millis(this.databaseCpuMicros),
				this.peakMegabytes);
	}

	private double millis(long micros) {
		return micros / 1000.0 / Math.max(1, this.listings - 1);
	}

}
