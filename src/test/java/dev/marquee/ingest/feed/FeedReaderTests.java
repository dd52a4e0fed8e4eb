package dev.marquee.ingest.feed;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import dev.marquee.event.CategoryDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FeedReaderTests {

	private static final String RSS = """
			<?xml version="1.0" encoding="ISO-8859-1"?>
			<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#"
			  xmlns:georss="http://www.georss.org/georss" xmlns:xcal="urn:ietf:params:xml:ns:xcal" xmlns:media="http://search.yahoo.com/mrss/"
			  xmlns:content="http://purl.org/rss/1.0/modules/content/">
			<channel><title>Mill</title><link>https://events.example/</link><description>What is on</description>%s</channel></rss>
			""";

	private final DocumentProblems problems = new DocumentProblems();

	@Test
	void startMayHaveItsEnd() {
		PartialListing text = only(RSS.formatted("""
				<item><title>Walk</title><link>https://events.example/walk</link>
				<ev:startdate>20 March 2026, 7-9 pm</ev:startdate></item>""")).text();
		assertThat(text.start()).extracting(PartialDateTime::local).isEqualTo(LocalDateTime.parse("2026-03-20T19:00"));
		assertThat(text.end()).extracting(PartialDateTime::local).isEqualTo(LocalDateTime.parse("2026-03-20T21:00"));
	}

	@Test
	void dateWithoutYearIsAfterThePublication() {
		SourceListing listing = only(RSS.formatted("""
				<item><title>Walk</title><link>https://events.example/walk</link>
				<pubDate>Sat, 27 Dec 2025 10:00:00 GMT</pubDate><ev:startdate>20 March, 7 pm</ev:startdate></item>"""));
		assertThat(listing.text().start()).extracting(PartialDateTime::local)
			.isEqualTo(LocalDateTime.parse("2026-03-20T19:00"));
		assertThat(listing.problems().toList()).extracting(DocumentProblem::code).contains("year_assumed");
	}

	@Test
	void itemOfRssIsRead() {
		SourceListing listing = only(RSS.formatted(
				"""
						<item><title>Lantern walk &amp; tea</title><link>https://events.example/lantern</link><guid>https://events.example/lantern</guid>
						<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><category>Walks</category>
						<description>&lt;p&gt;Bring a &lt;b&gt;lantern&lt;/b&gt;.&lt;/p&gt;</description>
						<ev:startdate>2026-06-12T19:30:00+02:00</ev:startdate><ev:enddate>2026-06-12T22:00:00+02:00</ev:enddate>
						<ev:location>Corner Hall, Mill Lane 12, 04109 Leipzig, Germany</ev:location><ev:organizer>Mill Friends</ev:organizer><ev:type>tour</ev:type>
						<georss:point>51.34 12.37</georss:point><xcal:cost>Free</xcal:cost>
						<media:content url="https://events.example/lantern.jpg" medium="image"/><enclosure url="https://events.example/a.mp3" type="audio/mpeg" length="1"/>
						</item>
						"""));
		PartialListing text = listing.text();
		assertThat(text.name()).isEqualTo("Lantern walk & tea");
		assertThat(text.description()).isEqualTo("Bring a lantern.");
		assertThat(text.url()).isEqualTo("https://events.example/lantern");
		assertThat(text.start()).isEqualTo(time("2026-06-12T19:30", "+02:00"));
		assertThat(text.end()).isEqualTo(time("2026-06-12T22:00", "+02:00"));
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.name()).isEqualTo("Corner Hall");
			assertThat(venue.city()).isEqualTo("Leipzig");
			assertThat(venue.latitude()).isEqualTo(51.34);
		});
		assertThat(text.organizers()).hasSize(1);
		assertThat(text.categories()).extracting(CategoryDetails::name).containsExactly("Walks", "tour");
		assertThat(text.tickets()).singleElement()
			.satisfies((ticket) -> assertThat(ticket.price()).isEqualTo(Price.FREE));
		assertThat(text.gallery()).extracting(ImageDetails::url).containsExactly("https://events.example/lantern.jpg");
		assertThat(listing.id()).isEqualTo(new ListingId("feed", "https://events.example/lantern"));
		assertThat(listing.problems().toList()).isEmpty();
	}

	@Test
	void entryOfAtomIsRead() {
		PartialListing text = only(
				"""
						<feed xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">
						<title>Mill</title><id>tag:events.example,2026:mill</id><updated>2026-03-02T10:00:00Z</updated>
						<entry><title>Fair</title><id>tag:events.example,2026:fair</id><updated>2026-03-02T10:00:00Z</updated>
						<link rel="alternate" href="https://events.example/fair"/><content type="html">&lt;p&gt;Stalls&lt;/p&gt;</content>
						<gd:when startTime="2026-07-04" endTime="2026-07-05"/><gd:where valueString="East Meadow"/>
						<geo:lat>51.3</geo:lat><geo:long>12.3</geo:long></entry></feed>
						""")
			.text();
		assertThat(text.name()).isEqualTo("Fair");
		assertThat(text.start()).isEqualTo(new PartialDateTime(LocalDate.parse("2026-07-04"), null, null));
		assertThat(text.description()).isEqualTo("Stalls");
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.name()).isEqualTo("East Meadow");
			assertThat(venue.longitude()).isEqualTo(12.3);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "<xcal:dtstart>20260612T193000Z</xcal:dtstart> | 2026-06-12T19:30",
					"<xcal:dtstart>2026-06-12T19:30:00</xcal:dtstart> | 2026-06-12T19:30",
					"<ev:startdate>2026-06-12</ev:startdate> | 2026-06-12T00:00",
					"<xcal:dtstart>20260612</xcal:dtstart> | 2026-06-12T00:00",
					"<ev:startdate>Fri, 12 Jun 2026 19:30:00 +0200</ev:startdate> | 2026-06-12T19:30",
					"<ev:startdate>12 June 2026 at 7:30 pm</ev:startdate> | 2026-06-12T19:30" })
	void startIsReadInTheFormsOfFeeds(String element, String start) {
		assertThat(only(RSS.formatted("<item><title>Fair</title>" + element + "</item>")).text().start().local())
			.isEqualTo(LocalDateTime.parse(start));
	}

	@Test
	void dateOfPublicationIsNoStart() {
		List<SourceListing> listings = read(RSS.formatted(
				"<item><title>News</title><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item><item><title>Fair</title><ev:startdate>2026-06-12</ev:startdate></item>"));
		assertThat(listings).hasSize(2);
		assertThat(listings.getFirst().text().start()).isNull();
		assertThat(listings.getFirst().problems().toList()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("publication_date");
			assertThat(problem.path()).isEqualTo("entry[0]");
			assertThat(problem.message()).contains("publication");
		});
		assertThat(listings.get(1).problems().hasErrors()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><title>&x;</title></channel></rss>",
			"<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><rss version=\"2.0\"><channel><title>&b;</title></channel></rss>",
			"<!doctype rss [<!ENTITY x \"y\">]><rss version=\"2.0\"><channel><title>&x;</title></channel></rss>" })
	void documentTypesAreRefused(String feed) {
		assertThat(read(feed)).isEmpty();
		assertThat(this.problems.hasErrors()).isTrue();
		assertThat(this.problems.toList().toString()).doesNotContain("root:");
	}

	@Test
	void markupInTheTextOfAnItemIsNoDocumentType() {
		assertThat(only(RSS.formatted(
				"<item><title>Fair</title><ev:startdate>2026-06-12</ev:startdate><content:encoded><![CDATA[<!DOCTYPE html><p>Stalls</p>]]></content:encoded></item>"))
			.text()
			.description()).isEqualTo("Stalls");
	}

	@Test
	void statedEncodingIsUsed() {
		String feed = RSS.formatted("<item><title>Fête</title><ev:startdate>2026-06-12</ev:startdate></item>");
		List<SourceListing> listings = new ArrayList<>();
		new FeedReader().read(new SourceDocument("a.xml", feed.getBytes(StandardCharsets.ISO_8859_1)),
				DocumentFormat.FEED, this.problems, listings::add);
		assertThat(listings).singleElement()
			.satisfies((listing) -> assertThat(listing.text().name()).isEqualTo("Fête"));
		assertThat(this.problems.toList()).isEmpty();
	}

	@Test
	void deepNestingIsHarmless() {
		read(RSS
			.formatted("<item><title>Fair</title>" + "<ev:a>".repeat(20_000) + "</ev:a>".repeat(20_000) + "</item>"));
		assertThat(this.problems.hasErrors()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<rss version=\"2.0\">", "<html></html>", "plain",
			"<rss version=\"2.0\"><channel><title>t</title></channel></rss>" })
	void documentWithoutEntriesIsRefused(String feed) {
		assertThat(read(feed)).isEmpty();
		assertThat(this.problems.hasErrors()).isTrue();
	}

	private SourceListing only(String text) {
		List<SourceListing> listings = read(text);
		assertThat(this.problems.toList()).extracting(DocumentProblem::message).isEmpty();
		assertThat(listings).hasSize(1);
		return listings.getFirst();
	}

	private List<SourceListing> read(String text) {
		List<SourceListing> listings = new ArrayList<>();
		new FeedReader().read(new SourceDocument("a.xml", text.getBytes(StandardCharsets.UTF_8)), DocumentFormat.FEED,
				this.problems, listings::add);
		return listings;
	}

	private static PartialDateTime time(String local, String zone) {
		LocalDateTime time = LocalDateTime.parse(local);
		return new PartialDateTime(time.toLocalDate(), time.toLocalTime(), ZoneId.of(zone));
	}

}
