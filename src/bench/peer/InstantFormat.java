package peer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Formats instants as Marquee does.
 */
final class InstantFormat {

	private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private InstantFormat() {
	}

	static String withMillis(Instant instant) {
		return MILLIS.format(instant);
	}

}
