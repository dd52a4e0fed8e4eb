package dev.marquee.http;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the audits of {@code graphql-http} say of the server.
 */
@WholeHouse
@Timeout(120)
class AuditTests {

	private static final File FOLDER = new File("src/test/clients");

	@Autowired
	Client client;

	@BeforeAll
	static void install() throws IOException, InterruptedException {
		assumeTrue(hasNode(), "Node.js is not installed");
		assertThat(run("npm", "ci", "--no-audit", "--no-fund").waitFor()).isZero();
	}

	private static boolean hasNode() throws InterruptedException {
		try {
			return run("node", "--version").waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	void allOfThemAreFulfilled() throws IOException, InterruptedException {
		Process audits = run("node", "audit.mjs", this.client.uri("/graphql").toString());
		List<String> output = audits.inputReader(StandardCharsets.UTF_8).lines().toList();
		assertThat(audits.waitFor()).as(String.join("\n", output)).isZero();
		assertThat(output).isEqualTo(List.of("61 audits"));
	}

	private static Process run(String... command) throws IOException {
		return new ProcessBuilder(command).directory(FOLDER).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

}
