package dev.marquee.clients;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The site of {@code src/example}, bundled and served on a random port. It shows the
 * events of a server and has a key of that server.
 */
final class ExampleSite implements AutoCloseable {

	static final Path FOLDER = Path.of("src/example");

	private static final Path CLIENT = Path.of("target/client/package.json");

	private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");

	private final Process vite;

	private final String address;

	private ExampleSite(Process vite, String address) {
		this.vite = vite;
		this.address = address;
	}

	/** Installs its packages, generates its types, compiles and bundles it. */
	static void build() {
		assumeTrue(System.getenv("CI") != null || Files.exists(CLIENT), "The build has not made the client's package");
		NodePrograms.install(FOLDER);
		NodePrograms.runScript(FOLDER, "build");
	}

	static ExampleSite start(URI marquee, String key) throws IOException {
		ProcessBuilder preview = new ProcessBuilder("node", "node_modules/vite/bin/vite.js", "preview", "--host",
				"localhost", "--port", "0");
		preview.environment().put("MARQUEE_URL", marquee.toString());
		preview.environment().put("MARQUEE_KEY", key);
		preview.environment().put("NO_COLOR", "1");
		Process vite = preview.directory(FOLDER.toFile()).redirectErrorStream(true).start();
		String address = vite.inputReader()
			.lines()
			.flatMap((line) -> ADDRESS.matcher(line).results())
			.map(MatchResult::group)
			.findFirst()
			.orElseThrow();
		return new ExampleSite(vite, address);
	}

	String uri(String path) {
		return this.address + path;
	}

	@Override
	public void close() {
		this.vite.destroy();
	}

}
