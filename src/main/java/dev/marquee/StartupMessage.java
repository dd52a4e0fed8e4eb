package dev.marquee;

import dev.marquee.security.EditorKey;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Prints, as the last lines of the start, the address of GraphiQL and an API key or where
 * it comes from.
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
			System.out.println(describeKey());
		}
	}

	/** A configured key is a secret of the operator, who knows it. */
	private String describeKey() {
		if (this.editorKey.generatedToken().isPresent()) {
			return "API key with all scopes, for the pane Key of GraphiQL: " + this.editorKey.generatedToken().get();
		}
		return this.editorKey.isConfigured()
				? "API key with all scopes, for the pane Key of GraphiQL: the value of marquee.editor-token (MARQUEE_EDITOR_TOKEN)"
				: "API keys: create one with \"java -jar marquee.jar key create --name NAME --scope SCOPE\"";
	}

}
