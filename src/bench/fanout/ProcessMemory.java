package fanout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import database.ProcessUsage;
import peer.JavaCommand;

/**
 * The memory of a process in KB.
 *
 * @param resident the resident memory
 * @param collected the resident memory after a garbage collection
 * @param heap the live Java heap after a garbage collection; 0 for Node
 */
record ProcessMemory(long resident, long collected, long heap) {

	private static final long COLLECTION_WAIT_MILLIS = 2_000;

	private static final Pattern USED = Pattern.compile("used (\\d+)K");

	static ProcessMemory of(long pid, boolean isJava) throws IOException, InterruptedException {
		long resident = ProcessUsage.residentKilobytes(pid);
		if (!isJava) {
			new ProcessBuilder("kill", "-USR2", String.valueOf(pid)).start().waitFor();
			Thread.sleep(COLLECTION_WAIT_MILLIS);
			return new ProcessMemory(resident, ProcessUsage.residentKilobytes(pid), 0);
		}
		jcmd(pid, "GC.run");
		// The first collection leaves entries of threads, classes and finalizers, which the second one removes.
		jcmd(pid, "GC.run");
		Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
		return new ProcessMemory(resident, ProcessUsage.residentKilobytes(pid), used.find() ? Long.parseLong(used.group(1)) : 0);
	}

	static String jcmd(long pid, String command) throws IOException, InterruptedException {
		String jcmd = Path.of(JavaCommand.executable()).resolveSibling("jcmd").toString();
		Process process = new ProcessBuilder(jcmd, String.valueOf(pid), command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return output;
	}

	/** Returns the growth since a measurement without subscribers, divided by their number. */
	PerSubscriber since(ProcessMemory before, int subscribers) {
		return new PerSubscriber((double) (this.resident - before.resident) / subscribers,
				(double) (this.collected - before.collected) / subscribers,
				(double) (this.heap - before.heap) / subscribers);
	}

	/** The KB per subscriber, as in {@link ProcessMemory}. */
	record PerSubscriber(double resident, double collected, double heap) {
	}

}
