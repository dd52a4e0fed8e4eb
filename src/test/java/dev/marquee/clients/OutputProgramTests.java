package dev.marquee.clients;

import java.util.Random;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.output.ConsistentListings;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * Reads outputs by JavaScript and Python libraries of other authors.
 */
@IntegrationTest
class OutputProgramTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Test
	void librariesReadCalendarsAndMaps() {
		NodePrograms.install();
		RandomListings.populate(7, 80);
		System.out.println("ical.js, check-geojson: " + NodePrograms.runSuccessfully("outputs.mjs", address()));
	}

	@Test
	void typesAndPropertiesAreThoseOfSchemaOrg() {
		NodePrograms.install();
		ConsistentListings.populate(new Random(29), 50, this.graphQlTestClient);
		System.out.println(NodePrograms.runSuccessfully("vocabulary.mjs", address()));
	}

	@Test
	void calendarHasTheOccurrencesOfGraphQl() {
		ConsistentListings.populate(new Random(31), 60, this.graphQlTestClient);
		System.out.println(PythonPrograms.run("occurrences.py", address()));
	}

	private String address() {
		return this.graphQlTestClient.uri("/graphql").toString();
	}

}
