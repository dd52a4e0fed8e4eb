package dev.marquee;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells, as the last line of the start, where to go.
 */
@Component
class Greeting {

	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof ServletWebServerApplicationContext web
				&& web.getWebServer() != null) {
			System.out.println("Marquee is ready: http://localhost:" + web.getWebServer().getPort() + "/graphiql");
		}
	}

}
