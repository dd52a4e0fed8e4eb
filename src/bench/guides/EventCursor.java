package guides;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;

/**
 * A position in the list of events by start: Base64 of the instant, a space and the id.
 */
public record EventCursor(OffsetDateTime instant, UUID id) {

	private static final EventCursor START = new EventCursor(OffsetDateTime.parse("0001-01-01T00:00Z"), new UUID(0, 0));

	static EventCursor of(String text) {
		if (text == null) {
			return START;
		}
		String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ");
		return new EventCursor(OffsetDateTime.parse(parts[0]), UUID.fromString(parts[1]));
	}

	static String of(Event event) {
		return encode(event.start().instant(), event.key());
	}

	public static String encode(String instant, UUID id) {
		return Base64.getUrlEncoder().encodeToString((instant + " " + id).getBytes(StandardCharsets.US_ASCII));
	}

}
