package dev.marquee.event;

/**
 * How one takes part in an event.
 */
public enum AttendanceMode {

	OFFLINE, ONLINE, MIXED, UNKNOWN

}
