package dev.marquee.ingest;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents in UTF-16, with and without a byte order mark.
 */
@IntegrationTest
class Utf16DocumentTests {

	private static final Map<String, String> DOCUMENTS = Map.of("a.ics", """
			BEGIN:VCALENDAR
			BEGIN:VEVENT
			UID:1@a.example
			DTSTART:20270612T193000Z
			SUMMARY:Żółw 亀
			END:VEVENT
			END:VCALENDAR
			""", "a.csv", "name,start\nŻółw 亀,2027-06-12\n", "a.json",
			"{\"@type\": \"Event\", \"name\": \"Żółw 亀\", \"startDate\": \"2027-06-12\"}", "b.json",
			"[{\"id\": \"1\", \"title\": \"Żółw 亀\", \"dateTime\": \"2027-06-12T19:30Z\", \"eventUrl\": \"https://www.meetup.com/a\"}]",
			"a.html",
			"<html><script type=application/ld+json>{\"@type\": \"Event\", \"name\": \"Żółw 亀\", \"startDate\": \"2027-06-12\"}</script></html>",
			"a.xml",
			"""
					<?xml version="1.0" encoding="UTF-16"?>
					<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><title>A</title>
					<item><title>Żółw 亀</title><link>https://a.example/1</link><ev:startdate>2027-06-12T19:30:00Z</ev:startdate></item>
					</channel></rss>
					""",
			"a.txt", """
					# Event Details
					- **Event Name**: Żółw 亀
					- **Event Start and End Date**: Sat, 12 Jun, 2027 at 07:30 pm
					""");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@ParameterizedTest
	@MethodSource("documents")
	void documentIsRead(String name, String charset) {
		String base64 = Base64.getEncoder().encodeToString(DOCUMENTS.get(name).getBytes(Charset.forName(charset)));
		JsonNode outcomes = MutationClients.withAllScopes(this.graphQlTestClient)
			.mutate("importListings",
					Map.of("dryRun", true, "documents", List.of(Map.of("name", name, "base64", base64))),
					"outcomes { event { name } problems { code } }")
			.get("outcomes");
		assertThat(outcomes.at("/0/event/name").asString("")).as(outcomes.toString()).isEqualTo("Żółw 亀");
		assertThat(outcomes.findValuesAsString("code")).doesNotContain("not_utf8", "nul_characters");
	}

	static Stream<Arguments> documents() {
		return DOCUMENTS.keySet()
			.stream()
			.sorted()
			.flatMap((name) -> Stream.of("UTF-16", "UTF-16BE", "UTF-16LE", "x-UTF-16LE-BOM", "UTF-8")
				.map((charset) -> Arguments.of(name, charset)));
	}

}
