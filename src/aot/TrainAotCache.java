import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Extracts target/marquee.jar into target/marquee and creates an AOT cache beside it. The
 * JDK writes the cache at the end of a training run, in which Marquee starts on its own
 * database and executes the queries of GraphiQL's tabs. A second run requires the cache
 * and prints the time until the first response. Run it from the project's root.
 */
class TrainAotCache {

	private static final Path TARGET = Path.of("target").toAbsolutePath();

	private static final Path HOME = TARGET.resolve("marquee");

	private static final Path DATA = TARGET.resolve("aot-training");

	private static final String CACHE = "marquee.aot";

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	private static final String READY = "Marquee is ready: ";

	/** Enough for the JDK to record profiles of the methods that are worth compiling. */
	private static final int ROUNDS = 50;

	static void main() throws IOException, InterruptedException {
		if (!ProcessHandle.current().supportsNormalTermination()) {
			throw new IllegalStateException(
					"The JDK writes the cache at a normal exit, and this platform cannot terminate a process normally.");
		}
		delete(DATA);
		// --force, because the directory may contain a data directory, which must stay.
		run(TARGET, "-Djarmode=tools", "-jar", "marquee.jar", "extract", "--destination", HOME.toString(), "--force");
		Files.deleteIfExists(HOME.resolve(CACHE));
		try {
			serve(ROUNDS, "-XX:AOTCacheOutput=" + CACHE);
			Duration firstResponse = serve(1, "-XX:AOTCache=" + CACHE, "-XX:AOTMode=on");
			System.out.printf(Locale.ROOT, "%s: %d MB; first response %.1f s after a start with it%n",
					TARGET.getParent().relativize(HOME.resolve(CACHE)), Files.size(HOME.resolve(CACHE)) >> 20,
					firstResponse.toMillis() / 1000.0);
		}
		finally {
			delete(DATA);
		}
	}

	/**
	 * Starts Marquee, executes all operations and stops it normally.
	 * @return the time from the start of the process to the first response
	 */
	private static Duration serve(int rounds, String... options) throws IOException, InterruptedException {
		long start = System.nanoTime();
		Process marquee = start(options);
		try (HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
			URI page = awaitReady(marquee);
			send(client, operation(page, "{\"query\": \"{ events(first: 20) { nodes { name } } }\"}"));
			Duration firstResponse = Duration.ofNanos(System.nanoTime() - start);
			send(client, HttpRequest.newBuilder(page));
			List<String> operations = operations();
			for (int round = 0; round < rounds; round++) {
				for (String operation : operations) {
					send(client, operation(page, operation));
				}
			}
			return firstResponse;
		}
		finally {
			// Process.destroy() would close the output, and the JDK would then exit before
			// it has written the cache. ProcessHandle.destroy() leaves it open.
			marquee.toHandle().destroy();
			marquee.waitFor();
		}
	}

	/**
	 * Runs the jar by its relative name in its own directory, because the JDK records the
	 * name: with a cache trained by an absolute path, Marquee does not start after the
	 * directory was moved.
	 */
	private static Process start(String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(JAVA));
		command.addAll(List.of(options));
		command.addAll(List.of("-jar", "marquee.jar"));
		ProcessBuilder builder = new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("SPRING_"));
		builder.environment().put("MARQUEE_DATA_DIR", DATA.toString());
		builder.environment().put("SERVER_PORT", "0");
		return builder.start();
	}

	private static URI awaitReady(Process marquee) throws IOException {
		List<String> lines = new ArrayList<>();
		var reader = marquee.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			lines.add(line);
			if (line.startsWith(READY)) {
				Thread.ofVirtual().start(() -> drain(marquee));
				return URI.create(line.substring(READY.length()));
			}
		}
		throw new IllegalStateException("Marquee did not start:\n" + String.join("\n", lines));
	}

	/** Without this the process would block once its output buffer is full. */
	private static void drain(Process process) {
		try {
			process.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// The process has ended and closed its output.
		}
	}

	private static List<String> operations() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/web/operations"))) {
			List<String> operations = new ArrayList<>();
			for (Path file : files.filter((file) -> file.toString().endsWith(".graphql")).sorted().toList()) {
				if (!isQuery(file)) {
					continue;
				}
				Path variables = Path.of(file.toString().replace(".graphql", ".variables.json"));
				operations.add("{\"query\": \"" + escape(Files.readString(file)) + "\", \"variables\": "
						+ (Files.exists(variables) ? Files.readString(variables) : "{}") + "}");
			}
			return operations;
		}
	}

	/** Mutations need a key, and subscriptions a connection that stays open. */
	private static boolean isQuery(Path file) throws IOException {
		return Files.readString(file)
			.lines()
			.noneMatch((line) -> line.startsWith("mutation") || line.startsWith("subscription"));
	}

	private static String escape(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
	}

	private static HttpRequest.Builder operation(URI page, String json) {
		return HttpRequest.newBuilder(page.resolve("/graphql"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json));
	}

	private static void send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
		if (response.statusCode() != 200 || response.body().startsWith("{\"errors\"")) {
			throw new IllegalStateException(response + ": " + response.body());
		}
	}

	private static void run(Path directory, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(JAVA));
		command.addAll(List.of(arguments));
		if (new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start().waitFor() != 0) {
			throw new IllegalStateException("Command failed: " + String.join(" ", command));
		}
	}

	private static void delete(Path directory) throws IOException {
		if (Files.notExists(directory)) {
			return;
		}
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

}
