package dev.marquee.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;

/**
 * A text that stays the same until the server is replaced, so that whoever has it already
 * need not be sent it again.
 */
record Document(MediaType type, String text, String tag) {

	private static final Duration FRESH = Duration.ofMinutes(5);

	static Document of(MediaType type, String text) {
		// Weak, since a proxy or the server itself may compress it.
		String tag = "W/\"" + DigestUtils.md5DigestAsHex(text.getBytes(StandardCharsets.UTF_8)) + "\"";
		return new Document(new MediaType(type, StandardCharsets.UTF_8), text, tag);
	}

	ResponseEntity<String> answer() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(FRESH).cachePublic())
			.eTag(this.tag)
			.contentType(this.type)
			.body(this.text);
	}

}
