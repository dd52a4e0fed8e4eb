package dev.marquee.output;

import java.time.Duration;
import java.util.List;

import dev.marquee.transport.http.CrossOriginPath;
import dev.marquee.transport.http.FixedQueries;
import dev.marquee.transport.http.NamedDocumentResolver;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Configures the formats and their addresses.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class OutputConfiguration {

	private static final List<String> FORMS = List.of("ndjson", "csv", "geojson", "jsonld", "ics", "atom");

	private static final int MAX_EVENTS = 10_000;

	private static final int DEFAULT_EVENTS = 1_000;

	private static final int DEFAULT_ENTRIES = 100;

	@Bean
	OutputForm ndjsonForm() {
		return OutputForm.ofAll("ndjson", "application/x-ndjson", (body, head) -> new NdjsonWriter(body));
	}

	@Bean
	OutputForm csvForm(EventPages pages) {
		return OutputForm.ofAll("csv", "text/csv;charset=utf-8;header=present",
				(body, head) -> new CsvEventWriter(body, pages));
	}

	@Bean
	OutputForm geoJsonForm(EventPages pages) {
		return OutputForm.ofPages("geojson", "application/geo+json", DEFAULT_EVENTS, MAX_EVENTS, false,
				(body, head) -> new GeoJsonEventWriter(body, head, pages));
	}

	@Bean
	OutputForm jsonLdForm(EventPages pages) {
		return OutputForm.ofPages("jsonld", "application/ld+json", DEFAULT_ENTRIES, MAX_EVENTS, false,
				(body, head) -> new JsonLdWriter(body, head, pages));
	}

	@Bean
	OutputForm calendarForm(EventPages pages) {
		return OutputForm.ofPages("ics", "text/calendar;charset=utf-8", DEFAULT_EVENTS, MAX_EVENTS, true,
				(body, head) -> new CalendarWriter(body, head, pages));
	}

	@Bean
	OutputForm atomForm(EventPages pages) {
		return OutputForm.ofPages("atom", "application/atom+xml", DEFAULT_ENTRIES, MAX_EVENTS, false,
				(body, head) -> new AtomWriter(body, head, pages));
	}

	/** Half of the connections are left to GraphQL. */
	@Bean
	OutputPermits outputPermits(@Value("${spring.datasource.hikari.maximum-pool-size:10}") int poolSize,
			@Value("${marquee.connection-wait-timeout}") Duration maxWait) {
		return new OutputPermits(Math.max(1, poolSize / 2), maxWait);
	}

	@Bean
	OutputCache outputCache(@Value("${marquee.output-cache-size:#{null}}") @Nullable DataSize size) {
		return (size != null) ? new OutputCache(size.toBytes()) : OutputCache.ofDefaultSize();
	}

	@Bean
	RenderedEvents renderedEvents(@Value("${marquee.rendered-event-cache-size:#{null}}") @Nullable DataSize size) {
		return (size != null) ? new RenderedEvents(size.toBytes()) : RenderedEvents.ofDefaultSize();
	}

	@Bean
	MeterBinder outputMeters(OutputCache cache, RenderedEvents rendered) {
		return (registry) -> {
			cache.bindTo(registry);
			rendered.bindTo(registry);
		};
	}

	@Bean
	OutputHandlerMapping outputHandlerMapping(List<OutputForm> forms, FixedQueries queries,
			NamedDocumentResolver documents, OutputPermits permits, OutputAddresses addresses, OutputCache cache,
			RenderedEvents rendered, EventPages pages, JsonMapper json) {
		String settings = addresses + "\n" + pages + "\n"
				+ OutputConfiguration.class.getPackage().getImplementationVersion();
		return new OutputHandlerMapping(forms, new OutputEndpoint(queries, documents, permits, addresses,
				new OutputTags(settings), cache, rendered, json));
	}

	@Bean
	CrossOriginPath crossOriginLists() {
		return new CrossOriginPath(FORMS.stream().map((form) -> "/events." + form).toList());
	}

	@Bean
	CrossOriginPath crossOriginEvents() {
		return new CrossOriginPath(List.of("/events/*"));
	}

}
