package dev.marquee.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What the tests of listing documents share.
 */
final class TestListings {

	/** Loaded once: the boundaries take seconds. */
	static final ZoneFinder ZONES = new ZoneFinder();

	/** A document that has everything and needs no repair. */
	static final String WHOLE = resource("/listings/whole.txt");

	private TestListings() {
	}

	private static String resource(String name) {
		try (InputStream content = TestListings.class.getResourceAsStream(name)) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
