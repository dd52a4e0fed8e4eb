package dev.marquee.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.marquee.ingest.html.HtmlDocumentReader;
import dev.marquee.ingest.jsonld.JsonLdDocumentReader;
import dev.marquee.venue.TimeZoneFinder;

/**
 * Fixtures for tests of document import.
 */
public final class ListingFixtures {

	/** Shared, since loading the zone boundaries takes seconds. */
	public static final TimeZoneFinder TIME_ZONES = new TimeZoneFinder();

	/** The date after which dates without a year are. */
	static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-01T12:00:00Z"), ZoneOffset.UTC);

	/** A document with every field that needs no repair. */
	static final String COMPLETE = resource("/listings/whole.txt");

	private ListingFixtures() {
	}

	/** The readers of all formats. */
	static DocumentReaders documentReaders() {
		return new DocumentReaders(
				List.of(new ListingTextReader(TIME_ZONES, CLOCK), new JsonLdDocumentReader(), new HtmlDocumentReader()),
				new ListingAssembler(TIME_ZONES));
	}

	private static String resource(String name) {
		try (InputStream content = ListingFixtures.class.getResourceAsStream(name)) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
