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
 * Builds GraphiQL from {@code src/web} into the classes, if that changed since the last
 * build. Started from the project's root. The server does without the page, so a machine
 * that cannot build it gets a warning; a page that is wrong fails the build.
 */
final class BuildWeb {

	private static final Path SOURCES = Path.of("src", "web");

	private static final Path WORKSHOP = Path.of("target", "web");

	private static final Path PAGE = Path.of("target", "classes", "static", "graphiql");

	private static final Path STAMP = WORKSHOP.resolve("built-from.sha256");

	private static final String NPM = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";

	private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\.");

	private BuildWeb() {
	}

	static void main() throws IOException, InterruptedException {
		List<Path> inputs = inputs();
		String hash = hash(inputs);
		if (isBuiltFrom(hash)) {
			return;
		}
		if (!hasNode() || !hasNpm()) {
			warn("Node.js 20.19+ or 22.12+ and npm are not on the PATH.");
			return;
		}
		layOut(inputs);
		if (!install()) {
			return;
		}
		bundle();
		Files.writeString(STAMP, hash);
	}

	private static List<Path> inputs() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> !file.startsWith(SOURCES.resolve("node_modules")))
				.filter(Files::isRegularFile)
				.sorted()
				.toList();
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

	private static boolean isBuiltFrom(String hash) throws IOException {
		return Files.exists(PAGE.resolve("index.html")) && Files.exists(STAMP) && Files.readString(STAMP).equals(hash);
	}

	private static boolean hasNode() throws InterruptedException {
		try {
			Run version = run(Path.of(""), "node", "--version");
			return NODE_VERSION.matcher(version.output()).results().anyMatch(BuildWeb::runsVite);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * The versions that Vite 8 names in its {@code engines}.
	 */
	private static boolean runsVite(MatchResult version) {
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
	 * Copies the inputs, because npm puts its modules beside them and these do not belong
	 * into {@code src}.
	 */
	private static void layOut(List<Path> inputs) throws IOException {
		delete(WORKSHOP);
		for (Path input : inputs) {
			Path copy = WORKSHOP.resolve(SOURCES.relativize(input));
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
	 * Packages that cannot be had are no fault of the project, unless in CI, which is
	 * there to tell.
	 */
	private static boolean install() throws IOException, InterruptedException {
		Run install = run(WORKSHOP, NPM, "ci", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1");
		if (install.succeeded()) {
			return true;
		}
		if ("true".equals(System.getenv("CI"))) {
			fail("npm could not install the packages of src/web.", install);
		}
		System.out.print(install.output());
		warn("npm could not install its packages, see above.");
		return false;
	}

	private static void bundle() throws IOException, InterruptedException {
		Run build = run(WORKSHOP, NPM, "run", "build");
		if (!build.succeeded()) {
			fail("Vite could not build src/web.", build);
		}
	}

	private static Run run(Path directory, String... command) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile())
			.redirectErrorStream(true);
		builder.environment().put("GRAPHIQL_OUT_DIR", PAGE.toAbsolutePath().toString());
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes());
		return new Run(process.waitFor(), output);
	}

	private static void warn(String reason) {
		System.out.println("[WARNING] GraphiQL is not built: " + reason + " The server works without it.");
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
