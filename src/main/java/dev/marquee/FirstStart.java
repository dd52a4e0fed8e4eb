package dev.marquee;

import java.io.IOException;
import java.io.UncheckedIOException;

import dev.marquee.intake.SampleListings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Loads the sample listings into an empty embedded database, before the server takes its
 * first request.
 */
@Component
@ConditionalOnWebApplication
class FirstStart implements SmartInitializingSingleton {

	private final ObjectProvider<EmbeddedPostgres> embedded;

	private final SampleListings samples;

	FirstStart(ObjectProvider<EmbeddedPostgres> embedded, SampleListings samples) {
		this.embedded = embedded;
		this.samples = samples;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.embedded.getIfAvailable() == null) {
			return;
		}
		try {
			this.samples.loadIntoEmptyDatabase();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The sample listings cannot be read", ex);
		}
	}

}
