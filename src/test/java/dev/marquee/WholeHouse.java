package dev.marquee;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.marquee.WholeHouse.OnTestDatabase;
import dev.marquee.database.TestDatabase;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a test against the whole application on a real port and the real database. All
 * such tests share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnTestDatabase.class)
@Import({ Statements.class, Client.class, TestClock.class })
public @interface WholeHouse {

	/** The key that may do everything. */
	String EDITOR = "the-editor-of-the-tests";

	/**
	 * Points the application at the tests' database.
	 */
	class OnTestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues
				.of("spring.datasource.url=" + TestDatabase.url(), "marquee.statement-timeout=6s",
						"marquee.editor-token=" + EDITOR, "spring.graphql.websocket.keep-alive=2s",
						"marquee.trusted-documents=src/test/resources/documents/codegen.json",
						"spring.graphql.cors.allowed-origins=https://pages.example",
						"server.tomcat.connection-timeout=2s", "marquee.measured-operations=Measured")
				.applyTo(context);
		}

	}

}
