package fanout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import database.Cpu;
import peer.Java;

/**
 * What a process holds, in KB.
 *
 * @param resident as it is found
 * @param collected resident after Java or Node has collected its garbage
 * @param heap what objects use of Java's heap then; 0 for Node, which does not tell
 */
record Memory(long resident, long collected, long heap) {

	private static final long LONGEST_COLLECTION_MILLIS = 2_000;

	private static final Pattern USED = Pattern.compile("used (\\d+)K");

	static Memory of(long pid, boolean isJava) throws IOException, InterruptedException {
		long resident = Cpu.kilobytes(pid);
		if (!isJava) {
			new ProcessBuilder("kill", "-USR2", String.valueOf(pid)).start().waitFor();
			Thread.sleep(LONGEST_COLLECTION_MILLIS);
			return new Memory(resident, Cpu.kilobytes(pid), 0);
		}
		jcmd(pid, "GC.run");
		// Tables of threads, classes and finalizers are cleaned after the first.
		jcmd(pid, "GC.run");
		Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
		return new Memory(resident, Cpu.kilobytes(pid), used.find() ? Long.parseLong(used.group(1)) : 0);
	}

	static String jcmd(long pid, String command) throws IOException, InterruptedException {
		String jcmd = Path.of(Java.command()).resolveSibling("jcmd").toString();
		Process process = new ProcessBuilder(jcmd, String.valueOf(pid), command).redirectErrorStream(true).start();
		String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return answer;
	}

	/** @return KB for each of so many subscribers, by which this is more than before */
	Each since(Memory before, int subscribers) {
		return new Each((double) (this.resident - before.resident) / subscribers,
				(double) (this.collected - before.collected) / subscribers,
				(double) (this.heap - before.heap) / subscribers);
	}

	/** KB for a subscriber, as {@link Memory} has them for all. */
	record Each(double resident, double collected, double heap) {
	}

}
