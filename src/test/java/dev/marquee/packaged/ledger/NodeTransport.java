package dev.marquee.packaged.ledger;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A client that others use, {@code graphql-ws} or {@code graphql-sse}, in a process of
 * its own.
 *
 * @param name {@code ws} or {@code sse}
 */
record NodeTransport(String name) implements Follower.Transport {

	private static final File FOLDER = new File("src/test/clients");

	/** A line that was written whole. */
	private static final String END = " .";

	static boolean isThere() throws IOException, InterruptedException {
		try {
			return run("node", "--version").waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	static void install() throws IOException, InterruptedException {
		if (run("npm", "ci", "--no-audit", "--no-fund").waitFor() != 0) {
			throw new IOException("The clients cannot be installed");
		}
	}

	private static Process run(String... command) throws IOException {
		return new ProcessBuilder(command).directory(FOLDER)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	@Override
	public void follow(List<URI> all, URI address, Follower follower) throws IOException, InterruptedException {
		String addresses = Stream.concat(Stream.of(address), all.stream())
			.map(URI::toString)
			.collect(Collectors.joining(","));
		Process process = new ProcessBuilder("node", "ledger.mjs", this.name, addresses, follower.last(), Told.DOCUMENT)
			.directory(FOLDER)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		Signals signals = new Signals();
		Thread reading = Thread.ofVirtual().start(() -> read(process, signals));
		try {
			while (true) {
				for (Told change : told(signals.next()).toList()) {
					follower.hear(change);
				}
			}
		}
		finally {
			// What it has written is known, and after that it knows no more.
			process.destroyForcibly();
			signals.rest(reading).stream().flatMap(NodeTransport::told).forEach(follower::note);
		}
	}

	private static void read(Process process, Signals signals) {
		try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
			lines.lines().filter((line) -> line.endsWith(END)).forEach(signals::add);
			signals.end("ended");
		}
		catch (IOException ex) {
			signals.end("cut");
		}
	}

	private static Stream<Told> told(String line) {
		String[] parts = line.split(" ");
		return (parts.length == 3) ? Stream.of(new Told(parts[0], parts[1])) : Stream.empty();
	}

	@Override
	public String toString() {
		return "graphql-" + this.name;
	}

}
