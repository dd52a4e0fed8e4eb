package dev.marquee.ingest;

import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The facts in a document's JSON-LD, as queries return them after the import.
 */
@IntegrationTest
class JsonLdFactsTests {

	private static final String FACTS = """
			{ "@context": "https://schema.org", "@type": ["Event", "MusicEvent"], "@id": "https://owls.example/events#7",
			  "name": "Owls", "url": "https://owls.example/events/7", "startDate": "2027-03-05T19:30:00+01:00",
			  "doorTime": "2027-03-05T18:45:00+01:00", "dateModified": "2027-01-02T10:00:00Z",
			  "keywords": "Jazz, #Open Air,jazz , Late night",
			  "inLanguage": [ "en_gb", { "@type": "Language", "name": "Spanish", "alternateName": "es" }, "Deutsch" ],
			  "maximumAttendeeCapacity": 300, "remainingAttendeeCapacity": { "@type": "QuantitativeValue", "value": 12 },
			  "isAccessibleForFree": "https://schema.org/False", "typicalAgeRange": "16+",
			  "audience": { "@type": "Audience", "audienceType": "Night owls" },
			  "sameAs": [ "https://www.wikidata.org/wiki/Q7", "http://www.owls.example/events/7/" ],
			  "identifier": [ "owl-7", { "@type": "PropertyValue", "propertyID": "x", "value": "77" } ],
			  "accessibilityFeature": [ "signLanguage", "unknown" ],
			  "performer": [ { "@type": "MusicGroup", "name": "The Owls", "url": "https://owls.example/band",
			      "image": { "@type": "ImageObject", "contentUrl": "https://owls.example/band.jpg" },
			      "sameAs": "https://en.wikipedia.org/wiki/Owl" }, "Ann" ],
			  "organizer": { "@type": "Organization", "name": "Barn", "url": "https://owls.example/barn",
			    "logo": "https://owls.example/logo.png", "email": "mailto:info@owls.example",
			    "contactPoint": { "@type": "ContactPoint", "telephone": "+44 1" } },
			  "location": [ { "@type": "Place", "name": "The Barn", "url": "https://barn.example/", "telephone": "tel:+441234",
			      "address": { "@type": "PostalAddress", "streetAddress": "1 Mill Lane", "postalCode": "NR1 1AA",
			        "addressLocality": "Norwich", "addressCountry": "GB" },
			      "amenityFeature": [ { "@type": "LocationFeatureSpecification", "name": "Wheelchair accessible", "value": true },
			        { "@type": "LocationFeatureSpecification", "name": "Elevator", "value": false } ] },
			    { "@type": "VirtualLocation", "url": "https://stream.example/owls" } ],
			  "offers": { "@type": "AggregateOffer", "name": "Any", "lowPrice": "10", "highPrice": "45.5", "priceCurrency": "GBP",
			    "validFrom": "2027-01-01T09:00:00", "validThrough": "2027-03-05T12:00:00Z",
			    "inventoryLevel": { "@type": "QuantitativeValue", "value": 5 }, "description": "With tea", "category": "Standing" },
			  "image": { "@type": "ImageObject", "url": "https://owls.example/1.jpg", "caption": "Photo: Ann",
			    "description": "An owl on a gate" } }""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void factsOfTheEventAreRead() {
		JsonNode event = importEvent(FACTS, """
				type tags languages capacity remainingCapacity isAccessibleForFree isFree audience ageRange { min max }
				accessibilityFeatures doors { local } joinUrl identifiers { kind value } categories { slug }
				sources { sequence modifiedAt }""");
		assertThat(event.get("type").asString()).isEqualTo("MUSIC");
		assertThat(event.get("tags").toString()).isEqualTo("[\"Jazz\",\"Open Air\",\"Late night\"]");
		assertThat(event.at("/categories").findValuesAsString("slug")).containsExactly("jazz", "open-air",
				"late-night");
		assertThat(event.get("languages").toString()).isEqualTo("[\"en-GB\",\"es\",\"de\"]");
		assertThat(event.get("capacity").asInt()).isEqualTo(300);
		assertThat(event.get("remainingCapacity").asInt()).isEqualTo(12);
		assertThat(event.get("isAccessibleForFree").asBoolean(true)).isFalse();
		assertThat(event.get("isFree").asBoolean(true)).isFalse();
		assertThat(event.get("audience").asString()).isEqualTo("Night owls");
		assertThat(event.get("ageRange").toString()).isEqualTo("{\"min\":16,\"max\":null}");
		assertThat(event.get("accessibilityFeatures").toString())
			.isEqualTo("[\"WHEELCHAIR_ACCESS\",\"SIGN_LANGUAGE\"]");
		assertThat(event.at("/doors/local").asString()).as("in the zone of the venue").isEqualTo("2027-03-05T17:45");
		assertThat(event.get("joinUrl").asString()).isEqualTo("https://stream.example/owls");
		assertThat(event.get("identifiers")
			.valueStream()
			.map((node) -> node.get("kind").asString() + ' ' + node.get("value").asString()))
			.containsExactly("SAME_AS https://www.wikidata.org/wiki/Q7", "ID https://owls.example/events#7",
					"IDENTIFIER owl-7", "IDENTIFIER 77");
		assertThat(event.at("/sources/0/modifiedAt").asString()).isEqualTo("2027-01-02T10:00:00.000Z");
		assertThat(event.at("/sources/0/sequence").isNull()).isTrue();
	}

	@Test
	void factsOfVenueOrganizersPerformersAndTicketsAreRead() {
		JsonNode event = importEvent(FACTS,
				"""
						venue { name fullAddress city street postalCode website telephone } organizer { logoUrl email telephone }
						performers { name url imageUrl sameAs } gallery { url alt caption }
						tickets { price { amount } maxPrice { amount currency } saleStartsAt saleEndsAt stock description category }
						priceRange { min max }""");
		assertThat(event.get("venue").toString()).isEqualTo(
				"""
						{"name":"The Barn","fullAddress":"1 Mill Lane","city":"Norwich","street":"1 Mill Lane","postalCode":"NR1 1AA",\
						"website":"https://barn.example/","telephone":"+441234"}""");
		assertThat(event.get("organizer").toString()).isEqualTo(
				"{\"logoUrl\":\"https://owls.example/logo.png\",\"email\":\"info@owls.example\",\"telephone\":\"+44 1\"}");
		assertThat(event.at("/performers/0").toString()).isEqualTo("""
				{"name":"The Owls","url":"https://owls.example/band","imageUrl":"https://owls.example/band.jpg",\
				"sameAs":["https://en.wikipedia.org/wiki/Owl"]}""");
		assertThat(event.at("/performers/1").toString())
			.isEqualTo("{\"name\":\"Ann\",\"url\":null,\"imageUrl\":null,\"sameAs\":[]}");
		assertThat(event.at("/gallery/0/caption").asString()).isEqualTo("Photo: Ann");
		assertThat(event.at("/gallery/0/alt").asString()).isEqualTo("An owl on a gate");
		JsonNode ticket = event.at("/tickets/0");
		assertThat(ticket.at("/maxPrice/amount").decimalValue()).isEqualByComparingTo("45.5");
		assertThat(ticket.at("/maxPrice/currency").asString()).isEqualTo("GBP");
		assertThat(ticket.get("saleStartsAt").asString()).as("in the offset of the start")
			.isEqualTo("2027-01-01T08:00:00.000Z");
		assertThat(ticket.get("saleEndsAt").asString()).isEqualTo("2027-03-05T12:00:00.000Z");
		assertThat(ticket.get("stock").asInt()).isEqualTo(5);
		assertThat(ticket.get("description").asString()).isEqualTo("With tea");
		assertThat(ticket.get("category").asString()).isEqualTo("Standing");
		assertThat(event.at("/priceRange/max").decimalValue()).isEqualByComparingTo("45.5");
	}

	@Test
	void unreadableFactsAreLeftOut() {
		String document = """
				{ "@type": "Event", "name": "Owls", "startDate": "2027-03-05T19:30:00+01:00", "doorTime": "2027-03-05T19:30:00+01:00",
				  "@id": "#7", "inLanguage": "Klingonish", "maximumAttendeeCapacity": 0, "remainingAttendeeCapacity": "many",
				  "typicalAgeRange": "adults", "isAccessibleForFree": "perhaps", "keywords": [ null, "", " , " ],
				  "organizer": { "name": "Barn", "email": "nobody" }, "dateModified": "yesterday",
				  "offers": { "price": 5, "priceCurrency": "EUR", "highPrice": 4, "validFrom": "2027-02-01", "validThrough": "2027-01-01" } }""";
		JsonNode event = importEvent(document, """
				type tags languages capacity remainingCapacity isAccessibleForFree ageRange { min } doors { date }
				identifiers { value } organizer { email } categories { slug } sources { modifiedAt }
				tickets { maxPrice { amount } saleStartsAt saleEndsAt }""");
		assertThat(event.toString()).isEqualTo(
				"""
						{"type":"OTHER","tags":[],"languages":[],"capacity":null,"remainingCapacity":null,"isAccessibleForFree":null,\
						"ageRange":null,"doors":null,"identifiers":[],"organizer":{"email":null},"categories":[],\
						"sources":[{"modifiedAt":null}],"tickets":[{"maxPrice":null,"saleStartsAt":"2027-01-31T23:00:00.000Z",\
						"saleEndsAt":null}]}""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "7-9 | {\"min\":7,\"max\":9}", "11- | {\"min\":11,\"max\":null}",
					"18+ | {\"min\":18,\"max\":null}", "18 and over | {\"min\":18,\"max\":null}",
					"-12 | {\"min\":null,\"max\":12}", "All ages | null", "9-7 | null",
					"6 to 10 years | {\"min\":6,\"max\":10}" })
	void ageRangesAreRead(String text, String expected) {
		JsonNode event = importEvent(
				"""
						{ "@type": "Event", "name": "Owls", "startDate": "2027-03-05T19:30:00+01:00", "typicalAgeRange": "%s" }"""
					.formatted(text),
				"ageRange { min max }");
		assertThat(event.get("ageRange").toString()).isEqualTo(expected);
	}

	@Test
	void freeEventWithoutTicketsIsFoundAmongFreeOnes() {
		JsonNode event = importEvent(
				"""
						{ "@type": "Event", "name": "Owls", "startDate": "2027-03-05T19:30:00+01:00", "isAccessibleForFree": true }""",
				"isFree isAccessibleForFree");
		assertThat(event.toString()).isEqualTo("{\"isFree\":true,\"isAccessibleForFree\":true}");
		assertThat(this.graphQlTestClient.data("{ events(filter: { price: { kinds: [FREE] } }) { totalCount } }")
			.at("/events/totalCount")
			.asInt()).isEqualTo(1);
	}

	@Test
	void olderRevisionChangesNothing() {
		importEvent(FACTS, "name");
		JsonNode older = importDocument(
				FACTS.replace("2027-01-02T10:00", "2027-01-02T09:59").replace("\"Owls\"", "\"Old owls\""));
		assertThat(older.get("status").asString()).isEqualTo("UNCHANGED");
		assertThat(older.at("/event/name").asString()).isEqualTo("Owls");
		assertThat(older.at("/problems/0/code").asString()).isEqualTo("older_revision");
		assertThat(older.at("/problems/0/severity").asString()).isEqualTo("NOTICE");
		JsonNode newer = importDocument(
				FACTS.replace("2027-01-02T10:00", "2027-01-02T10:01").replace("\"Owls\"", "\"New owls\""));
		assertThat(newer.get("status").asString()).isEqualTo("UPDATED");
		assertThat(newer.at("/event/name").asString()).isEqualTo("New owls");
	}

	@Test
	void laterDocumentReplacesFacts() {
		importEvent(FACTS, "name");
		JsonNode event = importEvent(
				"""
						{ "@type": "Event", "name": "Owls", "url": "https://owls.example/events/7", "inLanguage": "fr",
						  "startDate": "2027-03-05T19:30:00+01:00", "location": { "name": "The Barn", "telephone": "1",
						  "address": { "streetAddress": "1 Mill Lane", "addressLocality": "Norwich", "addressCountry": "GB" } } }""",
				"languages tags performers { name } capacity venue { telephone postalCode }");
		assertThat(event.toString()).isEqualTo(
				"""
						{"languages":["fr"],"tags":[],"performers":[],"capacity":null,"venue":{"telephone":"1","postalCode":"NR1 1AA"}}""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "null",
			value = { "1 Mill Lane | 1 Mill Lane", "1 Mill Lane, Floor 2 | 1 Mill Lane, Floor 2",
					"Norwich Road 7 | Norwich Road 7", "1 Mill Lane, NR1 Norwich, UK | null",
					"The Barn, 1 Mill Lane | null" })
	void streetIsNotTheWholeAddress(String address, String street) {
		JsonNode event = importEvent(
				"""
						{ "@type": "Event", "name": "Owls", "startDate": "2027-03-05T19:30:00+01:00", "location": { "name": "The Barn",
						  "address": { "streetAddress": "%s", "addressLocality": "Norwich", "addressCountry": "GB" } } }"""
					.formatted(address),
				"venue { street fullAddress }");
		assertThat(event.at("/venue/street").asString(null)).isEqualTo(street);
		assertThat(event.at("/venue/fullAddress").asString()).isEqualTo(address);
	}

	@Test
	void documentWithCategoriesKeepsThem() {
		JsonNode document = this.mutationClient.mutate("importListings",
				Map.of("documents",
						List.of(Map.of("name", "owls.txt", "text",
								ListingFixtures.COMPLETE.replace("\"@type\": \"EducationEvent\",",
										"\"@type\": \"EducationEvent\", \"keywords\": [\"Jazz\"],")))),
				"documents { event { tags categories { slug } } }")
			.at("/documents/0/event");
		assertThat(document.at("/tags").toString()).isEqualTo("[\"Jazz\"]");
		assertThat(document.at("/categories").findValuesAsString("slug")).containsExactly("workshops", "live-music");
	}

	private JsonNode importEvent(String jsonLd, String selection) {
		JsonNode document = importDocument(jsonLd);
		assertThat(document.get("status").asString()).as(document.toString()).isNotEqualTo("REJECTED");
		return this.graphQlTestClient
			.data("query Read($id: ID!) { event(id: $id) { " + selection + " } }",
					Map.of("id", document.at("/event/id").asString()))
			.get("event");
	}

	private JsonNode importDocument(String jsonLd) {
		return this.mutationClient
			.mutate("importListings",
					Map.of("documents",
							List.of(Map.of("name", "owls.txt", "text",
									"## Structured Data (JSON-LD)\n\n```json\n" + jsonLd + "\n```\n"))),
					"documents { status event { id name } problems { severity code } }")
			.at("/documents/0");
	}

}
