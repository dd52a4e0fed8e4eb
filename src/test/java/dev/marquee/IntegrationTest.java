package dev.marquee;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.marquee.IntegrationTest.TestDatabaseInitializer;
import dev.marquee.database.TestDatabase;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a test against the whole application on a random port and a real PostgreSQL. All
 * integration tests share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
@Import({ StatementRecorder.class, GraphQlTestClient.class, TestClock.class })
public @interface IntegrationTest {

	/** The editor key, which has all scopes. */
	String EDITOR_TOKEN = "test-editor-token";

	/**
	 * Configures the application to use the test database.
	 */
	class TestDatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues.of("spring.datasource.url=" + TestDatabase.url(), "marquee.statement-timeout=6s",
					"marquee.editor-token=" + EDITOR_TOKEN, "marquee.limits.aliases=2400",
					"marquee.limits.directives=1000", "marquee.max-cost=100000", "marquee.metrics.operations=Measured",
					"spring.graphql.websocket.keep-alive=2s", "marquee.allow-local-origins=true",
					"marquee.trusted-documents=src/test/resources/documents/codegen.json",
					"spring.graphql.cors.allowed-origins=https://pages.example", "marquee.request-idle-timeout=2s",
					"marquee.event-page=https://site.example/{date}/{slug}", "marquee.upcoming-interval=1h")
				.applyTo(context);
		}

	}

}
