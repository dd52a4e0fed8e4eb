package dev.marquee.schema;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;

/**
 * A text that does not change while the server runs, served with an ETag for conditional
 * requests.
 */
public record StaticTextResource(MediaType type, String text, String etag) {

	private static final Duration MAX_AGE = Duration.ofMinutes(5);

	public static StaticTextResource of(MediaType type, String text) {
		// Weak (RFC 9110 §8.8.1), since a proxy or the server may compress the text.
		String tag = "W/\"" + DigestUtils.md5DigestAsHex(text.getBytes(StandardCharsets.UTF_8)) + "\"";
		return new StaticTextResource(new MediaType(type, StandardCharsets.UTF_8), text, tag);
	}

	public ResponseEntity<String> toResponse() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(MAX_AGE).cachePublic())
			.eTag(this.etag)
			.contentType(this.type)
			.body(this.text);
	}

}
