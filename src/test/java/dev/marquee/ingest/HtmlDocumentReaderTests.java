package dev.marquee.ingest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.event.FaqDetails;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.venue.VenueDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlDocumentReaderTests {

	private static final String SOURCE = "https://site.example/events/42?lang=en";

	@Test
	void jsonLdOfAPageIsRead() {
		Listing listing = only(
				"""
						<!DOCTYPE html><html><head><title>T</title>
						<link rel="canonical" href="/events/lamp-walk">
						<meta property="og:image" content="https://site.example/lamp.jpg">
						<meta name="description" content="Walk &amp; talk">
						<script type="application/ld+json">
						<!--
						{"@context": "https://schema.org", "@type": "Event", "name": "Lamp &amp; <b>Walk</b>", "startDate": "2027-02-20T19:00",
						 "location": {"@type": "Place", "name": "Hall", "address": "Porto, Portugal"},}
						-->
						</script></head><body><div itemscope itemtype="https://schema.org/Event"><b itemprop="name">Other</b></div>
						""");
		assertThat(listing.event().name()).isEqualTo("Lamp & Walk");
		assertThat(listing.event().url()).isEqualTo("https://site.example/events/lamp-walk");
		assertThat(listing.event().description()).isEqualTo("Walk & talk");
		assertThat(listing.event().gallery()).extracting((image) -> image.url())
			.containsExactly("https://site.example/lamp.jpg");
		assertThat(listing.event().structuredData()).startsWith("{\"@context\":\"https://schema.org\"");
	}

	@ParameterizedTest
	@CsvSource({ "windows-1252, '', not_utf8", "windows-1252, <meta charset=windows-1252>, ''",
			"iso-8859-2, <meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\">, ''",
			"utf-8, <meta charset=iso-8859-1>, ''", "utf-8, '', ''", "utf-16, '', ''" })
	void encodingIsThatOfTheBytes(String charset, String meta, String code) {
		String page = "<html><head>" + meta
				+ "<script type=application/ld+json>{\"@type\": \"Event\", \"name\": \"Grö\u00dfe\","
				+ " \"startDate\": \"2027-02-20\", \"location\": {\"address\": {\"addressCountry\": \"DE\"}}}</script></head></html>";
		List<ReadResult> results = ReadDocuments
			.read(new SourceDocument("e.html", page.getBytes(Charset.forName(charset))), null);
		assertThat(ReadDocuments.names(results)).containsExactly("Gr\u00f6\u00dfe");
		assertThat(String.join(",", ReadDocuments.codes(results))).isEqualTo(code);
	}

	@Test
	void visibleTextIsDecodedOnce() {
		Listing listing = only("""
				<html><body><div itemscope itemtype="https://schema.org/Event">
				<b itemprop="name">Learn &lt;canvas&gt; and &amp;amp; today</b>
				<time itemprop="startDate" datetime="2027-02-20T19:00">20 Feb</time></div>
				""");
		assertThat(listing.event().name()).isEqualTo("Learn <canvas> and &amp; today");
	}

	@Test
	void titleOfAnAbbreviationIsItsMachineValue() {
		Listing listing = only(
				"""
						<html><body><div class="vevent"><b class="summary">N</b>
						<abbr class="dtstart" property="cal:dtstart" content="2027-02-20" title="20270220T190000">7 pm</abbr></div>
						""");
		assertThat(listing.event().start().local()).hasToString("2027-02-20T19:00");
	}

	@Test
	void scriptsOfAPageReferToEachOther() {
		Listing listing = only(
				"""
						<html><script type="application/ld+json">{"@type": "Event", "name": "N", "startDate": "2027-02-20",
						"location": {"@id": "#hall"}}</script><script type='application/ld+json; charset=utf-8'>
						{"@type": "Place", "@id": "#hall", "name": "Hall"}</script><script type="application/ld+json">{oops</script>
						""");
		assertThat(Objects.requireNonNull(listing.venue()).name()).isEqualTo("Hall");
	}

	@Test
	void questionsOfAPageAboutOneEventAreItsQuestions() {
		String event = "{\"@type\": \"Event\", \"name\": \"N\", \"startDate\": \"2027-02-20\"}";
		String page = """
				<html><script type="application/ld+json">%s</script><script type="application/ld+json">
				{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Is there tea?",
				"acceptedAnswer": {"@type": "Answer", "text": "<p>Yes.</p>"}}]}</script>
				""";
		assertThat(only(page.formatted(event)).event().faqs()).containsExactly(new FaqDetails("Is there tea?", "Yes."));
		assertThat(read(page.formatted("[" + event + ", " + event.replace("N", "M") + "]")))
			.allSatisfy((result) -> assertThat(Objects.requireNonNull(result.listing()).event().faqs()).isEmpty());
	}

	@Test
	void microdataIsRead() {
		Listing listing = only(
				"""
						<html><body><div itemscope itemtype="http://schema.org/MusicEvent" itemref="more">
						<a itemprop="url" href="../show"><h1 itemprop="name">Lamp <i>Walk</i></h1></a>
						<meta itemprop="startDate" content="2027-02-20T19:00:00+00:00">
						<time itemprop="endDate" datetime="2027-02-20T21:00:00+00:00">nine</time>
						<div itemprop="location" itemscope itemtype="http://schema.org/Place"><span itemprop="name">Hall</span>
						<div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
						<span itemprop="addressLocality">Porto</span></div></div>
						<div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="12.50">
						<meta itemprop="priceCurrency" content="EUR"></div>
						<img itemprop="image" src="/a.jpg"></div><p id="more" itemprop="description">More.</p>
						""");
		assertThat(listing.event().name()).isEqualTo("Lamp Walk");
		assertThat(listing.event().url()).isEqualTo("https://site.example/show");
		assertThat(listing.event().description()).isEqualTo("More.");
		assertThat(listing.event().end()).isNotNull();
		assertThat(listing.event().tickets()).hasSize(1);
		assertThat(listing.event().gallery()).extracting((image) -> image.url())
			.containsExactly("https://site.example/a.jpg");
		assertThat(Objects.requireNonNull(listing.venue()).city()).isEqualTo("Porto");
		assertThat(listing.event().structuredData()).isNull();
	}

	@Test
	void rdfaLiteIsRead() {
		Listing listing = only("""
				<html><body vocab="https://schema.org/"><div typeof="Event"><span property="name">Lamp Walk</span>
				<time property="schema:startDate" datetime="2027-02-20T19:00">then</time>
				<div property="location" typeof="Place"><span property="name">Hall</span></div></div>
				""");
		assertThat(listing.event().name()).isEqualTo("Lamp Walk");
		assertThat(Objects.requireNonNull(listing.venue()).name()).isEqualTo("Hall");
	}

	@Test
	void microformatsAreRead() {
		List<ReadResult> results = read(
				"""
						<html><body><article class="h-event"><h1 class="p-name">Lamp Walk</h1>
						<time class="dt-start" datetime="2027-02-20T19:00+01:00">Feb 20</time> <a class="u-url" href="/lamp">link</a>
						<div class="p-location h-card"><span class="p-name">Hall</span> <span class="p-locality">Porto</span>
						<data class="p-latitude" value="41.15"></data><data class="p-longitude" value="-8.61"></data></div></article>
						<div class="vevent"><abbr class="dtstart" title="2027-03-01T10:00">March 1st</abbr> <b class="summary">Old <i>style</i></b>
						<span class="location">Town Hall</span></div>
						""");
		assertThat(ReadDocuments.names(results)).containsExactly("Lamp Walk", "Old style");
		VenueDetails hall = Objects.requireNonNull(ReadDocuments.listings(results).getFirst().venue());
		assertThat(hall.name()).isEqualTo("Hall");
		assertThat(hall.latitude()).isEqualTo(41.15);
		assertThat(ReadDocuments.listings(results).getFirst().event().url()).isEqualTo("https://site.example/lamp");
	}

	@Test
	void openGraphIsTheLastChoice() {
		Listing listing = only(
				"""
						<html><head><meta property="og:title" content="Lamp Walk"><meta property="og:url" content="https://site.example/lamp">
						<meta property="event:start_time" content="2027-02-20T19:00:00+0100"></head></html>
						""");
		assertThat(listing.event().name()).isEqualTo("Lamp Walk");
		assertThat(listing.event().url()).isEqualTo("https://site.example/lamp");
	}

	@Test
	void pageWithoutAnEventIsRejectedByItsKind() {
		List<ReadResult> results = read("<!-- nothing --><html><body>Hello, <script>alert(1)</script></body></html>");
		assertThat(ReadDocuments.codes(results)).containsExactly("no_events");
		assertThat(results.getFirst().problems().getFirst().message()).startsWith("This looks like an HTML page");
	}

	/** Rows of a table are often properties of nothing. */
	@Test
	void itemsWhosePropertyIsOfNoItemAreRead() {
		List<ReadResult> results = read(
				"""
						<html><body><table><tr itemprop="event" itemscope itemtype="https://schema.org/Event">
						<td><meta itemprop="startDate" content="2027-02-20">20/2</td><td itemprop="name">Lamp Walk</td>
						<td itemprop="location" itemscope itemtype="https://schema.org/Place"><a itemprop="url" href="/hall">Hall</a></td></tr>
						<tr itemprop="event" itemscope itemtype="https://schema.org/Event">
						<td><meta itemprop="startDate" content="2027-02-21">21/2</td><td itemprop="name">Kite Day</td></tr></table>
						<p itemscope itemtype="https://schema.org/EventReservation">Booked:
						<div itemprop="reservationFor" itemscope itemtype="https://schema.org/Event">
						<b itemprop="name">Tea</b><meta itemprop="startDate" content="2027-02-22"></div></p>
						""");
		assertThat(ReadDocuments.names(results)).containsExactly("Lamp Walk", "Kite Day", "Tea");
		assertThat(Objects.requireNonNull(ReadDocuments.listings(results).getFirst().venue()).name()).isEqualTo("Hall");
	}

	@Test
	void oneOfSeveralTypesMakesAnEvent() {
		Listing listing = only("""
				<html><body><div vocab="https://schema.org/" typeof="TouristAttraction Event">
				<b property="name">Lamp Walk</b><meta property="startDate" content="2027-02-20T09:00"></div>
				""");
		assertThat(listing.event().name()).isEqualTo("Lamp Walk");
	}

	@ParameterizedTest
	@CsvSource({ "Course, CourseInstance", "Movie, ScreeningEvent", "Event, Event" })
	void itemsWithoutANameAreOfTheItemAroundThem(String around, String type) {
		List<ReadResult> results = read("""
				<html itemscope itemtype="https://schema.org/WebPage"><body>
				<div itemscope itemtype="https://schema.org/%s">
				<div itemscope itemtype="https://schema.org/%s"><meta itemprop="startDate" content="2027-02-20T">
				<meta itemprop="name" content=""></div>
				<div itemscope itemtype="https://schema.org/%2$s"><meta itemprop="startDate" content="2027-02-21"></div>
				<h1 itemprop="name">Lamp Walk</h1></div>
				""".formatted(around, type));
		assertThat(ReadDocuments.names(results)).containsExactly("Lamp Walk", "Lamp Walk");
		assertThat(ReadDocuments.listings(results)).extracting((listing) -> listing.event().start().local().toString())
			.containsExactly("2027-02-20T00:00", "2027-02-21T00:00");
		assertThat(ReadDocuments.codes(results)).doesNotContain("weekday_wrong");
	}

	@Test
	void markupInTextsIsHarmless() {
		Listing listing = only(
				"""
						<div itemscope itemtype="https://schema.org/Event"><span itemprop="name">A<script>alert(1)</script>B</span>
						<meta itemprop="startDate" content="2027-02-20"><a itemprop="url" href="javascript:alert(1)">x</a>
						<p itemprop="description" content="&lt;img src=x onerror=alert(1)&gt;Come"></p></div>
						""");
		assertThat(listing.event().name()).doesNotContain("<script");
		assertThat(listing.event().description()).isEqualTo("Come");
		assertThat(listing.event().url()).isNotEqualTo("javascript:alert(1)");
	}

	@Test
	void hostilePagesEndInOutcomes() {
		String event = "<div itemscope itemtype='https://schema.org/Event'><b itemprop=name>N</b><meta itemprop=startDate content=2027-02-20>";
		assertThat(read("<html>" + "<div>".repeat(100_000) + event)).hasSize(1);
		assertThat(read(
				"<html>" + "<div itemscope itemprop=about itemtype='https://schema.org/Thing'>".repeat(20_000) + event))
			.isNotEmpty();
		assertThat(read("<html>" + event.replace("content", "data-x='" + "y".repeat(3_000_000) + "' content")))
			.hasSize(1);
		assertThat(read(
				"<html><div id=a itemscope itemref=a itemtype='https://schema.org/Event'><b itemprop=name>N</b></div>"))
			.hasSize(1);
		assertThat(read("<html>" + "<meta name=x content=y>".repeat(100_000))).hasSize(1);
	}

	@Test
	void encodingOfThePageIsUsed() {
		byte[] page = "<html><head><meta charset='iso-8859-1'></head><div class='h-event'><b class='p-name'>Café</b><time class='dt-start' datetime='2027-02-20'></time></div>"
			.getBytes(StandardCharsets.ISO_8859_1);
		assertThat(ReadDocuments.names(ReadDocuments.read(new SourceDocument("p.html", page), null)))
			.containsExactly("Café");
	}

	private static List<ReadResult> read(String html) {
		return ReadDocuments.read("page.html", html, SOURCE);
	}

	private static Listing only(String html) {
		List<Listing> listings = ReadDocuments.listings(read(html));
		assertThat(listings).hasSize(1);
		return listings.getFirst();
	}

}
