package dev.marquee.output;

import java.time.ZoneId;
import java.util.List;

/**
 * An event in one format, as it appears in every list that contains it.
 *
 * @param text the bytes that are written to the body
 * @param timeZones the time zones that a calendar must describe before the text
 */
@SuppressWarnings("ArrayRecordComponent") // rendered events are never compared
record RenderedEvent(byte[] text, List<ZoneId> timeZones) {

	RenderedEvent(byte[] text) {
		this(text, List.of());
	}

}
