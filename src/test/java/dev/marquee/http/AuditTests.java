package dev.marquee.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.clients.ClientPrograms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the audits of {@code graphql-http} say of the server.
 */
@WholeHouse
@Timeout(120)
class AuditTests {

	@Autowired
	Client client;

	@BeforeAll
	static void install() {
		ClientPrograms.install();
	}

	@Test
	void allOfThemAreFulfilled() throws IOException, InterruptedException {
		Process audits = ClientPrograms.start("audit.mjs", this.client.uri("/graphql").toString());
		List<String> output = audits.inputReader(StandardCharsets.UTF_8).lines().toList();
		assertThat(audits.waitFor()).as(String.join("\n", output)).isZero();
		assertThat(output).isEqualTo(List.of("61 audits"));
	}

}
