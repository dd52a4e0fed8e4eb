package dev.marquee.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.changefeed.TestWebSocket;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a socket that waits costs, in the server as it runs.
 */
@IntegrationTest
@Timeout(60)
class IdleSocketTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	WebServerApplicationContext context;

	@Test
	void aSocketThatWaitsKeepsNoBuffers() throws InterruptedException {
		try (TestWebSocket testWebSocket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"))) {
			testWebSocket.send(Map.of("type", "connection_init"));
			testWebSocket.expect("connection_ack");
			testWebSocket.subscribe("a", "subscription { eventChanges { cursor } }", Map.of());
			testWebSocket.subscribe("b", "{ __schema { types { name description } } }", Map.of());
			testWebSocket.expect("next");
			assertThat(buffersOfSockets()).isNotEmpty();
			Instant end = Instant.now().plus(SOON);
			while (buffersOfSockets().stream().anyMatch(LentBuffers::areLent) && Instant.now().isBefore(end)) {
				Thread.sleep(20);
			}
			assertThat(buffersOfSockets()).noneMatch(LentBuffers::areLent);
		}
	}

	private List<LentBuffers> buffersOfSockets() {
		TomcatWebServer server = (TomcatWebServer) Objects.requireNonNull(this.context.getWebServer());
		ProtocolHandler protocol = server.getTomcat().getConnector().getProtocolHandler();
		NioEndpoint endpoint = Objects.requireNonNull(ReflectionTestUtils.invokeMethod(protocol, "getEndpoint"));
		Set<? extends SocketWrapperBase<?>> connections = endpoint.getConnections();
		return connections.stream()
			.filter((network) -> network.getCurrentProcessor() instanceof UpgradeProcessorInternal)
			.map((network) -> Objects.requireNonNull(LentBuffers.of(network)))
			.toList();
	}

}
