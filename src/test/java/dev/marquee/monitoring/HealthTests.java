package dev.marquee.monitoring;

import java.net.http.HttpResponse;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@WholeHouse
class HealthTests {

	@Autowired
	Client client;

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/liveness", "/actuator/health/readiness", "/livez", "/readyz" })
	void everybodyMayAskWhetherItLivesAndIsReady(String path) {
		HttpResponse<String> health = this.client.get(path);
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/prometheus", "/actuator/info", "/actuator", "/actuator/env" })
	void theRestIsForAdministrators(String path) {
		HttpResponse<String> refused = this.client.get(path);
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.body()).isEmpty();
	}

	@Test
	void administratorsSeeMetricsButNoSettings() {
		Client administrator = this.client.with(WholeHouse.EDITOR);
		assertThat(administrator.get("/actuator/prometheus").body()).contains("hikaricp_connections_active");
		assertThat(administrator.get("/actuator/env").statusCode()).isEqualTo(404);
	}

}
