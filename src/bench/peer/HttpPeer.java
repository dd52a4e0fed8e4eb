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
import load.Load;
import questions.Question;
import questions.Variant;
import tools.jackson.databind.JsonNode;

/**
 * A server that speaks GraphQL over HTTP. What it knows is what there are documents for.
 */
abstract class HttpPeer implements Subscribable {

	private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(120);

	private final String key;

	private final String title;

	private final Path documents;

	private final Setup setup;

	private final int port;

	private final Map<Question, Path> bodies = new EnumMap<>(Question.class);

	private Process process;

	HttpPeer(String key, String title, Path documents, Setup setup) throws IOException {
		this.key = key;
		this.title = title;
		this.documents = documents;
		this.setup = setup;
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
	}

	/** The command that starts it. */
	abstract ProcessBuilder command(int port) throws Exception;

	/** A question that it can answer once it is up. */
	abstract String greeting();

	/** The variables that its documents may have. */
	abstract Map<String, Object> variables(Variant variant);

	/** An answer in Marquee's words. */
	JsonNode translated(Question question, JsonNode data) {
		return data;
	}

	Setup setup() {
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
	public String changes() throws IOException {
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
		while (System.nanoTime() - start < LONGEST_START_NANOS && this.process.isAlive()) {
			try {
				ask(greeting(), Map.of());
				return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
			}
			catch (IOException ex) {
				Thread.sleep(10);
			}
		}
		close();
		throw new IllegalStateException("it did not start, see " + log);
	}

	JsonNode ask(String document, Map<String, Object> variables) throws IOException {
		try (HttpConnection connection = new HttpConnection(this.port, List.of())) {
			return Answers.data(connection.ask(HttpConnection.post(body(document, variables))));
		}
	}

	private static String body(String document, Map<String, Object> variables) {
		Map<String, Object> used = new LinkedHashMap<>();
		variables.forEach((name, value) -> {
			if (document.contains("$" + name)) {
				used.put(name, value);
			}
		});
		return Answers.JSON.writeValueAsString(Map.of("query", document, "variables", used));
	}

	@Override
	public boolean knows(Question question) {
		return question.parts().stream().allMatch((part) -> Files.exists(file(part)));
	}

	private Path file(Question question) {
		return this.documents.resolve(question.file() + ".graphql");
	}

	private String document(Question question) throws IOException {
		String document = Files.readString(file(question));
		return document.contains("...Whole") ? document + Files.readString(this.documents.resolve("whole.graphql"))
				: document;
	}

	@Override
	public JsonNode answer(Question question, int number) throws IOException {
		Variant variant = Variant.of(question, this.setup.world(), this.setup.variants()).get(number);
		Question part = question.at(number);
		return Answers.comparable(translated(part, ask(document(part), variables(variant))));
	}

	/** A file with a body a line, one for each variant. */
	private Path bodies(Question question) throws IOException {
		Path file = this.bodies.get(question);
		if (file == null) {
			file = Path.of("target", "bench", this.key + "-" + question.file() + ".bodies");
			List<Variant> variants = Variant.of(question, this.setup.world(), this.setup.variants());
			List<String> lines = new ArrayList<>();
			for (int number = 0; number < variants.size(); number++) {
				lines.add(body(document(question.at(number)), variables(variants.get(number))));
			}
			Files.write(file, lines);
			this.bodies.put(question, file);
		}
		return file;
	}

	@Override
	public Load saturate(Question question, int seconds, int from) throws IOException, InterruptedException {
		return HttpLoad.saturate(this.port, bodies(question), this.setup.connections(), seconds, from);
	}

	@Override
	public Latencies atRate(Question question, double rate, int seconds) throws Exception {
		return HttpLoad.atRate(this.port, bodies(question), rate, seconds);
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroy();
			this.process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
		}
	}

}
