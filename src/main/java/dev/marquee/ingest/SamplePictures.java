package dev.marquee.ingest;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The pictures of the sample listings, which this server serves itself. An image needs an
 * absolute URL, so the samples name a placeholder, which becomes the server's public
 * address.
 */
@Component
class SamplePictures {

	private static final String PLACEHOLDER = "https://images.example/";

	private static final String FOLDER = "/sample/";

	/** The site in the URLs of the sample listings. */
	private static final String SITE = "listings.example";

	private final DSLContext dsl;

	private final String address;

	/**
	 * Creates the pictures.
	 * @param publicUrl the address at which browsers reach this server
	 */
	SamplePictures(DSLContext dsl, @Value("${marquee.public-url}") String publicUrl) {
		this.dsl = dsl;
		this.address = publicUrl.replaceFirst("/+$", "") + FOLDER;
	}

	/** The document with the addresses of the pictures. */
	String address(String document) {
		return document.replace(PLACEHOLDER, this.address);
	}

	/** Updates images that were stored when the server had another address. */
	void updateAddresses() {
		this.dsl.execute("""
				update image set url = {0} || substring(url from '/sample/(.*)$')
				where event_id in (select event_id from listing_source where name = {1})
				and url ~ '/sample/[a-z-]+/[a-z-]+\\.svg$' and not starts_with(url, {0})""", DSL.val(this.address),
				DSL.inline(SITE));
	}

}
