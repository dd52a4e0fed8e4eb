package dev.marquee;

import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that each rule of {@link ArchitectureTests} can fail, with classes that violate
 * it. A new rule needs a violation in {@link #SOURCES}.
 */
class ArchitectureRuleViolationTests {

	private static final Pattern TYPE_NAME = Pattern.compile("(?:class|@interface) (\\w+)");

	private static final List<String> SOURCES = List.of("package dev.marquee.ingest; public class IngestType { }",
			"package dev.marquee.event; public class EventClass { dev.marquee.ingest.IngestType ingest; dev.marquee.venue.VenueType venue; }",
			"package dev.marquee.venue; public class VenueType { dev.marquee.event.EventClass event; }",
			"package dev.marquee.query; public class QueryType { dev.marquee.event.EventClass event; }",
			"package dev.marquee.security; public class SecurityType { dev.marquee.event.EventClass event; }",
			"package dev.marquee.limits; public class LimitsType { dev.marquee.event.EventClass event; }",
			"package dev.marquee.mutation; public class MutationType { dev.marquee.event.EventClass event; }",
			"package dev.marquee.transport; public class TransportType { dev.marquee.event.EventClass event; }",
			"package dev.marquee.mcp; public class ToolType { }",
			"package dev.marquee.output; public class OutputType { dev.marquee.mcp.ToolType tool; }",
			"package dev.marquee.text; public class Clocks { java.time.Instant now = java.time.Instant.now(); }",
			"package dev.marquee.text; public class TextManager { }",
			"package dev.marquee.text; public class Stream { }",
			"package dev.marquee.text; public class Outer { static class EventClass { } }",
			"package dev.marquee.query.compile; public class Compiler { dev.marquee.query.execute.Execution execution; }",
			"package dev.marquee.query.execute; public class Execution { dev.marquee.query.compile.Compiler compiler; }",
			"package graphql; public @interface Internal { }",
			"package graphql.execution; @graphql.Internal public class FieldCollector { }",
			"package dev.marquee.text; public class InternalsUser { graphql.execution.FieldCollector collector; }",
			"package org.apache.coyote; public class ServerInternal { }",
			"package dev.marquee.text; public class ServerUser { org.apache.coyote.ServerInternal server; }", """
					package org.springframework.beans.factory.annotation;
					@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
					public @interface Autowired { }""",
			"""
					package dev.marquee.text;
					public class Injected { @org.springframework.beans.factory.annotation.Autowired Object dependency; }""");

	private static JavaClasses violatingClasses;

	@BeforeAll
	static void compile(@TempDir Path directory) {
		List<JavaFileObject> sources = SOURCES.stream().map(ArchitectureRuleViolationTests::sourceFile).toList();
		List<String> options = List.of("-d", directory.toString(), "-classpath", directory.toString(), "-proc:none");
		boolean compiled = ToolProvider.getSystemJavaCompiler()
			.getTask(null, null, null, options, null, sources)
			.call();
		assertThat(compiled).isTrue();
		violatingClasses = new ClassFileImporter().importPath(directory);
	}

	static Stream<String> rules() {
		return Arrays.stream(ArchitectureTests.class.getDeclaredFields())
			.filter((field) -> field.getType() == ArchRule.class)
			.map(Field::getName);
	}

	@ParameterizedTest
	@MethodSource("rules")
	void ruleReportsViolation(String name) throws ReflectiveOperationException {
		ArchRule rule = (ArchRule) ArchitectureTests.class.getDeclaredField(name).get(null);
		assertThat(rule.evaluate(violatingClasses).hasViolation()).as("%s has a violation in SOURCES", name).isTrue();
	}

	private static JavaFileObject sourceFile(String source) {
		String name = TYPE_NAME.matcher(source)
			.results()
			.map((MatchResult type) -> type.group(1))
			.findFirst()
			.orElseThrow();
		return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}
		};
	}

}
