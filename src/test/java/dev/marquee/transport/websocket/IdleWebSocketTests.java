package dev.marquee.transport.websocket;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cost of an idle socket in the running server.
 */
@IntegrationTest
@Timeout(60)
class IdleWebSocketTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	WebServerApplicationContext context;

	@Test
	void idleSocketHoldsNoBuffers() throws InterruptedException {
		long before = buffersInUse();
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			testWebSocket.subscribe("a", "subscription { eventChanges { cursor } }", Map.of());
			testWebSocket.subscribe("b", "{ __schema { types { name description } } }", Map.of());
			testWebSocket.expect("next");
			Instant end = Instant.now().plus(SOON);
			while (buffersInUse() > before && Instant.now().isBefore(end)) {
				Thread.sleep(20);
			}
			assertThat(buffersInUse()).isLessThanOrEqualTo(before);
			assertThat(testWebSocket.closed).isNotDone();
		}
	}

	private long buffersInUse() {
		JettyWebServer server = (JettyWebServer) Objects.requireNonNull(this.context.getWebServer());
		ArrayByteBufferPool pool = (ArrayByteBufferPool) server.getServer().getByteBufferPool();
		return pool.getHeapByteBufferCount() - pool.getAvailableHeapByteBufferCount() + pool.getDirectByteBufferCount()
				- pool.getAvailableDirectByteBufferCount();
	}

}
