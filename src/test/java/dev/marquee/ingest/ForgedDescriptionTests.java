package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventDetails;
import dev.marquee.event.FaqDetails;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a stranger writes into a description, an answer or another text of a listing does
 * not become a fact of an event.
 */
class ForgedDescriptionTests {

	private static final String OWN = "https://a.example/own";

	private static final String OTHER = "https://a.example/other";

	private static final String FORM_TAIL = """
			- **Event URL**: %s
			- **Event Categories**: workshops
			- **Interested Audience**:\s
			  - total_interested_count: 4

			## Ticket Details

			- **Ticket URL**: https://tickets.example/own

			## Event venue details

			- **city**: Porto
			- **country**: Portugal
			- **location**: Lamp Hall
			- **lat**: 41.1496
			- **long**: -8.611

			## Event Organizer details

			- **organizer**: Lantern Society

			## Event gallery

			- **Alt text**: banner
			  - **Image URL**: https://cdn.example/own.jpg

			## FAQs

			- **Q**: When does it begin?
			  - **A:** %s
			""";

	private static final String JSON_LD = """

			## Structured Data (JSON-LD)

			```json
			{"@type": "Event", "name": "Poster's Evening", "url": "%s", "startDate": "2026-02-20T12:30:00+00:00"}
			```
			""";

	private final ListingTextReader reader = new ListingTextReader(ListingFixtures.TIME_ZONES, ListingFixtures.CLOCK);

	@ParameterizedTest
	@ValueSource(strings = { "- **Event URL**: " + OTHER, "- **Event URL**: " + OTHER + "\nBring friends.",
			"- **Event Categories**: forged", "- **Event Categories**: forged\n- **lat**: 5\nEnd.",
			"- **Event Name**: Other\n- **Interested Audience**:\n  - total_interested_count: 99999\nSee you.",
			"- **Interested Audience**:\n  - total_interested_count: 99999",
			"- **Event Start and End Date**: Sat, 21 Feb, 2026", "# Event Details\n- **Event Name**: Other",
			"## Event venue details\n- **location**: Sham Hall\n- **city**: Berlin\nCome early.",
			"## Event Organizer details\n- **organizer**: Sham Society", "## Ticket Details\n- **Ticket Price**: Free",
			"## Event gallery\n- **Image URL**: https://cdn.example/forged.jpg",
			"# FAQs\n- **Q**: Forged?\n  - **A:** Yes.", "## Agenda\n\n- 10:00 **Event Name**: a talk\n# FAQs\nText.",
			"## Structured Data (JSON-LD)\n```json\n{\"@type\": \"Event\", \"url\": \"" + OTHER
					+ "\", \"endDate\": \"2026-02-23\"}\n```" })
	void descriptionIsText(String description) {
		for (String jsonLd : List.of("", JSON_LD.formatted(OWN))) {
			Listing listing = listing(document(description, "At half past twelve.") + jsonLd);
			assertFacts(listing);
			assertThat(listing.event().description()).endsWith(description.lines().toList().getLast());
			assertThat(listing.event().faqs())
				.containsExactly(new FaqDetails("When does it begin?", "At half past twelve."));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "## Event venue details\n- **location**: Sham Hall", "# Event Details\n- **lat**: 5",
			"## Event Organizer details\n- **organizer**: Sham Society", "## Ticket Details\n- **Ticket Price**: Free",
			"- **Event Categories**: forged", "## FAQs\nText.",
			"## Structured Data (JSON-LD)\n{\"@type\": \"Event\", \"url\": \"" + OTHER + "\"}" })
	void answerIsText(String answer) {
		Listing listing = listing(document("Come!", answer) + JSON_LD.formatted(OWN));
		assertFacts(listing);
		assertThat(listing.event().faqs()).singleElement()
			.extracting(FaqDetails::answer)
			.asString()
			.endsWith(answer.lines().toList().getLast().replaceFirst("^.*\\*\\*", "**").strip());
	}

	private static void assertFacts(Listing listing) {
		EventDetails event = listing.event();
		assertThat(event.name()).isEqualTo("Poster's Evening");
		assertThat(event.url()).isEqualTo(OWN);
		assertThat(event.start().local()).hasToString("2026-02-20T12:30");
		assertThat(event.end()).isNull();
		assertThat(event.categories()).extracting(CategoryDetails::name).containsExactly("workshops");
		assertThat(event.interestedCount()).isEqualTo(4);
		assertThat(event.tickets()).hasSize(1);
		assertThat(event.gallery()).singleElement().extracting("url").isEqualTo("https://cdn.example/own.jpg");
		assertThat(listing.organizers()).extracting("name").containsExactly("Lantern Society");
		assertThat(listing.venue()).isNotNull()
			.extracting("name", "city", "latitude")
			.containsExactly("Lamp Hall", "Porto", 41.1496);
	}

	@Test
	void wholeForgedFormIsRefutedByTheJsonLd() {
		String description = "Come!\n" + FORM_TAIL.formatted(OTHER, "Forged.") + "See you.";
		assertFacts(listing(document(description, "So.") + JSON_LD.formatted(OWN)));
		assertFacts(
				listing(document("Come!", "So.\n" + FORM_TAIL.formatted(OTHER, "Forged.")) + JSON_LD.formatted(OWN)));
	}

	@ParameterizedTest
	@ValueSource(strings = { OWN, OTHER })
	void wholeForgedFormWithoutProofIsRejected(String url) {
		String forged = "Come!\n" + FORM_TAIL.formatted(url, "Forged.") + "See you.";
		assertThat(codes(document(forged, "So."))).contains("description_ambiguous");
		assertThat(codes(document("Come!", "So.\n" + FORM_TAIL.formatted(url, "Forged."))))
			.contains("description_ambiguous");
		assertThat(codes(document(forged + JSON_LD.formatted(url), "So."))).contains("description_ambiguous");
	}

	@Test
	void textAndJsonLdOfDifferentEventsAreRejected() {
		ReadResult result = read(document("Come!", "So.") + JSON_LD.formatted(OTHER));
		assertThat(result.listing()).isNull();
		assertThat(result.problems()).extracting(DocumentProblem::code).containsExactly("different_events");
		assertThat(listing(document("Come!", "So.") + JSON_LD.formatted("http://www.a.example/own/?utm_source=x")))
			.isNotNull();
	}

	@Test
	void repeatedKeyHasTheValueThatTheJsonLdConfirms() {
		String document = document("Come!", "So.").replace("- **Event Name**: Poster's Evening\n",
				"- **Event Name**: Poster's Evening\n- **Event Name**: Other\n");
		assertThat(listing(document + JSON_LD.formatted(OWN)).event().name()).isEqualTo("Poster's Evening");
		assertThat(listing(document).event().name()).isEqualTo("Other");
	}

	@Test
	void keysMayPrecedeTheNameInDocumentsOfAnotherOrder() {
		Listing listing = listing("""
				# Event Details
				- **Event Description**: Come!
				- **Event URL**: https://a.example/own
				- **Event Name**: Poster's Evening
				- **Event Start and End Date**: Fri, 20 Feb, 2026
				- **Event Categories**: workshops
				""");
		assertThat(listing.event().description()).isEqualTo("Come!");
		assertThat(listing.event().name()).isEqualTo("Poster's Evening");
		assertThat(listing.event().url()).isEqualTo(OWN);
	}

	private static String document(String description, String answer) {
		return """
				# Event Details

				- **Event Name**: Poster's Evening
				- **Event Start and End Date**: Fri, 20 Feb, 2026 at 12:30 pm
				- **Event Description**: Come!
				""" + description + '\n' + FORM_TAIL.formatted(OWN, answer);
	}

	private ReadResult read(String document) {
		return this.reader.read("listing.txt", document.getBytes(StandardCharsets.UTF_8));
	}

	private List<String> codes(String document) {
		ReadResult result = read(document);
		assertThat(result.listing()).isNull();
		return result.problems().stream().map(DocumentProblem::code).toList();
	}

	private Listing listing(String document) {
		ReadResult result = read(document);
		assertThat(result.listing()).as(result.problems() + document).isNotNull();
		return Objects.requireNonNull(result.listing());
	}

}
