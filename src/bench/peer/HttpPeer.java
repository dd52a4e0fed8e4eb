package peer;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import load.HttpConnection;
import load.HttpLoad;
import load.Latencies;
import load.LoadResult;
import tools.jackson.databind.JsonNode;
import workload.Variant;
import workload.Workload;

/**
 * A GraphQL server over HTTP. It supports the workloads for which there is a document.
 */
abstract class HttpPeer implements SubscriptionPeer {

	private static final long MAX_START_NANOS = TimeUnit.SECONDS.toNanos(300);

	private final String key;

	private final String title;

	private final Path documents;

	private final PeerSetup setup;

	private final int port;

	private final Map<Workload, Path> bodies = new EnumMap<>(Workload.class);

	private Process process;

	HttpPeer(String key, String title, Path documents, PeerSetup setup) throws IOException {
		this.key = key;
		this.title = title;
		this.documents = documents;
		this.setup = setup;
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
	}

	/** The command that starts the server. */
	abstract ProcessBuilder command(int port) throws Exception;

	/** A query that succeeds once the server is ready. */
	abstract String probeQuery();

	/** The values of all variables that occur in the documents. */
	abstract Map<String, Object> variables(Variant variant);

	/** Converts a response to the form of Marquee's schema. */
	JsonNode normalize(Workload workload, JsonNode data) {
		return data;
	}

	PeerSetup setup() {
		return this.setup;
	}

	@Override
	public String key() {
		return this.key;
	}

	@Override
	public String title() {
		return this.title;
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public String subscriptionDocument() throws IOException {
		return Files.readString(this.documents.resolve("changes.graphql"));
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public long start() throws Exception {
		Path log = Path.of("target", "bench", this.key + ".log");
		ProcessBuilder command = command(this.port).redirectErrorStream(true).redirectOutput(log.toFile());
		long start = System.nanoTime();
		this.process = command.start();
		while (System.nanoTime() - start < MAX_START_NANOS && this.process.isAlive()) {
			try {
				query(probeQuery(), Map.of());
				return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
			}
			catch (IOException ex) {
				Thread.sleep(10);
			}
		}
		close();
		throw new IllegalStateException("it did not start, see " + log);
	}

	JsonNode query(String document, Map<String, Object> variables) throws IOException {
		try (HttpConnection connection = new HttpConnection(this.port, List.of())) {
			return Responses.data(connection.send(HttpConnection.encodePost(body(document, variables))));
		}
	}

	private static String body(String document, Map<String, Object> variables) {
		Map<String, Object> used = new LinkedHashMap<>();
		variables.forEach((name, value) -> {
			if (document.contains("$" + name)) {
				used.put(name, value);
			}
		});
		return Responses.JSON.writeValueAsString(Map.of("query", document, "variables", used));
	}

	@Override
	public boolean supports(Workload workload) {
		return workload.parts().stream().allMatch((part) -> Files.exists(file(part)));
	}

	private Path file(Workload workload) {
		return this.documents.resolve(workload.file() + ".graphql");
	}

	private String document(Workload workload) throws IOException {
		String document = Files.readString(file(workload));
		return document.contains("...Whole") ? document + Files.readString(this.documents.resolve("whole.graphql"))
				: document;
	}

	@Override
	public JsonNode execute(Workload workload, int number) throws IOException {
		Variant variant = Variant.of(workload, this.setup.dataset(), this.setup.variants()).get(number);
		Workload part = workload.at(number);
		return Responses.comparable(normalize(part, query(document(part), variables(variant))));
	}

	/** Writes a file with one request body per line, one for each variant. */
	private Path bodies(Workload workload) throws IOException {
		Path file = this.bodies.get(workload);
		if (file == null) {
			file = Path.of("target", "bench", this.key + "-" + workload.file() + ".bodies");
			List<Variant> variants = Variant.of(workload, this.setup.dataset(), this.setup.variants());
			List<String> lines = new ArrayList<>();
			for (int number = 0; number < variants.size(); number++) {
				lines.add(body(document(workload.at(number)), variables(variants.get(number))));
			}
			Files.write(file, lines);
			this.bodies.put(workload, file);
		}
		return file;
	}

	@Override
	public LoadResult saturate(Workload workload, int seconds, int from) throws IOException, InterruptedException {
		return HttpLoad.saturate(this.port, bodies(workload), this.setup.connections(), seconds, from);
	}

	@Override
	public Latencies atRate(Workload workload, double rate, int seconds) throws Exception {
		return HttpLoad.atRate(this.port, bodies(workload), rate, seconds);
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroy();
			this.process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
		}
	}

}
