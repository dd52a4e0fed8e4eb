package dev.marquee.ingest.record;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventFacts.AgeRange;
import dev.marquee.event.EventStatus;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingRevision;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ApiRecordReaderTests {

	private static final String EVENTBRITE = """
			{
			  "id": "778899001122", "name": {"text": "Lantern walk", "html": "Lantern walk"},
			  "summary": "A walk by the river.", "description": {"html": "<p>Bring a <b>lantern</b>.</p>", "text": "Bring a lantern."},
			  "url": "https://www.eventbrite.example/e/lantern-walk-778899001122",
			  "start": {"timezone": "America/Chicago", "local": "2026-10-01T19:30:00", "utc": "2026-10-02T00:30:00Z"},
			  "end": {"timezone": "America/Chicago", "local": "2026-10-01T21:00:00", "utc": "2026-10-02T02:00:00Z"},
			  "status": "live", "listed": true, "online_event": false, "is_free": false, "capacity": 80,
			  "changed": "2026-09-01T10:00:00Z", "is_series": false,
			  "venue": {"name": "Corner Hall", "latitude": "30.27", "longitude": "-97.74",
			    "address": {"address_1": "12 Mill Lane", "city": "Austin", "region": "TX", "postal_code": "78701", "country": "US"}},
			  "organizer": {"id": "55", "name": "Mill Friends", "url": "https://www.eventbrite.example/o/mill-friends-55", "description": {"text": "We walk."}},
			  "ticket_classes": [
			    {"name": "Adult", "free": false, "cost": {"currency": "USD", "value": 1250, "major_value": "12.50", "display": "$12.50"},
			     "on_sale_status": "AVAILABLE", "sales_start": "2026-08-01T10:00:00Z", "sales_end": "2026-10-01T10:00:00Z"},
			    {"name": "Child", "free": true, "on_sale_status": "SOLD_OUT"},
			    {"name": "Staff", "free": true, "hidden": true}],
			  "category": {"name": "Travel & Outdoor"}, "format": {"name": "Tour"},
			  "logo": {"url": "https://img.example/small.jpg", "original": {"url": "https://img.example/large.jpg", "width": 1600, "height": 800}}
			}
			""";

	private static final String EVENTS_CALENDAR = """
			{"events": [{"id": 71, "global_id": "mill.example?id=71", "status": "publish", "modified_utc": "2026-09-01 10:00:00",
			  "url": "https://mill.example/event/lantern-walk/", "title": "Lantern &#8211; walk", "description": "<p>Bring a <b>lantern</b>.</p>",
			  "image": {"url": "https://mill.example/walk.jpg", "width": 1600, "height": 800}, "all_day": false,
			  "start_date": "2026-10-01 19:30:00", "end_date": "2026-10-01 21:00:00", "utc_start_date": "2026-10-02 00:30:00",
			  "timezone": "America/Chicago", "cost": "$5 &#8211; $12.50", "cost_details": {"currency_code": "USD", "values": ["12.50", "5"]},
			  "hide_from_listings": false, "categories": [{"name": "Walks", "slug": "walks"}], "tags": [{"name": "river"}],
			  "venue": {"id": 4, "venue": "Corner Hall", "address": "12 Mill Lane", "city": "Austin", "country": "United States", "state": "TX",
			    "zip": "78701", "geo_lat": 30.27, "geo_lng": -97.74, "website": "https://hall.example/"},
			  "organizer": [{"id": 9, "organizer": "Mill Friends", "website": "https://mill.example/friends"}],
			  "json_ld": {"@type": "Event", "name": "Lantern walk"}}], "total": 1}
			""";

	private static final String TICKETMASTER = """
			{"_embedded": {"events": [{"name": "The Barn Owls", "type": "event", "id": "vv1A", "url": "https://www.ticketmaster.example/e/vv1A",
			  "info": "Doors at 7.", "images": [{"ratio": "16_9", "url": "https://img.example/small.jpg", "width": 205, "height": 115, "fallback": false},
			    {"ratio": "16_9", "url": "https://img.example/large.jpg", "width": 2048, "height": 1152, "fallback": false},
			    {"ratio": "3_2", "url": "https://img.example/any.jpg", "width": 4000, "height": 3000, "fallback": true}],
			  "sales": {"public": {"startDateTime": "2026-06-01T15:00:00Z", "endDateTime": "2026-10-02T00:30:00Z"}},
			  "dates": {"start": {"localDate": "2026-10-01", "localTime": "19:30:00", "dateTime": "2026-10-02T00:30:00Z", "timeTBA": false},
			    "timezone": "America/Chicago", "status": {"code": "rescheduled"}},
			  "classifications": [{"primary": true, "segment": {"name": "Music"}, "genre": {"name": "Folk"}, "subGenre": {"name": "Undefined"}}],
			  "promoter": {"id": "1", "name": "Mill Concerts"},
			  "priceRanges": [{"type": "standard", "currency": "USD", "min": 25.0, "max": 60.5}],
			  "_embedded": {"venues": [{"name": "Corner Hall", "postalCode": "78701", "timezone": "America/Chicago", "city": {"name": "Austin"},
			      "state": {"name": "Texas", "stateCode": "TX"}, "country": {"name": "United States Of America", "countryCode": "US"},
			      "address": {"line1": "12 Mill Lane"}, "location": {"longitude": "-97.74", "latitude": "30.27"}}],
			    "attractions": [{"name": "The Barn Owls", "url": "https://owls.example/"}, {"name": "Mice"}]}}]}, "page": {"totalElements": 1}}
			""";

	private final DocumentProblems problems = new DocumentProblems();

	@Test
	void eventOfEventbriteIsRead() {
		SourceListing listing = only(EVENTBRITE, DocumentFormat.EVENTBRITE);
		PartialListing text = listing.text();
		assertThat(text.name()).isEqualTo("Lantern walk");
		assertThat(text.description()).isEqualTo("A walk by the river.\n\nBring a lantern.");
		assertThat(text.url()).isEqualTo("https://www.eventbrite.example/e/lantern-walk-778899001122");
		assertThat(text.start()).isEqualTo(time("2026-10-01T19:30", "America/Chicago"));
		assertThat(text.end()).isEqualTo(time("2026-10-01T21:00", "America/Chicago"));
		assertThat(text.status()).isEqualTo(EventStatus.SCHEDULED);
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.name()).isEqualTo("Corner Hall");
			assertThat(venue.fullAddress()).isEqualTo("12 Mill Lane, 78701 Austin");
			assertThat(venue.countryCode()).isEqualTo("US");
			assertThat(venue.longitude()).isEqualTo(-97.74);
			assertThat(venue.contact().postalCode()).isEqualTo("78701");
		});
		assertThat(text.organizers()).singleElement().satisfies((organizer) -> {
			assertThat(organizer.name()).isEqualTo("Mill Friends");
			assertThat(organizer.sourceId()).isEqualTo("55");
		});
		assertThat(text.tickets()).extracting(TicketDetails::name).containsExactly("Adult", "Child");
		assertThat(text.tickets().getFirst().price()).isEqualTo(Price.of(new BigDecimal("12.5"), "USD"));
		assertThat(text.tickets().getFirst().terms().saleEndsAt()).isEqualTo(Instant.parse("2026-10-01T10:00:00Z"));
		assertThat(text.tickets().get(1).price()).isEqualTo(Price.FREE);
		assertThat(text.tickets().get(1).availability()).isEqualTo(Availability.SOLD_OUT);
		assertThat(text.categories()).extracting(CategoryDetails::name).containsExactly("Travel & Outdoor", "Tour");
		assertThat(text.gallery()).singleElement().satisfies((image) -> {
			assertThat(image.url()).isEqualTo("https://img.example/large.jpg");
			assertThat(image.width()).isEqualTo(1600);
		});
		assertThat(text.facts().capacity()).isEqualTo(80);
		assertThat(listing.id()).isEqualTo(new ListingId("eventbrite.com", "778899001122"));
		assertThat(listing.revision()).isEqualTo(new ListingRevision(null, Instant.parse("2026-09-01T10:00:00Z")));
		assertThat(listing.problems().toList()).isEmpty();
	}

	@Test
	void listOfEventbriteHasAnEventEach() {
		List<SourceListing> listings = read("{\"pagination\": {\"page_count\": 1}, \"events\": [" + EVENTBRITE + ','
				+ EVENTBRITE.replace("778899001122", "2") + "]}", DocumentFormat.EVENTBRITE);
		assertThat(listings).extracting((listing) -> listing.location().path())
			.containsExactly("$.events[0]", "$.events[1]");
	}

	@Test
	void searchOfEventbriteIsRead() {
		PartialListing text = only(
				"""
						{"events": {"results": [{"id": "5", "name": "Fair", "start_date": "2026-10-01", "start_time": "19:30",
						  "end_date": "2026-10-01", "end_time": "21:00", "timezone": "America/Chicago", "is_online_event": true,
						  "is_cancelled": true, "url": "https://www.eventbrite.example/e/5", "tags": [{"display_name": "Music", "prefix": "EventbriteCategory"}],
						  "ticket_availability": {"is_free": false, "is_sold_out": false, "has_available_tickets": true,
						    "minimum_ticket_price": {"currency": "USD", "major_value": "5.00"}, "maximum_ticket_price": {"currency": "USD", "major_value": "15.00"}}}]}}
						""",
				DocumentFormat.EVENTBRITE)
			.text();
		assertThat(text.start()).isEqualTo(time("2026-10-01T19:30", "America/Chicago"));
		assertThat(text.status()).isEqualTo(EventStatus.CANCELLED);
		assertThat(text.attendanceMode()).isEqualTo(AttendanceMode.ONLINE);
		assertThat(text.facts().tags()).containsExactly("Music");
		assertThat(text.tickets()).singleElement().satisfies((ticket) -> {
			assertThat(ticket.price()).isEqualTo(Price.of(new BigDecimal("5"), "USD"));
			assertThat(ticket.terms().maxPrice()).isEqualByComparingTo("15");
			assertThat(ticket.availability()).isEqualTo(Availability.IN_STOCK);
		});
	}

	@Test
	void draftAndSeriesOfEventbriteAreReported() {
		SourceListing draft = only(EVENTBRITE.replace("\"live\"", "\"draft\""), DocumentFormat.EVENTBRITE);
		assertThat(draft.problems().hasErrors()).isTrue();
		SourceListing series = only(EVENTBRITE.replace("\"is_series\": false", "\"is_series_parent\": true"),
				DocumentFormat.EVENTBRITE);
		assertThat(series.text().end()).isNull();
		assertThat(codes(series)).containsExactly("series");
		assertThat(codes(only(EVENTBRITE.replace("\"listed\": true", "\"listed\": false"), DocumentFormat.EVENTBRITE)))
			.containsExactly("not_listed");
	}

	@Test
	void eventOfMeetupIsRead() {
		SourceListing listing = only(
				"""
						{"data": {"groupByUrlname": {"events": {"edges": [{"node": {
						  "id": "305306204", "title": "Maps in R", "description": "**Agenda**", "status": "CANCELLED",
						  "dateTime": "2026-12-30T19:30:00+08:00", "duration": "PT1H30M",
						  "eventUrl": "https://www.meetup.example/maps/events/305306204/",
						  "featuredEventPhoto": {"id": "1", "highResUrl": "https://photos.example/highres_1.jpeg"},
						  "rsvps": {"yesCount": 4},
						  "venues": [{"name": "East Hall", "address": "9 Lake Road", "city": "Taipei", "state": "", "country": "tw", "lat": 25.05, "lon": 121.54, "postalCode": "meetup1", "venueType": ""},
						             {"name": "Online event", "address": "", "city": "", "state": "", "country": "", "lat": 25.05, "lon": 121.54, "postalCode": "", "venueType": "online"}],
						  "group": {"name": "Map People", "urlname": "map-people"}}}]}}}}
						""",
				DocumentFormat.MEETUP);
		PartialListing text = listing.text();
		assertThat(text.name()).isEqualTo("Maps in R");
		assertThat(text.start()).isEqualTo(time("2026-12-30T19:30", "+08:00"));
		assertThat(text.end()).isEqualTo(time("2026-12-30T21:00", "+08:00"));
		assertThat(text.status()).isEqualTo(EventStatus.CANCELLED);
		assertThat(text.attendanceMode()).isEqualTo(AttendanceMode.MIXED);
		assertThat(text.interestedCount()).isEqualTo(4);
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.name()).isEqualTo("East Hall");
			assertThat(venue.countryCode()).isEqualTo("TW");
			assertThat(venue.contact().postalCode()).isNull();
		});
		assertThat(text.organizers()).singleElement()
			.satisfies((organizer) -> assertThat(organizer.url()).isEqualTo("https://www.meetup.com/map-people/"));
		assertThat(listing.id()).isEqualTo(new ListingId("meetup.com", "305306204"));
		assertThat(listing.location().path()).isEqualTo("$.data.groupByUrlname.events.edges[0].node");
		assertThat(listing.problems().toList()).isEmpty();
	}

	@Test
	void onlineVenueOfMeetupIsNoPlace() {
		PartialListing text = only("""
				[{"id": "1", "title": "Call", "dateTime": "2026-12-30T19:30:00Z", "venues": [
				  {"name": "Online event", "lat": -8.5211, "lon": 179.1962, "venueType": "online"}]}]
				""", DocumentFormat.MEETUP).text();
		assertThat(text.venue()).isNull();
		assertThat(text.attendanceMode()).isEqualTo(AttendanceMode.ONLINE);
	}

	@Test
	void eventOfMeetupsRestApiIsRead() {
		PartialListing text = only(
				"""
						{"id": "266", "name": "Climbing", "status": "upcoming", "time": 1767171600000, "utc_offset": 3600000, "duration": 7200000,
						 "local_date": "2025-12-31", "local_time": "10:00", "updated": 1767000000000, "yes_rsvp_count": 7, "rsvp_limit": 12,
						 "venue": {"name": "Rock House", "address_1": "3 Hill Street", "city": "Bern", "country": "ch", "lat": 46.9, "lon": 7.4},
						 "group": {"name": "Climbers", "urlname": "climbers", "timezone": "Europe/Zurich"},
						 "link": "https://www.meetup.example/climbers/events/266/", "description": "<p>Bring shoes.</p>",
						 "fee": {"amount": 5.0, "currency": "CHF"}, "is_online_event": false}
						""",
				DocumentFormat.MEETUP)
			.text();
		assertThat(text.start()).isEqualTo(time("2025-12-31T10:00", "Europe/Zurich"));
		assertThat(text.end()).isEqualTo(time("2025-12-31T12:00", "Europe/Zurich"));
		assertThat(text.description()).isEqualTo("Bring shoes.");
		assertThat(text.tickets()).singleElement()
			.satisfies((ticket) -> assertThat(ticket.price()).isEqualTo(Price.of(new BigDecimal("5"), "CHF")));
		assertThat(text.facts().capacity()).isEqualTo(12);
	}

	@Test
	void exportOfOpenAgendaIsReadAsItsApi() {
		SourceListing listing = only(
				"""
						{"nhits": 1, "records": [{"recordid": "ce25", "fields": {
						  "uid": "4711", "slug": "marche-aux-fleurs", "title_fr": "Marché aux fleurs", "description_fr": "Court",
						  "longdescription_fr": "<p>Un marché au bord de l'eau.</p>", "keywords_fr": "marché;fleurs", "conditions_fr": "5 €",
						  "timings": "[{\\"begin\\": \\"2026-05-03T09:00:00+02:00\\", \\"end\\": \\"2026-05-03T12:00:00+02:00\\"}]",
						  "firstdate_begin": "2026-05-03T07:00:00+00:00", "lastdate_end": "2026-05-03T10:00:00+00:00",
						  "location_name": "Place du Moulin", "location_address": "1 Place du Moulin, 44000 Nantes", "location_city": "Nantes",
						  "location_postalcode": "44000", "location_countrycode": "FR", "location_coordinates": [47.2, -1.5],
						  "image": "https://img.example/flowers.jpg", "imagecredits": "A. Dupont",
						  "status": "{\\"id\\": 6, \\"label\\": {\\"fr\\": \\"Annulé\\"}}", "attendancemode": "{\\"id\\": 1}",
						  "registration": "[\\"https://book.example/fleurs\\"]", "age_min": 6, "updatedat": "2026-04-01T08:00:00+00:00",
						  "canonicalurl": "https://openagenda.com/ville/events/marche-aux-fleurs"}}]}
						""",
				DocumentFormat.OPENAGENDA);
		PartialListing text = listing.text();
		assertThat(text.name()).isEqualTo("Marché aux fleurs");
		assertThat(text.description()).isEqualTo("Court\n\nUn marché au bord de l'eau.");
		assertThat(text.start()).isEqualTo(
				new PartialDateTime(LocalDate.parse("2026-05-03"), LocalTime.parse("09:00"), ZoneOffset.ofHours(2)));
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.city()).isEqualTo("Nantes");
			assertThat(venue.countryCode()).isEqualTo("FR");
			assertThat(venue.latitude()).isEqualTo(47.2);
		});
		assertThat(text.status()).isEqualTo(EventStatus.CANCELLED);
		assertThat(text.attendanceMode()).isEqualTo(AttendanceMode.OFFLINE);
		assertThat(text.tickets()).singleElement().satisfies((ticket) -> {
			assertThat(ticket.price()).isEqualTo(Price.of(new BigDecimal("5"), "EUR"));
			assertThat(ticket.url()).isEqualTo("https://book.example/fleurs");
		});
		assertThat(text.facts().tags()).containsExactly("marché", "fleurs");
		assertThat(text.url()).isEqualTo("https://openagenda.com/ville/events/marche-aux-fleurs");
		assertThat(listing.id()).isEqualTo(new ListingId("openagenda.com", "4711"));
	}

	@Test
	void eventOfOpenAgendaIsRead() {
		SourceListing listing = only(
				"""
						{"total": 1, "events": [{
						  "uid": 4711, "slug": "marche-aux-fleurs", "originAgenda": {"slug": "ville-example", "uid": 1},
						  "title": {"fr": "Marché aux fleurs", "en": "Flower market"}, "description": {"fr": "Court", "en": "Short"},
						  "longDescription": {"fr": "Un marché au bord de l'eau.", "en": "A market"}, "keywords": {"fr": ["marché", "fleurs"], "en": ["market"]},
						  "timezone": "Europe/Paris",
						  "timings": [{"begin": "2026-05-03T09:00:00+02:00", "end": "2026-05-03T12:00:00+02:00"},
						              {"begin": "2026-05-10T09:00:00+02:00", "end": "2026-05-10T12:00:00+02:00"},
						              {"begin": "2026-05-17T09:00:00+02:00", "end": "2026-05-17T18:00:00+02:00"}],
						  "location": {"name": "Place du Moulin", "address": "1 Place du Moulin, 44000 Nantes", "city": "Nantes", "postalCode": "44000", "region": "Pays de la Loire", "countryCode": "FR", "latitude": 47.2, "longitude": -1.5},
						  "image": {"base": "https://img.example/", "filename": "flowers.jpg", "size": {"width": 700, "height": 525}}, "imageCredits": "A. Dupont",
						  "status": 1, "attendanceMode": 1, "age": {"min": 6, "max": 99}, "conditions": {"fr": "Gratuit"},
						  "registration": [{"type": "link", "value": "https://book.example/fleurs"}], "updatedAt": "2026-04-01T08:00:00.000Z"}]}
						""",
				DocumentFormat.OPENAGENDA);
		PartialListing text = listing.text();
		assertThat(text.name()).isEqualTo("Marché aux fleurs");
		assertThat(text.description()).isEqualTo("Court\n\nUn marché au bord de l'eau.");
		assertThat(text.url()).isEqualTo("https://openagenda.com/ville-example/events/marche-aux-fleurs");
		assertThat(text.start()).isEqualTo(time("2026-05-03T09:00", "Europe/Paris"));
		assertThat(text.end()).isEqualTo(time("2026-05-03T12:00", "Europe/Paris"));
		assertThat(text.recurrence().additionalStarts()).containsExactly(LocalDateTime.parse("2026-05-10T09:00"),
				LocalDateTime.parse("2026-05-17T09:00"));
		assertThat(text.recurrence().changes()).singleElement().satisfies((longer) -> {
			assertThat(longer.originalStart()).isEqualTo(LocalDateTime.parse("2026-05-17T09:00"));
			assertThat(longer.end().local()).isEqualTo(LocalDateTime.parse("2026-05-17T18:00"));
		});
		assertThat(text.venue().fullAddress()).isEqualTo("1 Place du Moulin, 44000 Nantes");
		assertThat(text.tickets()).singleElement().satisfies((ticket) -> {
			assertThat(ticket.price()).isEqualTo(Price.FREE);
			assertThat(ticket.url()).isEqualTo("https://book.example/fleurs");
		});
		assertThat(text.gallery()).singleElement().satisfies((image) -> {
			assertThat(image.url()).isEqualTo("https://img.example/flowers.jpg");
			assertThat(image.caption()).isEqualTo("A. Dupont");
		});
		assertThat(text.facts().tags()).containsExactly("marché", "fleurs");
		assertThat(text.facts().languages()).containsExactly("fr", "en");
		assertThat(text.facts().ages()).isEqualTo(new AgeRange(6, 99));
		assertThat(listing.id()).isEqualTo(new ListingId("openagenda.com", "4711"));
		assertThat(codes(listing)).containsExactly("other_languages");
	}

	@Test
	void eventOfLinkedEventsIsRead() {
		SourceListing listing = only(
				"""
						{"meta": {"count": 1}, "data": [{
						  "id": "exampleville:abc123", "@id": "https://api.exampleville.example/v1/event/exampleville:abc123/", "@type": "Event/LinkedEvent",
						  "data_source": "exampleville", "super_event_type": null, "super_event": null, "sub_events": [],
						  "name": {"fi": "Vesijumppa", "en": "Water gym"}, "short_description": {"fi": "Lyhyt"},
						  "description": {"fi": "<p>Tule mukaan.</p>", "en": "<p>Join us.</p>"},
						  "start_time": "2026-11-03T08:30:00Z", "end_time": "2026-11-03T09:15:00Z", "event_status": "EventScheduled",
						  "location": {"@id": "https://api.exampleville.example/v1/place/x:1/", "id": "x:1", "name": {"fi": "Uimahalli", "en": "Pool"},
						    "street_address": {"fi": "Rantatie 3"}, "address_locality": {"fi": "Turku"}, "postal_code": "20100",
						    "position": {"type": "Point", "coordinates": [22.26, 60.45]}},
						  "offers": [{"is_free": false, "price": {"fi": "5 €"}, "info_url": {"fi": "https://tickets.example/1"}, "description": null}],
						  "images": [{"url": "https://img.example/pool.jpg", "photographer_name": "B. Virtanen", "alt_text": {"fi": "Allas"}}],
						  "keywords": [{"name": {"fi": "liikunta", "en": "sport"}}], "in_language": [{"@id": "https://api.exampleville.example/v1/language/fi/"}],
						  "audience_min_age": 18, "audience_max_age": null, "maximum_attendee_capacity": 30,
						  "provider": {"fi": "Uimaseura"}, "info_url": {"fi": "https://uima.example/jumppa"},
						  "external_links": [{"name": "fb", "link": "https://social.example/jumppa"}],
						  "last_modified_time": "2026-10-01T11:01:27.403200Z", "publication_status": "public"}]}
						""",
				DocumentFormat.LINKED_EVENTS);
		PartialListing text = listing.text();
		assertThat(text.name()).isEqualTo("Vesijumppa");
		assertThat(text.description()).isEqualTo("Tule mukaan.");
		assertThat(text.start()).isEqualTo(time("2026-11-03T08:30", "UTC"));
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.name()).isEqualTo("Uimahalli");
			assertThat(venue.fullAddress()).isEqualTo("Rantatie 3, 20100 Turku");
			assertThat(venue.latitude()).isEqualTo(60.45);
		});
		assertThat(text.url()).isEqualTo("https://uima.example/jumppa");
		assertThat(text.tickets()).singleElement().satisfies((ticket) -> {
			assertThat(ticket.price()).isEqualTo(Price.of(new BigDecimal("5"), "EUR"));
			assertThat(ticket.url()).isEqualTo("https://tickets.example/1");
		});
		assertThat(text.gallery()).singleElement().satisfies((image) -> assertThat(image.alt()).isEqualTo("Allas"));
		assertThat(text.facts().tags()).containsExactly("liikunta");
		assertThat(text.facts().languages()).containsExactly("fi");
		assertThat(text.facts().capacity()).isEqualTo(30);
		assertThat(text.facts().ages()).isEqualTo(new AgeRange(18, null));
		assertThat(text.facts().identifiers()).hasSize(2);
		assertThat(text.organizers()).singleElement()
			.satisfies((organizer) -> assertThat(organizer.name()).isEqualTo("Uimaseura"));
		assertThat(listing.id()).isEqualTo(new ListingId("linkedevents", "exampleville:abc123"));
		assertThat(codes(listing)).containsExactly("other_languages");
	}

	@Test
	void datesOfRecurringLinkedEventAreItsOccurrences() {
		PartialListing text = only(
				"""
						{"id": "x:1", "name": {"fi": "Kuoro"}, "super_event_type": "recurring", "start_time": "2026-11-03T16:00:00Z", "end_time": "2026-12-15T18:00:00Z",
						 "sub_events": [{"id": "x:2", "name": {"fi": "Kuoro"}, "start_time": "2026-11-10T16:00:00Z", "end_time": "2026-11-10T18:00:00Z"},
						                {"id": "x:3", "name": {"fi": "Kuoro"}, "start_time": "2026-11-03T16:00:00Z", "end_time": "2026-11-03T18:00:00Z"}]}
						""",
				DocumentFormat.LINKED_EVENTS)
			.text();
		assertThat(text.start()).isEqualTo(time("2026-11-03T16:00", "UTC"));
		assertThat(text.end()).isEqualTo(time("2026-11-03T18:00", "UTC"));
		assertThat(text.recurrence().additionalStarts()).containsExactly(LocalDateTime.parse("2026-11-10T16:00"));
	}

	@Test
	void wholeDaysOfLinkedEventsAreInclusive() {
		PartialListing text = only(
				"{\"id\": \"x:1\", \"name\": {\"fi\": \"Näyttely\"}, \"start_time\": \"2026-04-01\", \"end_time\": \"2026-05-01\"}",
				DocumentFormat.LINKED_EVENTS)
			.text();
		assertThat(text.start()).isEqualTo(new PartialDateTime(LocalDate.parse("2026-04-01"), null, null));
		assertThat(text.end()).isEqualTo(new PartialDateTime(LocalDate.parse("2026-05-01"), null, null));
	}

	@Test
	void recordsOnLinesOfTheirOwnAreRead() {
		String line = "{\"title\": \"A\", \"dateTime\": \"2026-12-30T19:30:00Z\"}\n";
		assertThat(read(line + line, DocumentFormat.MEETUP)).extracting((listing) -> listing.location().path())
			.containsExactly("$", "$2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{\"events\": []}", "{\"title\": \"A\"}" })
	void documentWithoutEventsIsRefused(String text) {
		assertThat(read(text, DocumentFormat.MEETUP)).isEmpty();
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("no_events");
	}

	@Test
	void documentThatIsNotJsonIsRefusedWithTheLine() {
		assertThat(read("[{\"title\": \"A\",\n \"dateTime\": oops}]", DocumentFormat.MEETUP)).isEmpty();
		assertThat(this.problems.toList()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("json_invalid");
			assertThat(problem.line()).isEqualTo(2);
		});
	}

	@Test
	void deepNestingIsHarmless() {
		assertThat(read("[".repeat(100_000), DocumentFormat.MEETUP)).isEmpty();
		assertThat(this.problems.hasErrors()).isTrue();
	}

	@Test
	void membersOfOtherTypesAreHarmless() {
		for (DocumentFormat format : List.of(DocumentFormat.EVENTBRITE, DocumentFormat.MEETUP,
				DocumentFormat.OPENAGENDA, DocumentFormat.LINKED_EVENTS, DocumentFormat.EVENTS_CALENDAR,
				DocumentFormat.TICKETMASTER)) {
			for (String value : List.of("null", "[]", "{}", "7", "\"x\"", "true", "[null]", "[[1]]", "{\"a\": {}}")) {
				String text = """
						{"name": "A", "title": "A", "start": {"local": "2026-12-30T19:30:00"}, "dateTime": "2026-12-30T19:30:00Z", "start_time": "2026-12-30T19:30:00Z",
						 "timings": [{"begin": "2026-12-30T19:30:00Z"}], "id": V, "uid": V, "venue": V, "venues": V, "location": V, "organizer": V, "group": V,
						 "ticket_classes": V, "offers": V, "logo": V, "image": V, "images": V, "keywords": V, "tags": V, "topics": V, "age": V, "description": V,
						 "end": V, "end_time": V, "endTime": V, "duration": V, "capacity": V, "url": V, "sub_events": V, "in_language": V,
						 "registration": V, "conditions": V, "rsvps": V, "featuredEventPhoto": V, "fee": V, "changed": V, "timezone": V,
						 "start_date": "2026-12-30 19:30:00", "dates": {"start": {"localDate": "2026-12-30"}, "end": V, "status": V, "timezone": V},
						 "cost_details": V, "cost": V, "categories": V, "priceRanges": V, "_embedded": V, "classifications": V, "sales": V, "promoter": V}
						"""
					.replace("V", value);
				assertThat(read(text, format)).as("%s %s", format, value).hasSize(1);
			}
		}
	}

	@Test
	void eventOfTheEventsCalendarIsRead() {
		SourceListing listing = only(EVENTS_CALENDAR, DocumentFormat.EVENTS_CALENDAR);
		PartialListing text = listing.text();
		assertThat(text.name()).isEqualTo("Lantern – walk");
		assertThat(text.description()).isEqualTo("Bring a lantern.");
		assertThat(text.url()).isEqualTo("https://mill.example/event/lantern-walk/");
		assertThat(text.start()).isEqualTo(time("2026-10-01T19:30", "America/Chicago"));
		assertThat(text.end()).isEqualTo(time("2026-10-01T21:00", "America/Chicago"));
		assertThat(text.venue().fullAddress()).isEqualTo("12 Mill Lane, 78701 Austin");
		assertThat(text.venue().countryCode()).isEqualTo("US");
		assertThat(text.venue().latitude()).isEqualTo(30.27);
		assertThat(text.organizers()).singleElement()
			.satisfies((organizer) -> assertThat(organizer.url()).isEqualTo("https://mill.example/friends"));
		assertThat(text.tickets()).singleElement().satisfies((ticket) -> {
			assertThat(ticket.price()).isEqualTo(Price.of(new BigDecimal("5"), "USD"));
			assertThat(ticket.terms().maxPrice()).isEqualByComparingTo("12.5");
		});
		assertThat(text.categories()).extracting(CategoryDetails::name).containsExactly("Walks");
		assertThat(text.facts().tags()).containsExactly("river");
		assertThat(text.gallery().getFirst().width()).isEqualTo(1600);
		assertThat(listing.id()).isEqualTo(new ListingId("tribe", "mill.example?id=71"));
		assertThat(listing.revision()).isEqualTo(new ListingRevision(null, Instant.parse("2026-09-01T10:00:00Z")));
		assertThat(codes(listing)).isEmpty();
	}

	@Test
	void daysCostsAndDraftsOfTheEventsCalendarAreRead() {
		String days = EVENTS_CALENDAR.replace("\"all_day\": false", "\"all_day\": true")
			.replace("2026-10-01 21:00:00", "2026-10-03 23:59:59")
			.replace("[\"12.50\", \"5\"]", "[\"0\"]")
			.replace("\"venue\": {\"id\": 4,", "\"venue\": [], \"x\": {\"id\": 4,");
		PartialListing text = only(days, DocumentFormat.EVENTS_CALENDAR).text();
		assertThat(text.start()).isEqualTo(new PartialDateTime(LocalDate.of(2026, 10, 1), null, null));
		assertThat(text.end()).isEqualTo(new PartialDateTime(LocalDate.of(2026, 10, 3), null, null));
		assertThat(text.tickets()).extracting(TicketDetails::price).containsExactly(Price.FREE);
		assertThat(text.venue()).isNull();
		assertThat(only(EVENTS_CALENDAR.replace("\"publish\"", "\"draft\""), DocumentFormat.EVENTS_CALENDAR).problems()
			.hasErrors()).isTrue();
		assertThat(codes(
				only(EVENTS_CALENDAR.replace("listings\": false", "listings\": true"), DocumentFormat.EVENTS_CALENDAR)))
			.containsExactly("not_listed");
	}

	@Test
	void eventOfTicketmasterIsRead() {
		SourceListing listing = only(TICKETMASTER, DocumentFormat.TICKETMASTER);
		PartialListing text = listing.text();
		assertThat(text.name()).isEqualTo("The Barn Owls");
		assertThat(text.description()).isEqualTo("Doors at 7.");
		assertThat(text.start()).isEqualTo(time("2026-10-01T19:30", "America/Chicago"));
		assertThat(text.end()).isNull();
		assertThat(text.status()).isEqualTo(EventStatus.RESCHEDULED);
		assertThat(text.venue().fullAddress()).isEqualTo("12 Mill Lane, 78701 Austin");
		assertThat(text.venue().countryCode()).isEqualTo("US");
		assertThat(text.venue().longitude()).isEqualTo(-97.74);
		assertThat(text.categories()).extracting(CategoryDetails::name).containsExactly("Music", "Folk");
		assertThat(text.organizers()).extracting((organizer) -> organizer.name()).containsExactly("Mill Concerts");
		assertThat(text.facts().performers()).extracting((performer) -> performer.name() + " " + performer.url())
			.containsExactly("The Barn Owls https://owls.example/", "Mice null");
		assertThat(text.tickets()).singleElement().satisfies((ticket) -> {
			assertThat(ticket.name()).isEqualTo("standard");
			assertThat(ticket.price().amount()).isEqualByComparingTo("25");
			assertThat(ticket.terms().maxPrice()).isEqualByComparingTo("60.5");
			assertThat(ticket.terms().saleStartsAt()).isEqualTo(Instant.parse("2026-06-01T15:00:00Z"));
		});
		assertThat(text.gallery()).extracting((image) -> image.url()).containsExactly("https://img.example/large.jpg");
		assertThat(listing.id()).isEqualTo(new ListingId("ticketmaster.com", "vv1A"));
		assertThat(codes(listing)).isEmpty();
	}

	@Test
	void whatTicketmasterHasToAnnounceIsUnknown() {
		assertThat(only(TICKETMASTER.replace("\"timeTBA\": false", "\"timeTBA\": true"), DocumentFormat.TICKETMASTER)
			.text()
			.start()).isEqualTo(new PartialDateTime(LocalDate.of(2026, 10, 1), null, null));
		assertThat(only(TICKETMASTER.replace("\"timeTBA\": false", "\"dateTBA\": true"), DocumentFormat.TICKETMASTER)
			.text()
			.start()).isNull();
		assertThat(only(TICKETMASTER.replace("rescheduled", "cancelled"), DocumentFormat.TICKETMASTER).text().status())
			.isEqualTo(EventStatus.CANCELLED);
	}

	private SourceListing only(String text, DocumentFormat format) {
		List<SourceListing> listings = read(text, format);
		assertThat(listings).hasSize(1);
		return listings.getFirst();
	}

	private List<SourceListing> read(String text, DocumentFormat format) {
		List<SourceListing> listings = new ArrayList<>();
		new ApiRecordReader().read(new SourceDocument("a.json", text.getBytes(StandardCharsets.UTF_8)), format,
				this.problems, listings::add);
		return listings;
	}

	private static List<String> codes(SourceListing listing) {
		return listing.problems().toList().stream().map(DocumentProblem::code).toList();
	}

	private static PartialDateTime time(String local, String zone) {
		LocalDateTime time = LocalDateTime.parse(local);
		return new PartialDateTime(time.toLocalDate(), time.toLocalTime(), ZoneId.of(zone));
	}

}
