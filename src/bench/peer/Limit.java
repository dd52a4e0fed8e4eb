package peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import load.DirectSql;
import load.Latencies;
import load.Load;
import questions.Question;
import tools.jackson.databind.JsonNode;

/**
 * Statements written by hand, sent straight to the database: what no server over the same tables can beat without
 * keeping something.
 */
public final class Limit implements Peer {

	private final Setup setup;

	private Process process;

	private BufferedReader replies;

	private PrintWriter commands;

	public Limit(Setup setup) {
		this.setup = setup;
	}

	@Override
	public String key() {
		return "limit";
	}

	@Override
	public String title() {
		return "SQL by hand, over JDBC";
	}

	@Override
	public long start() throws IOException {
		long start = System.nanoTime();
		this.process = new ProcessBuilder(Java.program("load.DirectSql", this.setup.database().url(),
				String.valueOf(this.setup.world().events()), String.valueOf(this.setup.variants()),
				String.valueOf(this.setup.connections())))
			.redirectError(Path.of("target", "bench", "limit.log").toFile())
			.start();
		this.replies = this.process.inputReader(StandardCharsets.UTF_8);
		this.commands = new PrintWriter(this.process.outputWriter(StandardCharsets.UTF_8), true);
		if (!"ready".equals(this.replies.readLine())) {
			throw new IllegalStateException("it did not start, see target/bench/limit.log");
		}
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public boolean knows(Question question) {
		return DirectSql.knows(question);
	}

	@Override
	public JsonNode answer(Question question, int variant) throws IOException {
		return Answers.comparable(Answers.JSON.readTree(tell("answer " + question.file() + " " + variant)));
	}

	@Override
	public Load saturate(Question question, int seconds, int from) throws IOException {
		String[] reply = tell("saturate " + question.file() + " " + seconds + " " + from).split(" ");
		return new Load(Long.parseLong(reply[0]), Long.parseLong(reply[1]), Long.parseLong(reply[2]));
	}

	@Override
	public Latencies atRate(Question question, double rate, int seconds) throws IOException {
		String[] reply = tell("rate " + question.file() + " " + rate + " " + seconds).split(" ");
		return new Latencies(Double.parseDouble(reply[0]), Double.parseDouble(reply[1]), Double.parseDouble(reply[2]),
				Double.parseDouble(reply[3]), Double.parseDouble(reply[4]), Double.parseDouble(reply[5]));
	}

	private String tell(String command) throws IOException {
		this.commands.println(command);
		String reply = this.replies.readLine();
		if (reply == null || reply.startsWith("failed: ")) {
			throw new IllegalStateException(reply);
		}
		return reply;
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroy();
			this.process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
		}
	}

}
