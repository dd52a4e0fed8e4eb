package dev.marquee.transport.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.clients.NodePrograms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audits of {@code graphql-http} against the server.
 */
@IntegrationTest
@Timeout(120)
class GraphQlHttpAuditTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void install() {
		NodePrograms.install();
	}

	@Test
	void allGraphQlHttpAuditsPass() throws IOException, InterruptedException {
		Process audits = NodePrograms.start("audit.mjs", this.graphQlTestClient.uri("/graphql").toString());
		List<String> output = audits.inputReader(StandardCharsets.UTF_8).lines().toList();
		assertThat(audits.waitFor()).as(String.join("\n", output)).isZero();
		assertThat(output).isEqualTo(List.of("61 audits"));
	}

}
