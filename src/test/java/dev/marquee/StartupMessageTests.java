package dev.marquee;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The last lines of the start.
 */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class StartupMessageTests {

	@Autowired
	StartupMessage startupMessage;

	@Autowired
	ConfigurableApplicationContext context;

	@Test
	void configuredKeyIsReferredToButNotPrinted(CapturedOutput output) {
		this.startupMessage
			.print(new ApplicationReadyEvent(new SpringApplication(), new String[0], this.context, Duration.ZERO));
		assertThat(output.getOut()).contains("/graphiql")
			.contains("the value of marquee.editor-token (MARQUEE_EDITOR_TOKEN)")
			.doesNotContain(IntegrationTest.EDITOR_TOKEN);
	}

}
