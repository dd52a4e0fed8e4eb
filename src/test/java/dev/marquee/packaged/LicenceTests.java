package dev.marquee.packaged;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar brings its licence, and names those of all that it contains.
 */
class LicenceTests {

	private static final Path JAR = Path.of("target/marquee.jar");

	private static final Pattern LIBRARY = Pattern.compile("BOOT-INF/lib/(.+?)-\\d[^/]*\\.jar");

	private static final Pattern NAME = Pattern.compile("(?m)(?:^  |, )([\\w.-]+\\*?)(?=,| \\(|$)");

	@Test
	void jarHasTheLicenceOfTheRepository() throws IOException {
		assertThat(text("META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")))
			.contains("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS");
	}

	@Test
	void noticeNamesTheDataAndPrograms() throws IOException {
		assertThat(text("META-INF/NOTICE")).contains("OpenStreetMap contributors", "Open Database License (ODbL) 1.0",
				"The PostgreSQL Global Development Group", "GraphiQL", "OpenSSL Toolkit");
	}

	@Test
	void noticeNamesEveryLibrary() throws IOException {
		List<String> names = NAME.matcher(text("META-INF/NOTICE")).results().map((name) -> name.group(1)).toList();
		List<String> libraries;
		try (JarFile jar = new JarFile(JAR.toFile())) {
			libraries = jar.stream()
				.map((entry) -> LIBRARY.matcher(entry.getName()))
				.flatMap((name) -> name.results().map((MatchResult found) -> found.group(1)))
				.toList();
		}
		assertThat(libraries).hasSizeGreaterThan(50)
			.allSatisfy((library) -> assertThat(names).as(library).anyMatch((name) -> isNamed(library, name)));
	}

	private static boolean isNamed(String library, String name) {
		return name.endsWith("*") ? library.startsWith(name.substring(0, name.length() - 1)) : library.equals(name);
	}

	private static String text(String entry) throws IOException {
		try (JarFile jar = new JarFile(JAR.toFile())) {
			assertThat(jar.getEntry(entry)).as(entry).isNotNull();
			return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
