package dev.marquee.event;

/**
 * Whether an event takes place as announced.
 */
public enum EventStatus {

	SCHEDULED, CANCELLED, POSTPONED, RESCHEDULED, MOVED_ONLINE

}
