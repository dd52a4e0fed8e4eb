package dev.marquee.graphql;

import java.net.URI;

import dev.marquee.text.UrlNormalizer;

/**
 * Coerces absolute http and https URLs. The {@code Url} of Extended Scalars accepts every
 * scheme that Java can open, such as {@code file} and {@code jar}; the wire format is the
 * same.
 */
class UrlCoercing extends TextCoercing<URI> {

	UrlCoercing() {
		super(URI.class);
	}

	/**
	 * Accepts every URL that an import or a mutation accepts, and returns it in normal
	 * form.
	 */
	@Override
	URI parse(String text) {
		return UrlNormalizer.normalize(text)
			.map(URI::create)
			.orElseThrow(() -> new IllegalArgumentException("Expected an absolute http or https URL of at most "
					+ UrlNormalizer.MAX_LENGTH + " characters, without user information."));
	}

	@Override
	String format(URI value) {
		return value.toString();
	}

}
