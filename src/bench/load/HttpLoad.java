package load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Load over HTTP: at the maximum rate by wrk, and at a fixed rate by {@link OpenLoop}.
 */
public final class HttpLoad {

	/** More than the database pools have, so that a stalled server does not delay the schedule. */
	private static final int OPEN_CONNECTIONS = 32;

	private static final Pattern DONE = Pattern.compile("done (\\d+) (\\d+) (\\d+) (\\d+)");

	private HttpLoad() {
	}

	/**
	 * Sends as many requests as {@code connections} connections can send sequentially.
	 * @param bodies a file with one request body per line, sent in turn
	 * @param from the first line to send
	 */
	public static LoadResult saturate(int port, Path bodies, int connections, int seconds, int from)
			throws IOException, InterruptedException {
		Process wrk = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "30s", "-s",
				"src/bench/load/wrk.lua", "http://127.0.0.1:" + port + "/graphql", "--", bodies.toString(),
				String.valueOf(from))
			.redirectErrorStream(true)
			.start();
		String output = new String(wrk.getInputStream().readAllBytes());
		wrk.waitFor();
		Matcher done = DONE.matcher(output);
		if (!done.find() || !done.group(4).equals("0")) {
			throw new IllegalStateException(output);
		}
		return new LoadResult(Long.parseLong(done.group(1)), Long.parseLong(done.group(2)), Long.parseLong(done.group(3)));
	}

	public static Latencies atRate(int port, Path bodies, double rate, int seconds) throws Exception {
		List<byte[]> requests = new ArrayList<>();
		for (String body : Files.readAllLines(bodies)) {
			requests.add(HttpConnection.encodePost(body));
		}
		List<HttpConnection> connections = new ArrayList<>();
		try {
			for (int i = 0; i < OPEN_CONNECTIONS; i++) {
				connections.add(new HttpConnection(port, requests));
			}
			return OpenLoop.run(connections, rate, seconds);
		}
		finally {
			for (HttpConnection connection : connections) {
				connection.close();
			}
		}
	}

}
