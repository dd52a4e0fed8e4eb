package dev.marquee.mcp;

import dev.marquee.GraphQlTestClient;
import dev.marquee.RandomListings;
import dev.marquee.clients.NodePrograms;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * The tools, called by the TypeScript SDK, which many assistants use.
 */
@McpServerTest
class McpProgramTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Test
	void typeScriptClientCallsEachTool() {
		NodePrograms.install();
		RandomListings.populate(11, 40);
		NodePrograms.runSuccessfully("mcp.mjs", this.graphQlTestClient.uri("/").toString());
	}

}
