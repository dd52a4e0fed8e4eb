package peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import load.JdbcLoad;
import load.Latencies;
import load.LoadResult;
import tools.jackson.databind.JsonNode;
import workload.Workload;

/**
 * Hand-written statements sent directly to the database: without caching, no server over the same tables can be faster. A
 * server that keeps rendered objects can.
 */
public final class HandwrittenSql implements Peer {

	private final PeerSetup setup;

	private Process process;

	private BufferedReader responses;

	private PrintWriter commands;

	public HandwrittenSql(PeerSetup setup) {
		this.setup = setup;
	}

	@Override
	public String key() {
		return "limit";
	}

	@Override
	public String title() {
		return "SQL by hand";
	}

	@Override
	public long start() throws IOException {
		long start = System.nanoTime();
		this.process = new ProcessBuilder(JavaCommand.forMainClass("load.JdbcLoad", this.setup.database().url(),
				String.valueOf(this.setup.dataset().events()), String.valueOf(this.setup.variants()),
				String.valueOf(this.setup.connections())))
			.redirectError(Path.of("target", "bench", "limit.log").toFile())
			.start();
		this.responses = this.process.inputReader(StandardCharsets.UTF_8);
		this.commands = new PrintWriter(this.process.outputWriter(StandardCharsets.UTF_8), true);
		if (!"ready".equals(this.responses.readLine())) {
			throw new IllegalStateException("it did not start, see target/bench/limit.log");
		}
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public boolean supports(Workload workload) {
		return JdbcLoad.supports(workload);
	}

	@Override
	public JsonNode execute(Workload workload, int variant) throws IOException {
		return Responses.comparable(Responses.JSON.readTree(send("execute " + workload.file() + " " + variant)));
	}

	@Override
	public LoadResult saturate(Workload workload, int seconds, int from) throws IOException {
		String[] response = send("saturate " + workload.file() + " " + seconds + " " + from).split(" ");
		return new LoadResult(Long.parseLong(response[0]), Long.parseLong(response[1]), Long.parseLong(response[2]));
	}

	@Override
	public Latencies atRate(Workload workload, double rate, int seconds) throws IOException {
		String[] response = send("rate " + workload.file() + " " + rate + " " + seconds).split(" ");
		return new Latencies(Double.parseDouble(response[0]), Double.parseDouble(response[1]), Double.parseDouble(response[2]),
				Double.parseDouble(response[3]), Double.parseDouble(response[4]), Double.parseDouble(response[5]));
	}

	private String send(String command) throws IOException {
		this.commands.println(command);
		String response = this.responses.readLine();
		if (response == null || response.startsWith("failed: ")) {
			throw new IllegalStateException(response);
		}
		return response;
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroy();
			this.process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
		}
	}

}
