package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventDetails;
import dev.marquee.event.FaqDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.organizer.OrganizerDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The listing text as other renderers of Markdown write it.
 */
class ListingMarkdownTests {

	private static final String HEAD = """
			# Event Details
			- **Event Name**: Kettle Choir
			- **Event Start and End Date**: Sat, 21 Mar, 2026 at 08:15 pm
			- **Event URL**: https://kettles.example/choir
			""";

	private final ListingTextReader reader = new ListingTextReader(ListingFixtures.TIME_ZONES, ListingFixtures.CLOCK);

	@ParameterizedTest
	@ValueSource(strings = { "## **FAQs**", "## *FAQs*", "## FAQs:", "### FAQs ###", "## FAQ",
			"## Frequently Asked Questions", "FAQs\n----", "## __FAQs__" })
	void headingsHaveOtherForms(String heading) {
		assertThat(event(HEAD + heading + "\n- **Q**: Is there soup?\n  - **A:** Leek.\n").faqs())
			.containsExactly(new FaqDetails("Is there soup?", "Leek."));
	}

	@Test
	void titleOfAnotherRendererIsTextBesideTheFormsOwn() {
		String faqs = "## FAQs\n- **Q**: Is there soup?\n  - **A:** Leek.\n\n## FAQ\n- **Q**: No.\n  - **A:** No.\n";
		assertThat(event(HEAD + faqs).faqs()).extracting(FaqDetails::question).containsExactly("Is there soup?");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "- __%s__: %s", "- **%s:** %s", "* **%s**: %s", "- %s: %s", "**%s**: %s", "1. **%s**: %s" })
	void keysHaveOtherForms(String form) {
		String document = "# Event Details\n" + form.formatted("Event Name", "Kettle Choir") + '\n'
				+ form.formatted("Event Start and End Date", "Sat, 21 Mar, 2026 at 08:15 pm")
				+ "\n## Event venue details\n" + form.formatted("location", "Boiler House") + '\n';
		assertThat(event(document).name()).isEqualTo("Kettle Choir");
		assertThat(Objects.requireNonNull(listing(document).venue()).name()).isEqualTo("Boiler House");
	}

	@Test
	void linesMayEndWithCarriageReturns() {
		assertThat(event(HEAD.replace('\n', '\r')).url()).isEqualTo("https://kettles.example/choir");
	}

	@ParameterizedTest
	@ValueSource(strings = { "- **Q**: Is there soup?\n  - **A:** Leek.\n- **Q**: And bread?\n  - **A:** Rye.\n",
			"1. **Q**: Is there soup?\n   **A:** Leek.\n2. **Q**: And bread?\n   **A:** Rye.\n",
			"### Is there soup?\n\nLeek.\n\n### And bread?\n\nRye.\n",
			"**Is there soup?**\nLeek.\n\n**And bread?** Rye.\n",
			"1. Is there soup?\n   Leek.\n2. And bread?\n   Rye.\n",
			"Q: Is there soup?\nA: Leek.\n\nQ: And bread?\nA: Rye.\n",
			"| Question | Answer |\n|---|:--|\n| Is there soup? | Leek. |\n| And bread? | Rye. |\n" })
	void questionsHaveOtherForms(String questions) {
		assertThat(event(HEAD + "## FAQs\n" + questions).faqs())
			.containsExactly(new FaqDetails("Is there soup?", "Leek."), new FaqDetails("And bread?", "Rye."));
	}

	@Test
	void questionWithinAnAnswerIsText() {
		String faqs = "## FAQs\n- **Q**: Is there soup?\n  - **A:** You ask:\n    - **Q**: which?\n    Leek.\n";
		assertThat(event(HEAD + faqs).faqs()).singleElement()
			.satisfies((faq) -> assertThat(faq.answer()).contains("which?", "Leek."));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"- **Ticket URL**: https://t.example/1\n  - **Ticket Name**: Pit\n  - **Ticket Price**: USD 5\n"
					+ "- **Ticket URL**: https://t.example/2\n  - **Ticket Name**: Box\n  - **Ticket Price**: USD 9\n",
			"- **Ticket URL**: https://t.example/1\n- **Ticket Name**: Pit\n- **Ticket Price**: USD 5\n"
					+ "- **Ticket URL**: https://t.example/2\n- **Ticket Name**: Box\n- **Ticket Price**: USD 9\n",
			"- **Ticket Price**: USD 5\n  - **Ticket Name**: Pit\n  - **Ticket URL**: https://t.example/1\n"
					+ "- **Ticket Price**: USD 9\n  - **Ticket URL**: https://t.example/2\n  - **Ticket Name**: Box\n",
			"| Ticket | Price | Link |\n|---|---|---|\n| Pit | USD 5 | <https://t.example/1> |\n"
					+ "| Box | USD 9 | [buy](https://t.example/2) |\n" })
	void partsOfATicketStayTogether(String tickets) {
		assertThat(event(HEAD + "## Ticket Details\n" + tickets).tickets())
			.extracting(TicketDetails::name, TicketDetails::url, (ticket) -> ticket.price().amount().intValue())
			.containsExactly(tuple("Pit", "https://t.example/1", 5), tuple("Box", "https://t.example/2", 9));
	}

	@Test
	void ticketsMayBeAListOfNamesWithPrices() {
		List<TicketDetails> tickets = event(
				HEAD + "## Ticket Details\n- Pit: USD 5\n- **Box** - USD 9\n- Stairs: free\n")
			.tickets();
		assertThat(tickets).extracting(TicketDetails::name).containsExactly("Pit", "Box", "Stairs");
		assertThat(tickets.getLast().price()).isEqualTo(Price.FREE);
	}

	@Test
	void oneUrlBeforeAllTicketsIsThatOfEach() {
		List<TicketDetails> tickets = event(HEAD
				+ "## Ticket Details\n- **Ticket URL**: https://t.example/\n- **Ticket Name**: Pit\n  - **Ticket Price**: USD 5\n"
				+ "- **Ticket Name**: Box\n  - **Ticket Price**: USD 9\n")
			.tickets();
		assertThat(tickets).hasSize(2).allMatch((ticket) -> "https://t.example/".equals(ticket.url()));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"- **Alt text**: steam\n  - **Image URL**: https://i.example/1.jpg\n- **Image URL**: https://i.example/2.jpg\n",
			"- **Image URL**: https://i.example/1.jpg\n  - **Alt text**: steam\n- **Image URL**: https://i.example/2.jpg\n",
			"![steam](https://i.example/1.jpg)\n![](https://i.example/2.jpg)\n",
			"![steam](//i.example/1.jpg \"A kettle\") ![](https://i.example/2.jpg)\n",
			"| Image | Alt text |\n|---|---|\n| https://i.example/1.jpg | steam |\n| https://i.example/2.jpg | |\n" })
	void partsOfAnImageStayTogether(String images) {
		assertThat(event(HEAD + "## Event gallery\n" + images).gallery())
			.extracting(ImageDetails::url, ImageDetails::alt)
			.containsExactly(tuple("https://i.example/1.jpg", "steam"), tuple("https://i.example/2.jpg", null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Brass Band (Director: Ida Holm) (https://b.example/o/1) | Brass Band (Director: Ida Holm) | https://b.example/o/1
					Brass Band (est: 1921)                                  | Brass Band (est: 1921)          |
					[Brass Band](https://b.example/o/1)                     | Brass Band                      | https://b.example/o/1
					Brass Band (<https://b.example/o/1>)                    | Brass Band                      | https://b.example/o/1
					Brass Band (https://b.example/o/a_(b))                  | Brass Band                      | https://b.example/o/a_(b)
					Brass Band (/o/1)                                       | Brass Band (/o/1)               |
					""")
	void organizerHasANameAndAUrl(String text, String name, String url) {
		OrganizerDetails organizer = listing(HEAD + "## Event Organizer details\n- **organizer**: " + text + '\n')
			.organizers()
			.getFirst();
		assertThat(organizer.name()).isEqualTo(name);
		assertThat(organizer.url()).isEqualTo(url);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<https://t.example/a>      | https://t.example/a
			[Buy](https://t.example/a) | https://t.example/a
			//t.example/a              | https://t.example/a
			/a                         | https://kettles.example/a
			www.t.example/a            | https://www.t.example/a
			""")
	void addressesHaveOtherForms(String address, String expected) {
		assertThat(event(HEAD + "## Ticket Details\n- **Ticket URL**: " + address + '\n').tickets())
			.extracting(TicketDetails::url)
			.containsExactly(expected);
	}

	@Test
	void markdownEscapesAreRemovedFromNames() {
		assertThat(event(HEAD.replace("Kettle Choir", "C\\# \\& *Tea* 5\\_6")).name()).isEqualTo("C# & *Tea* 5_6");
	}

	@Test
	void categoriesWithSignsOrVowelMarksDiffer() {
		List<CategoryDetails> categories = event(HEAD + "- **Event Categories**: F, F#, F++, नाच, नाचा, नीच\n")
			.categories();
		assertThat(categories).extracting(CategoryDetails::slug)
			.containsExactly("f", "f-sharp", "f-plus-plus", "नाच", "नाचा", "नीच");
	}

	private EventDetails event(String document) {
		return listing(document).event();
	}

	private Listing listing(String document) {
		ReadResult result = this.reader.read("listing.txt", document.getBytes(StandardCharsets.UTF_8));
		assertThat(result.listing()).as(result.problems().toString()).isNotNull();
		return Objects.requireNonNull(result.listing());
	}

}
