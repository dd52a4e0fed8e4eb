package dev.marquee.ingest;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import dev.marquee.ingest.merge.Listing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One event in the forms that JSON-LD 1.1 allows. A conforming processor, which brings
 * each of them into the expanded form, is the judge of what they mean.
 */
class JsonLdFormsTests {

	private static final String FACTS = "Lamp Walk | 2027-02-20T19:00 Europe/Berlin | CANCELLED | Hall 52.52 Berlin DE"
			+ " | Lamp Club https://club.example/ | Adult 12 EUR https://a.example/tickets | https://a.example/lamp.jpg"
			+ " | Ada https://ada.example/ | https://a.example/walk";

	/** What schema.org's own context defines, as far as these documents need it. */
	private static final String SCHEMA_ORG = """
			{"@context": {"@vocab": "http://schema.org/", "type": "@type", "id": "@id", "url": {"@type": "@id"},
			 "image": {"@type": "@id"}, "eventStatus": {"@type": "@vocab"}}}""";

	private static final String PARTS = """
			"location": {"@type": "Place", "name": "Hall", "geo": {"@type": "GeoCoordinates", "latitude": 52.52, "longitude": 13.4},
			  "address": {"@type": "PostalAddress", "addressLocality": "Berlin", "addressCountry": "DE"}},
			 "organizer": {"@type": "Organization", "name": "Lamp Club", "url": "https://club.example/"},
			 "offers": {"@type": "Offer", "name": "Adult", "price": "12", "priceCurrency": "EUR", "url": "https://a.example/tickets"},
			 "performer": {"@type": "Person", "name": "Ada", "url": "https://ada.example/"}""";

	private static final Map<String, String> FORMS = Map.ofEntries(
			Map.entry("plain",
					"""
							{"@context": "https://schema.org", "@type": "Event", "name": "Lamp Walk", "startDate": "2027-02-20T19:00:00+01:00",
							 "eventStatus": "https://schema.org/EventCancelled", "url": "https://a.example/walk",
							 "image": "https://a.example/lamp.jpg", %s}"""
						.formatted(PARTS)),
			Map.entry("schema prefix",
					"""
							{"@context": {"schema": "http://schema.org/"}, "@type": "schema:Event", "schema:name": "Lamp Walk",
							 "schema:startDate": "2027-02-20T19:00:00+01:00", "schema:eventStatus": {"@id": "schema:EventCancelled"},
							 "schema:url": {"@id": "https://a.example/walk"}, "schema:image": {"@id": "https://a.example/lamp.jpg"},
							 %s}"""
						.formatted(PARTS.replaceAll("\"([a-zA-Z]+)\": (?=[{\"\\d])", "\"schema:$1\": ")
							.replaceAll("\"@type\": \"", "\"@type\": \"schema:"))),
			Map.entry("other prefix and aliases of keywords",
					"""
							{"@context": {"so": "https://schema.org/", "kind": "@type", "ref": "@id", "v": "@value"}, "kind": "so:Event",
							 "so:name": {"v": "Lamp Walk"}, "so:startDate": {"v": "2027-02-20T19:00:00+01:00", "kind": "so:DateTime"},
							 "so:eventStatus": {"ref": "so:EventCancelled"}, "so:url": {"ref": "https://a.example/walk"},
							 "so:image": {"ref": "https://a.example/lamp.jpg"},
							 %s}"""
						.formatted(PARTS.replaceAll("\"([a-zA-Z]+)\": (?=[{\"\\d])", "\"so:$1\": ")
							.replaceAll("\"@type\": \"", "\"kind\": \"so:"))),
			Map.entry("own terms",
					"""
							{"@context": {"s": "http://schema.org/", "Show": "s:Event", "title": "s:name", "begins": {"@id": "s:startDate"},
							  "state": {"@id": "s:eventStatus", "@type": "@id"}, "page": {"@id": "s:url", "@type": "@id"},
							  "picture": {"@id": "s:image", "@type": "@id"}, "@vocab": "http://schema.org/"},
							 "@type": "Show", "title": "Lamp Walk", "begins": "2027-02-20T19:00:00+01:00", "state": "s:EventCancelled",
							 "page": "https://a.example/walk", "picture": "https://a.example/lamp.jpg", %s}"""
						.formatted(PARTS)),
			Map.entry("several contexts, types and sets",
					"""
							{"@context": ["https://schema.org", {"@language": "en", "ex": "https://ex.example/"}],
							 "@type": ["Event", "ex:Gig"], "name": {"@set": ["Lamp Walk"]},
							 "startDate": {"@list": ["2027-02-20T19:00:00+01:00"]}, "eventStatus": ["EventCancelled"],
							 "url": ["https://a.example/walk"], "image": ["https://a.example/lamp.jpg"], "ex:name": "Another", %s}"""
						.formatted(PARTS)),
			Map.entry("graph with references",
					"""
							{"@context": ["https://schema.org", {"@base": "https://a.example/", "c": "https://club.example/"}], "@graph": [
							 {"@id": "#hall", "@type": "Place", "name": "Hall", "geo": {"@id": "_:g"}, "address": {"@id": "#address"}},
							 {"@id": "_:g", "@type": "GeoCoordinates", "latitude": 52.52, "longitude": 13.4},
							 {"@id": "#address", "@type": "PostalAddress", "addressLocality": "Berlin", "addressCountry": "DE"},
							 {"@type": "Event", "name": "Lamp Walk", "startDate": "2027-02-20T19:00:00+01:00", "eventStatus": "EventCancelled",
							  "url": "walk", "image": "/lamp.jpg", "location": {"@id": "https://a.example/#hall"},
							  "organizer": {"@id": "c:us"}, "performer": {"@id": "_:ada"},
							  "offers": {"@type": "Offer", "name": "Adult", "price": "12", "priceCurrency": "EUR", "url": "tickets"}},
							 {"@id": "https://club.example/us", "@type": "Organization", "name": "Lamp Club", "url": "https://club.example/"},
							 {"@id": "_:ada", "@type": "Person", "name": "Ada", "url": "https://ada.example/"}]}"""),
			Map.entry("reverse properties",
					"""
							{"@context": ["https://schema.org", {"stages": {"@reverse": "http://schema.org/organizer"}}],
							 "@type": "Place", "name": "Hall", "geo": {"@type": "GeoCoordinates", "latitude": 52.52, "longitude": 13.4},
							 "address": {"@type": "PostalAddress", "addressLocality": "Berlin", "addressCountry": "DE"},
							 "@reverse": {"location": [{"@type": "Event", "@id": "https://a.example/walk#event", "name": "Lamp Walk",
							   "startDate": "2027-02-20T19:00:00+01:00", "eventStatus": "EventCancelled",
							   "url": "https://a.example/walk", "image": "https://a.example/lamp.jpg",
							   "organizer": {"@type": "Organization", "name": "Lamp Club", "url": "https://club.example/"},
							   "performer": {"@type": "Person", "name": "Ada", "url": "https://ada.example/"},
							   "offers": {"@type": "Offer", "name": "Adult", "price": "12", "priceCurrency": "EUR",
							     "url": "https://a.example/tickets"}}]}}"""),
			Map.entry("maps of languages and of nodes",
					"""
							{"@context": ["https://schema.org", {"@language": "en", "name": {"@id": "http://schema.org/name", "@container": "@language"},
							  "performer": {"@id": "http://schema.org/performer", "@container": "@index"},
							  "organizer": {"@id": "http://schema.org/organizer", "@container": "@id"}}],
							 "@type": "Event", "name": {"en": "Lamp Walk", "de": "Lampengang"}, "inLanguage": "en",
							 "startDate": "2027-02-20T19:00:00+01:00", "eventStatus": "EventCancelled",
							 "url": "https://a.example/walk", "image": "https://a.example/lamp.jpg",
							 "location": {"@type": "Place", "name": {"en": "Hall"}, "geo": {"latitude": 52.52, "longitude": 13.4},
							   "address": {"addressLocality": "Berlin", "addressCountry": "DE"}},
							 "organizer": {"https://club.example/us": {"@type": "Organization", "name": {"@none": "Lamp Club"}, "url": "https://club.example/"}},
							 "performer": {"a": {"@type": "Person", "name": {"en": "Ada"}, "url": "https://ada.example/"}},
							 "offers": {"@type": "Offer", "name": {"en": "Adult"}, "price": "12", "priceCurrency": "EUR", "url": "https://a.example/tickets"}}"""),
			Map.entry("nested properties and scoped contexts",
					"""
							{"@context": ["https://schema.org", {"details": "@nest", "where": {"@id": "http://schema.org/location",
							   "@context": {"label": "http://schema.org/name"}}, "Gig": {"@id": "http://schema.org/MusicEvent",
							   "@context": {"headliner": "http://schema.org/performer"}}}],
							 "@type": "Gig", "details": {"name": "Lamp Walk", "startDate": "2027-02-20T19:00:00+01:00"},
							 "eventStatus": "EventCancelled", "url": "https://a.example/walk", "image": "https://a.example/lamp.jpg",
							 "where": {"@type": "Place", "label": "Hall", "geo": {"latitude": 52.52, "longitude": 13.4},
							   "address": {"addressLocality": "Berlin", "addressCountry": "DE"}},
							 "organizer": {"@type": "Organization", "name": "Lamp Club", "url": "https://club.example/"},
							 "headliner": {"@type": "Person", "name": "Ada", "url": "https://ada.example/"},
							 "offers": {"@type": "Offer", "name": "Adult", "price": "12", "priceCurrency": "EUR", "url": "https://a.example/tickets"}}"""));

	static Stream<String> forms() {
		return FORMS.keySet().stream().sorted();
	}

	@ParameterizedTest
	@MethodSource("forms")
	void everyFormIsTheSameEvent(String form) {
		assertThat(facts(Objects.requireNonNull(FORMS.get(form)))).containsExactly(FACTS);
	}

	@ParameterizedTest
	@MethodSource("forms")
	void formIsReadAsItsExpansion(String form) throws JsonLdError {
		Document document = JsonDocument.of(new StringReader(Objects.requireNonNull(FORMS.get(form))));
		String expanded = JsonLd.expand(document).loader(schemaOrg()).get().toString();
		assertThat(facts(expanded)).containsExactly(FACTS);
	}

	@ParameterizedTest
	@MethodSource("forms")
	void formIsReadAsItsFlattenedGraph(String form) throws JsonLdError {
		Document document = JsonDocument.of(new StringReader(Objects.requireNonNull(FORMS.get(form))));
		String flattened = JsonLd.flatten(document).loader(schemaOrg()).get().toString();
		assertThat(facts(flattened)).containsExactly(FACTS);
	}

	private static DocumentLoader schemaOrg() {
		return (url, options) -> JsonDocument.of(new StringReader(SCHEMA_ORG));
	}

	private static List<String> facts(String json) {
		List<String> facts = new ArrayList<>();
		for (Listing listing : ReadDocuments.listings(ReadDocuments.read("e.jsonld", json))) {
			var event = listing.event();
			var venue = Objects.requireNonNull(listing.venue());
			var ticket = event.tickets().getFirst();
			var performer = event.facts().performers().getFirst();
			facts.add(String.join(" | ", event.name(), event.start().local() + " " + event.start().zone(),
					event.status().name(),
					venue.name() + ' ' + venue.latitude() + ' ' + venue.city() + ' ' + venue.countryCode(),
					listing.organizers().getFirst().name() + ' ' + listing.organizers().getFirst().url(),
					ticket.name() + ' ' + ticket.price().amount() + ' ' + ticket.price().currency() + ' '
							+ ticket.url(),
					event.gallery().getFirst().url(), performer.name() + ' ' + performer.url(), event.url()));
		}
		return facts;
	}

}
