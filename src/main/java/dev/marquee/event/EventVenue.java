package dev.marquee.event;

import java.util.UUID;

/**
 * The venue of one of several events.
 *
 * @param isElsewhere whether an event has it that is not one of these
 */
public record EventVenue(UUID event, UUID venue, boolean isElsewhere) {
}
