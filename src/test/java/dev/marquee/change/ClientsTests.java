package dev.marquee.change;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Subscriptions as the clients see them that others use: {@code graphql-ws} and
 * {@code graphql-sse}.
 */
@WholeHouse
@Timeout(120)
class ClientsTests {

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

	@ParameterizedTest
	@ValueSource(strings = { "ws", "sse" })
	void theUsualClientsFollowChangesFromACursorOn(String transport) throws IOException, InterruptedException {
		TestDatabase.clear();
		String cursor = this.client.data("{ changeCursor }").get("changeCursor").asString();
		Listings.add("First");
		Process follower = run("node", "follow.mjs", transport, this.client.uri("/graphql").toString(), cursor, "3");
		var output = follower.inputReader(StandardCharsets.UTF_8);
		assertThat(output.readLine()).isEqualTo("First");
		Listings.add("Second");
		Listings.add("Third");
		assertThat(output.lines().toList()).isEqualTo(List.of("Second", "Third"));
		assertThat(follower.waitFor(20, TimeUnit.SECONDS)).isTrue();
		assertThat(follower.exitValue()).isZero();
	}

	private static Process run(String... command) throws IOException {
		return new ProcessBuilder(command).directory(FOLDER).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

}
