package dev.marquee.output;

import java.nio.charset.StandardCharsets;

import dev.marquee.text.Hashes;

/**
 * The entity tags of outputs. They change with the events, with the settings that appear
 * in outputs, and with the version of Marquee, which may write the same events otherwise.
 *
 * @param settings these settings and the version
 */
record OutputTags(String settings) {

	private static final int LENGTH = 32;

	/**
	 * A strong tag.
	 * @param stamp changes with the events
	 */
	String tag(OutputForm form, String stamp, boolean compressed) {
		String hash = Hashes
			.sha256Hex((this.settings + '\n' + form.extension() + '\n' + stamp).getBytes(StandardCharsets.UTF_8));
		return '"' + hash.substring(0, LENGTH) + (compressed ? "-gzip" : "") + '"';
	}

}
