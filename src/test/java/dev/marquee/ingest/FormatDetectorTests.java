package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;

import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.FormatDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormatDetectorTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					BEGIN:VCALENDAR | ICALENDAR
					\uFEFFbegin:vcalendar | ICALENDAR
					<!DOCTYPE HTML><rss> | HTML
					<?xml version='1.0'?><!-- a --><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html> | HTML
					<div itemscope> | HTML
					<?xml version='1.0'?>\\n<rss version='2.0'> | FEED
					<feed xmlns='http://www.w3.org/2005/Atom'> | FEED
					<rdf:RDF xmlns='http://purl.org/rss/1.0/'> | FEED
					{'@context': 'https://schema.org'} | JSON_LD
					[{'name': 'A', 'startDate': '2027-01-01'}] | JSON_LD
					{'events': [{'start': {'utc': ''}, 'resource_uri': ''}]} | EVENTBRITE
					[{'id': '1', 'title': 'A', 'dateTime': '', 'eventUrl': 'https://www.meetup.com/a'}] | MEETUP
					{'events': [{'uid': 1, 'timings': []}]} | OPENAGENDA
					{'data': [{'@context': 'http://schema.org', '@type': 'Event/LinkedEvent', 'start_time': '', 'data_source': ''}]} | LINKED_EVENTS
					{'events': [{'id': 1, 'title': 'A', 'start_date': '', 'json_ld': {'@type': 'Event'}, 'cost_details': {}}]} | EVENTS_CALENDAR
					{'_embedded': {'events': [{'name': 'A', 'dates': {'start': {'localDate': ''}}}]}} | TICKETMASTER
					Name,Start,Venue\\nA,2027-01-01,Hall | CSV
					Name;Start;Venue\\nA;2027-01-01;Hall | CSV
					# Event Details\\n- **Event Name**: A, B, C\\n | LISTING_TEXT
					Just a letter. | LISTING_TEXT
					""")
	void formatIsDetectedByItsBeginning(String text, DocumentFormat format) {
		String document = text.replace('\'', '"').replace("\\n", "\n");
		assertThat(FormatDetector.detect("document", document.getBytes(StandardCharsets.UTF_8)).format())
			.isEqualTo(format);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					%PDF-1.7 | a PDF file
					BEGIN:VCARD | a vCard
					From: ann@a.example | an e-mail message
					{\\rtf1 | an RTF document
					<?xml version="1.0"?><urlset> | a sitemap
					<?xml version="1.0"?><order> | XML with the root element `order`
					{"data": [{"name": "A", "start_time": "2027-01-01T19:00:00+0100", "attending_count": 3}]} | records of Facebook's API
					{"version": 1} | JSON without events that are known here
					""")
	void otherKindsAreNamed(String text, String description) {
		var detected = FormatDetector.detect("document", text.getBytes(StandardCharsets.UTF_8));
		assertThat(detected.format()).isNull();
		assertThat(detected.description()).isEqualTo(description);
	}

	@Test
	void nameDecidesWhatLooksAlike() {
		assertThat(FormatDetector.detect("events.csv", "Name\nA".getBytes(StandardCharsets.UTF_8)).format())
			.isEqualTo(DocumentFormat.CSV);
	}

	@Test
	void emptyAndBinaryDocumentsAreNamed() {
		assertThat(FormatDetector.detect("a", new byte[0]).description()).isEqualTo("an empty document");
		assertThat(FormatDetector.detect("a", " \n".getBytes(StandardCharsets.UTF_8)).description())
			.isEqualTo("an empty document");
		assertThat(FormatDetector.detect("a", new byte[] { 'P', 'K', 3, 4 }).description()).startsWith("a ZIP archive");
		assertThat(FormatDetector.detect("a", new byte[1000]).description()).isEqualTo("binary data");
	}

	@Test
	void longPrologueIsRead() {
		String text = "<!-- x -->".repeat(6000) + "<html>";
		assertThat(FormatDetector.detect("a", text.getBytes(StandardCharsets.UTF_8)).format())
			.isEqualTo(DocumentFormat.HTML);
	}

}
