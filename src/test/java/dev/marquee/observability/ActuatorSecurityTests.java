package dev.marquee.observability;

import java.net.http.HttpResponse;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ActuatorSecurityTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/liveness", "/actuator/health/readiness", "/livez", "/readyz" })
	void livenessAndReadinessArePublic(String path) {
		HttpResponse<String> health = this.graphQlTestClient.get(path);
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/prometheus", "/actuator/info", "/actuator", "/actuator/env" })
	void otherEndpointsRequireAdminScope(String path) {
		HttpResponse<String> rejected = this.graphQlTestClient.get(path);
		assertThat(rejected.statusCode()).isEqualTo(401);
		assertThat(rejected.body()).isEmpty();
	}

	@Test
	void adminSeesMetricsButNotEnvironment() {
		GraphQlTestClient administrator = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN);
		assertThat(administrator.get("/actuator/prometheus").body()).contains("hikaricp_connections_active");
		assertThat(administrator.get("/actuator/env").statusCode()).isEqualTo(404);
	}

}
