package dev.marquee;

import dev.marquee.access.EditorKey;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells, as the last lines of the start, where to go and with what key.
 */
@Component
class Greeting {

	private final EditorKey editor;

	Greeting(EditorKey editor) {
		this.editor = editor;
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof ServletWebServerApplicationContext web
				&& web.getWebServer() != null) {
			String scheme = Ssl.isEnabled(web.getBean(ServerProperties.class).getSsl()) ? "https" : "http";
			System.out
				.println("Marquee is ready: " + scheme + "://localhost:" + web.getWebServer().getPort() + "/graphiql");
			this.editor.made().ifPresent((key) -> System.out.println("To write, put this into its Key pane: " + key));
		}
	}

}
