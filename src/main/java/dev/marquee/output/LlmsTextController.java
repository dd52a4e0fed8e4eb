package dev.marquee.output;

import dev.marquee.schema.StaticTextResource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves {@code /llms.txt} (llmstxt.org), which tells programs that read language what
 * this server offers.
 */
@RestController
@ConditionalOnWebApplication
final class LlmsTextController {

	private final StaticTextResource text;

	LlmsTextController(OutputAddresses addresses, @Value("${marquee.mcp}") boolean hasTools) {
		this.text = StaticTextResource.of(MediaType.TEXT_PLAIN,
				"""
						# %s

						> Public event listings: concerts, talks, fairs and other events with their venues, organizers, tickets and questions.
						> Reading needs no key.

						All addresses take the same filter: `filter` is a JSON object of the type `EventFilter`, such as
						`{"search":"jazz","cities":["Berlin"],"when":"UPCOMING"}`, and `orderBy` a field such as `STARTS_AT`.

						## Lists

						- [Lines of JSON](%2$s/events.ndjson?first=20): one event a line
						- [JSON-LD](%2$s/events.jsonld?first=20): schema.org data
						- [iCalendar](%2$s/events.ics): to subscribe to
						- [Atom](%2$s/events.atom): a feed
						- [GeoJSON](%2$s/events.geojson): a layer of a map
						- [CSV](%2$s/events.csv?first=20): a table

						## One event

						- `%2$s/events/ID.jsonld`, with the `id` of the event, and likewise `.ics`, `.ndjson` and so on

						## Everything else

						- [GraphQL](%2$s/graphql): search, facets, places, subscriptions, and editing with a key
						- [Schema](%2$s/schema.graphql): the types, and what they mean
						- [Reference](%2$s/docs/): guides and examples
						%3$s"""
					.formatted(addresses.title(), addresses.publicUrl(), hasTools ? tools(addresses) : ""));
	}

	private static String tools(OutputAddresses addresses) {
		return """

				## Tools

				- [Model Context Protocol](%s/mcp): Streamable HTTP without a key. `search_events`, `events_near`, `event_details`,
				  `what_changed_since`
				"""
			.formatted(addresses.publicUrl());
	}

	@GetMapping("/llms.txt")
	ResponseEntity<String> text() {
		return this.text.toResponse();
	}

}
