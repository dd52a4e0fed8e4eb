package dev.marquee.packaged;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.marquee.db.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar as a process: start, stop, kill, a second start and the import command.
 */
class PackagedServerTests {

	private static final String READY = "Marquee is ready: http://localhost:";

	private static final String DOCUMENT = """
			# Event Details

			- **Event Name**: %s
			- **Event Start and End Date**: Fri, 20 Feb, 2026 at 12:30 pm
			- **Event URL**: https://listings.example/%d
			""";

	@TempDir
	Path directory;

	private final List<Process> started = new ArrayList<>();

	@AfterEach
	void stopAll() throws InterruptedException {
		for (Process process : this.started) {
			process.destroy();
			process.waitFor(30, TimeUnit.SECONDS);
		}
	}

	@Test
	void embeddedDatabaseSurvivesKillAndRestart() throws Exception {
		RunningServer first = startServer();
		assertThat(first.lines().getLast()).startsWith(READY).endsWith("/graphiql");
		assertThat(first.execute("{ events { totalCount } }")).isEqualTo("{\"data\":{\"events\":{\"totalCount\":31}}}");
		assertThat(first.execute("{ events { nodes { name venue { city } } } }")).contains("Lisbon");
		assertThat(first.get("/graphiql/")).contains("<title>");

		Process second = start(Map.of(), "--server.port=0");
		assertThat(output(second)).contains("is in use by another Marquee").contains("MARQUEE_DATA_DIR");
		assertThat(second.waitFor()).isEqualTo(1);
		Process command = start(Map.of(), "import", document("While it runs", 1).toString());
		assertThat(output(command)).contains("is in use by another Marquee");
		assertThat(command.waitFor()).isEqualTo(1);
		assertThat(first.execute("{ __typename }")).contains("Query");

		first.process().destroyForcibly().waitFor();
		RunningServer again = startServer();
		assertThat(again.execute("{ events { totalCount } }")).contains("31");
		again.process().destroy();
		assertThat(again.process().waitFor(30, TimeUnit.SECONDS)).isTrue();

		Process imported = start(Map.of(), "import", document("After it stopped", 2).toString());
		assertThat(output(imported)).contains("imported: 1 created, 0 updated, 0 unchanged, 0 rejected");
		assertThat(imported.waitFor()).isZero();
		assertThat(startServer().execute("{ events { totalCount } }")).contains("32");
	}

	@Test
	void externalPostgresIsUsedUnchanged() throws Exception {
		TestDatabase.clear();
		Map<String, String> database = Map.of("SPRING_DATASOURCE_URL", TestDatabase.url());
		Path good = document("Good", 3);
		Path bad = Files.writeString(this.directory.resolve("bad.txt"), "nothing of a listing");
		Process imported = start(database, "import", this.directory.toString());
		assertThat(output(imported)).contains("created   " + good)
			.contains("rejected  " + bad)
			.contains("This looks like text that is not a listing")
			.endsWith("imported: 1 created, 0 updated, 0 unchanged, 1 rejected\n");
		assertThat(imported.waitFor()).isEqualTo(1);

		RunningServer server = startServer(database);
		assertThat(server.execute("{ events { nodes { name } } }"))
			.isEqualTo("{\"data\":{\"events\":{\"nodes\":[{\"name\":\"Good\"}]}}}");
		assertThat(Files.exists(this.directory.resolve("data"))).isFalse();
	}

	@Test
	void terminatedImportStoresWhatItHasPrinted() throws Exception {
		TestDatabase.clear();
		for (int number = 0; number < 1000; number++) {
			document("Walk " + number, number);
		}
		Process imported = start(Map.of("SPRING_DATASOURCE_URL", TestDatabase.url()), "import",
				this.directory.toString());
		List<String> lines = new ArrayList<>();
		try (BufferedReader reader = imported.inputReader(StandardCharsets.UTF_8)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				lines.add(line);
				if (lines.size() == 10) {
					// Process.destroy() would close the output, too.
					imported.toHandle().destroy();
				}
			}
		}
		assertThat(imported.waitFor()).isEqualTo(143);
		int created = (int) lines.stream().filter((line) -> line.startsWith("created")).count();
		assertThat(created).isBetween(1, 999);
		assertThat(lines).contains("imported: " + created + " created, 0 updated, 0 unchanged, 0 rejected")
			.last()
			.asString()
			.startsWith("Interrupted. Every listing above is stored");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isEqualTo(created);
	}

	@Test
	void jarStatesItsVersion() throws IOException {
		try (JarFile jar = new JarFile("target/marquee.jar");
				InputStream stored = jar.getInputStream(jar.getJarEntry("META-INF/build-info.properties"))) {
			Properties info = new Properties();
			info.load(stored);
			assertThat(info.getProperty("build.version")).isNotBlank();
			assertThat(info).doesNotContainKey("build.time");
		}
	}

	private Path document(String name, int number) throws IOException {
		return Files.writeString(this.directory.resolve(number + ".txt"), DOCUMENT.formatted(name, number));
	}

	private RunningServer startServer() throws Exception {
		return startServer(Map.of());
	}

	private RunningServer startServer(Map<String, String> environment) throws Exception {
		int port = freePort();
		Process process = start(environment, "--server.port=" + port);
		List<String> lines = new ArrayList<>();
		var reader = process.inputReader(StandardCharsets.UTF_8);
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			lines.add(line);
			if (line.startsWith(READY)) {
				return new RunningServer(process, port, lines);
			}
		}
		throw new AssertionError("Marquee did not start:\n" + String.join("\n", lines));
	}

	private Process start(Map<String, String> environment, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
						Path.of("target/marquee.jar").toAbsolutePath().toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("MARQUEE_DATA_DIR", this.directory.resolve("data").toString());
		builder.environment().putAll(environment);
		Process process = builder.start();
		this.started.add(process);
		return process;
	}

	private static String output(Process process) throws IOException {
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private record RunningServer(Process process, int port, List<String> lines) {

		String execute(String query) throws Exception {
			return send(HttpRequest.newBuilder(uri("/graphql"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"query\":\"" + query + "\"}")));
		}

		String get(String path) throws Exception {
			return send(HttpRequest.newBuilder(uri(path)));
		}

		private String send(HttpRequest.Builder request) throws Exception {
			try (HttpClient client = HttpClient.newHttpClient()) {
				return client.send(request.build(), BodyHandlers.ofString()).body();
			}
		}

		private URI uri(String path) {
			return URI.create("http://localhost:" + this.port + path);
		}

	}

}
