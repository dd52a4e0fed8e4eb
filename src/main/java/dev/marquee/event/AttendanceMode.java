package dev.marquee.event;

/**
 * How people attend an event.
 */
public enum AttendanceMode {

	OFFLINE, ONLINE, MIXED, UNKNOWN

}
