import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds GraphiQL from {@code src/web} into {@code target/classes}, and the npm package
 * {@code marquee-client} from {@code src/web/client} and the schema into {@code target},
 * each if its sources have changed since the last build. Run it from the project's root.
 * A machine without Node or access to the packages gets a warning, because the server
 * works without them; an error in the sources fails the build.
 */
final class BuildWeb {

	private static final Path SOURCES = Path.of("src", "web");

	private static final Path BUILD_DIRECTORY = Path.of("target", "web");

	private static final Path OUTPUT = Path.of("target", "classes", "static", "graphiql");

	private static final Path HASH_FILE = BUILD_DIRECTORY.resolve("built-from.sha256");

	private static final Path CLIENT_SOURCES = SOURCES.resolve("client");

	private static final Path SCHEMA = Path.of("graphql");

	private static final Path CLIENT = Path.of("target", "client");

	private static final Path CLIENT_HASH_FILE = Path.of("target", "client.sha256");

	private static final String NPM = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";

	private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\.");

	private BuildWeb() {
	}

	static void main() throws IOException, InterruptedException {
		if (buildGraphiQl()) {
			packClient();
		}
	}

	/** Returns whether GraphiQL, and so the installed packages, are up to date. */
	private static boolean buildGraphiQl() throws IOException, InterruptedException {
		List<Path> inputs = files(SOURCES).filter((file) -> !file.startsWith(CLIENT_SOURCES)).toList();
		String hash = hash(inputs);
		if (isUpToDate(hash)) {
			return true;
		}
		if (!hasNode() || !hasNpm()) {
			warn("Node.js 20.19+ or 22.12+ and npm are not on the PATH.");
			return false;
		}
		delete(BUILD_DIRECTORY);
		copySources(inputs);
		if (!install()) {
			return false;
		}
		bundle();
		Files.writeString(HASH_FILE, hash);
		return true;
	}

	private static void packClient() throws IOException, InterruptedException {
		List<Path> sources = files(CLIENT_SOURCES).toList();
		String hash = hash(Stream.concat(sources.stream(), files(SCHEMA)).toList());
		if (Files.exists(CLIENT_HASH_FILE) && Files.readString(CLIENT_HASH_FILE).equals(hash)) {
			return;
		}
		delete(BUILD_DIRECTORY.resolve(SOURCES.relativize(CLIENT_SOURCES)));
		copySources(sources);
		Run build = run(BUILD_DIRECTORY, "node", "client/build.mjs", absolute(SCHEMA), absolute(CLIENT));
		if (!build.succeeded()) {
			fail("The package of src/web/client could not be made.", build);
		}
		Run pack = run(BUILD_DIRECTORY, NPM, "pack", absolute(CLIENT), "--pack-destination", absolute(Path.of("target")));
		if (!pack.succeeded()) {
			fail("npm could not pack the package of src/web/client.", pack);
		}
		Files.writeString(CLIENT_HASH_FILE, hash);
	}

	private static String absolute(Path path) {
		return path.toAbsolutePath().toString();
	}

	private static Stream<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> !file.startsWith(SOURCES.resolve("node_modules")))
				.filter(Files::isRegularFile)
				.sorted()
				.toList()
				.stream();
		}
	}

	private static String hash(List<Path> inputs) throws IOException {
		MessageDigest digest = sha256();
		for (Path input : inputs) {
			digest.update((input + "\0" + Files.size(input) + "\0").getBytes());
			digest.update(Files.readAllBytes(input));
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isUpToDate(String hash) throws IOException {
		return Files.exists(OUTPUT.resolve("index.html")) && Files.exists(HASH_FILE)
				&& Files.readString(HASH_FILE).equals(hash);
	}

	private static boolean hasNode() throws InterruptedException {
		try {
			Run version = run(Path.of(""), "node", "--version");
			return NODE_VERSION.matcher(version.output()).results().anyMatch(BuildWeb::supportsVite);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * The versions in the {@code engines} of Vite 8.
	 */
	private static boolean supportsVite(MatchResult version) {
		int major = Integer.parseInt(version.group(1));
		int minor = Integer.parseInt(version.group(2));
		return switch (major) {
			case 20 -> minor >= 19;
			case 22 -> minor >= 12;
			default -> major > 22;
		};
	}

	private static boolean hasNpm() throws InterruptedException {
		try {
			return run(Path.of(""), NPM, "--version").succeeded();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Copies the sources, because npm installs its modules beside them and they must not
	 * end up in {@code src}.
	 */
	private static void copySources(List<Path> inputs) throws IOException {
		for (Path input : inputs) {
			Path copy = BUILD_DIRECTORY.resolve(SOURCES.relativize(input));
			Files.createDirectories(copy.getParent());
			Files.copy(input, copy);
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

	/**
	 * Installs the packages. A failure, such as a missing network, is only a warning,
	 * except in CI, where it fails the build.
	 */
	private static boolean install() throws IOException, InterruptedException {
		Run install = run(BUILD_DIRECTORY, NPM, "ci", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1");
		if (install.succeeded()) {
			return true;
		}
		if ("true".equals(System.getenv("CI"))) {
			fail("npm could not install the packages of src/web.", install);
		}
		System.out.print(install.output());
		warn("npm could not install the packages of src/web, see above.");
		return false;
	}

	private static void bundle() throws IOException, InterruptedException {
		Run build = run(BUILD_DIRECTORY, NPM, "run", "build");
		if (!build.succeeded()) {
			fail("Vite could not build src/web.", build);
		}
	}

	private static Run run(Path directory, String... command) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile())
			.redirectErrorStream(true);
		builder.environment().put("GRAPHIQL_OUT_DIR", OUTPUT.toAbsolutePath().toString());
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes());
		return new Run(process.waitFor(), output);
	}

	private static void warn(String reason) {
		System.out.println("[WARNING] GraphiQL is not built: " + reason + " The server serves a notice instead.");
	}

	private static void fail(String reason, Run run) {
		System.out.print(run.output());
		System.out.println("[ERROR] " + reason);
		System.exit(1);
	}

	private record Run(int exitCode, String output) {

		boolean succeeded() {
			return this.exitCode == 0;
		}

	}

}
