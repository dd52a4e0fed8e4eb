package dev.marquee.packaged.ledger;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.clients.NodePrograms;

/**
 * Subscribes by the client library {@code graphql-ws} or {@code graphql-sse} in a Node
 * process.
 *
 * @param name {@code ws} or {@code sse}
 */
record NodeClientTransport(String name) implements ResumingSubscriber.SubscriberTransport {

	private static final File FOLDER = new File("src/test/clients");

	/** Marks a completely written line. */
	private static final String END = " .";

	private static final String EXPIRED = "expired" + END;

	static boolean isAvailable() throws IOException, InterruptedException {
		try {
			return run("node", "--version").waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	static void install() {
		NodePrograms.install();
	}

	private static Process run(String... command) throws IOException {
		return new ProcessBuilder(command).directory(FOLDER)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	@Override
	public void follow(List<URI> all, URI address, ResumingSubscriber resumingSubscriber)
			throws IOException, InterruptedException {
		String addresses = Stream.concat(Stream.of(address), all.stream())
			.map(URI::toString)
			.collect(Collectors.joining(","));
		Process process = new ProcessBuilder("node", "ledger.mjs", this.name, addresses,
				resumingSubscriber.lastCursor(), DeliveredChange.DOCUMENT)
			.directory(FOLDER)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		IncomingMessages incomingMessages = new IncomingMessages();
		Thread reading = Thread.ofVirtual().start(() -> read(process, incomingMessages));
		try {
			while (true) {
				String line = incomingMessages.next();
				if (line.equals(EXPIRED)) {
					throw new IOException(ResumingSubscriber.EXPIRED);
				}
				for (DeliveredChange change : parseChanges(line).toList()) {
					resumingSubscriber.receive(change);
				}
			}
		}
		finally {
			// The changes that the process has written count as received.
			process.destroyForcibly();
			incomingMessages.drainAfter(reading)
				.stream()
				.flatMap(NodeClientTransport::parseChanges)
				.forEach(resumingSubscriber::append);
		}
	}

	private static void read(Process process, IncomingMessages incomingMessages) {
		try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
			lines.lines().filter((line) -> line.endsWith(END)).forEach(incomingMessages::add);
			incomingMessages.end("ended");
		}
		catch (IOException ex) {
			incomingMessages.end("cut");
		}
	}

	private static Stream<DeliveredChange> parseChanges(String line) {
		String[] parts = line.split(" ");
		return (parts.length == 3) ? Stream.of(new DeliveredChange(parts[0], parts[1])) : Stream.empty();
	}

	@Override
	public String toString() {
		return "graphql-" + this.name;
	}

}
