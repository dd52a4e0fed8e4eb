package dev.marquee;

import java.io.IOException;
import java.io.UncheckedIOException;

import dev.marquee.database.EmbeddedPostgresServer;
import dev.marquee.ingest.SampleListings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Loads the sample listings into an empty embedded database before the server accepts its
 * first request.
 */
@Component
@ConditionalOnWebApplication
class SampleDataLoader implements SmartInitializingSingleton {

	private final ObjectProvider<EmbeddedPostgresServer> embeddedPostgres;

	private final SampleListings sampleListings;

	SampleDataLoader(ObjectProvider<EmbeddedPostgresServer> embeddedPostgres, SampleListings sampleListings) {
		this.embeddedPostgres = embeddedPostgres;
		this.sampleListings = sampleListings;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.embeddedPostgres.getIfAvailable() == null) {
			return;
		}
		try {
			this.sampleListings.loadIntoEmptyDatabase();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read the sample listings", ex);
		}
	}

}
