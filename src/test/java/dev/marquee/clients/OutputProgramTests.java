package dev.marquee.clients;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * Reads outputs by JavaScript libraries of other authors.
 */
@IntegrationTest
class OutputProgramTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Test
	void librariesReadCalendarsAndMaps() {
		NodePrograms.install();
		RandomListings.populate(7, 80);
		NodePrograms.runSuccessfully("outputs.mjs", this.graphQlTestClient.uri("/graphql").toString());
	}

}
