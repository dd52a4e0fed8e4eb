package ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import database.ProcessUsage;
import peer.JavaCommand;

/**
 * One run of the command {@code import} in a process of its own.
 *
 * @param listings the number of outcomes
 * @param seconds from the first outcome to the last one, without the start of Java
 * @param peakMegabytes the most memory that the process had at once
 */
public record ImportRun(long listings, double seconds, long peakMegabytes, String summary) {

	/** Runs the command with a heap of this size. */
	public static ImportRun of(String databaseUrl, String heap, Path path) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(JavaCommand.executable(), "-Xmx" + heap, "-jar",
				System.getProperty("jar", "target/marquee.jar"), "import", path.toString()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().put("SPRING_DATASOURCE_URL", databaseUrl);
		Process process = builder.start();
		long first = 0;
		long last = 0;
		long listings = 0;
		long peak = 0;
		String summary = "";
		try (BufferedReader lines = process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				summary = line;
				if (line.startsWith(" ") || line.startsWith("imported:")) {
					continue;
				}
				last = System.nanoTime();
				first = (first == 0) ? last : first;
				listings++;
				if (listings % 500 == 0) {
					peak = Math.max(peak, ProcessUsage.residentMegabytes(process.pid()));
				}
			}
		}
		process.waitFor();
		return new ImportRun(listings, (last - first) / 1e9, peak, summary);
	}

	public String perSecond() {
		return String.format(Locale.ROOT, "%,.0f", (this.listings - 1) / this.seconds);
	}

}
