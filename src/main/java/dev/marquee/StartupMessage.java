package dev.marquee;

import dev.marquee.security.EditorKey;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Prints the address of GraphiQL and a generated editor key as the last lines of the
 * start.
 */
@Component
class StartupMessage {

	private final EditorKey editorKey;

	StartupMessage(EditorKey editorKey) {
		this.editorKey = editorKey;
	}

	@EventListener
	void print(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof ServletWebServerApplicationContext web
				&& web.getWebServer() != null) {
			String scheme = Ssl.isEnabled(web.getBean(ServerProperties.class).getSsl()) ? "https" : "http";
			System.out
				.println("Marquee is ready: " + scheme + "://localhost:" + web.getWebServer().getPort() + "/graphiql");
			this.editorKey.generatedToken()
				.ifPresent((key) -> System.out.println("Editor key (paste into GraphiQL's Key pane): " + key));
		}
	}

}
