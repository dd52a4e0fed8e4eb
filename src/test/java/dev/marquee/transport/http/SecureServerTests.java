package dev.marquee.transport.http;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * TLS, HTTP/2 with and without TLS, and WebSockets on the same port.
 */
@Timeout(120)
class SecureServerTests {

	private static final String PASSWORD = "changeit";

	@TempDir
	static Path folder;

	@Test
	void tlsServesHttp2AndWebSockets() throws Exception {
		Path keys = folder.resolve("keys.p12");
		makeKeys(keys);
		try (ConfigurableApplicationContext server = start("--server.http2.enabled=true",
				"--server.ssl.key-store=" + keys, "--server.ssl.key-store-password=" + PASSWORD);
				HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
			String address = "localhost:" + port(server) + "/graphql";
			HttpResponse<String> response = get(client, "https://" + address);
			assertThat(response.version()).isEqualTo(Version.HTTP_2);
			assertThat(response.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
			assertThat(response.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
			assertThat(acknowledgement(client, "wss://" + address)).isEqualTo("{\"type\":\"connection_ack\"}");
		}
	}

	@Test
	void cleartextServesHttp2AndWebSockets() throws Exception {
		try (ConfigurableApplicationContext server = start("--server.http2.enabled=true");
				HttpClient client = HttpClient.newHttpClient()) {
			String address = "localhost:" + port(server) + "/graphql";
			HttpResponse<String> response = get(client, "http://" + address);
			assertThat(response.version()).isEqualTo(Version.HTTP_2);
			assertThat(response.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
			assertThat(acknowledgement(client, "ws://" + address)).isEqualTo("{\"type\":\"connection_ack\"}");
		}
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(MarqueeApplication.class)
			.properties("server.port=0", "spring.datasource.url=" + TestDatabase.url(), "marquee.editor-token=secret")
			.run(arguments);
	}

	private static String port(ConfigurableApplicationContext server) {
		return server.getEnvironment().getRequiredProperty("local.server.port");
	}

	private static HttpResponse<String> get(HttpClient client, String uri) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(uri + "?query=%7B__typename%7D")).build();
		return client.send(request, BodyHandlers.ofString());
	}

	private static String acknowledgement(HttpClient client, String uri) {
		CompletableFuture<String> first = new CompletableFuture<>();
		WebSocket socket = client.newWebSocketBuilder()
			.subprotocols("graphql-transport-ws")
			.buildAsync(URI.create(uri), new WebSocket.Listener() {

				@Override
				public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
					first.complete(text.toString());
					return null;
				}

			})
			.join();
		socket.sendText("{\"type\":\"connection_init\"}", true);
		String message = first.orTimeout(10, TimeUnit.SECONDS).join();
		socket.abort();
		return message;
	}

	private static void makeKeys(Path keys) throws Exception {
		Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair", "-alias",
				"marquee", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-keystore",
				keys.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD)
			.inheritIO()
			.start();
		assertThat(keytool.waitFor()).isZero();
	}

	private static SSLContext trusting(Path keys) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(keys)) {
			store.load(input, PASSWORD.toCharArray());
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
