package dev.marquee.ingest.value;

import java.util.Locale;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventStatus;
import dev.marquee.event.TicketDetails.Availability;
import org.jspecify.annotations.Nullable;

/**
 * Maps the terms of listings and schema.org to statuses, attendance modes and
 * availabilities; null for an unknown term.
 */
public final class SchemaOrgVocabulary {

	private SchemaOrgVocabulary() {
	}

	public static @Nullable EventStatus status(String word) {
		return switch (normalizedTerm(word)) {
			case "eventscheduled" -> EventStatus.SCHEDULED;
			case "eventcancelled", "eventcanceled" -> EventStatus.CANCELLED;
			case "eventpostponed" -> EventStatus.POSTPONED;
			case "eventrescheduled" -> EventStatus.RESCHEDULED;
			case "eventmovedonline" -> EventStatus.MOVED_ONLINE;
			default -> null;
		};
	}

	public static @Nullable AttendanceMode attendanceMode(String word) {
		return switch (normalizedTerm(word)) {
			case "offlineeventattendancemode", "offline" -> AttendanceMode.OFFLINE;
			case "onlineeventattendancemode", "online" -> AttendanceMode.ONLINE;
			case "mixedeventattendancemode", "mixed" -> AttendanceMode.MIXED;
			default -> null;
		};
	}

	public static @Nullable Availability availability(String word) {
		return switch (normalizedTerm(word)) {
			case "instock", "available", "onsale", "onlineonly", "instoreonly" -> Availability.IN_STOCK;
			case "limited", "limitedavailability", "fewleft" -> Availability.LIMITED;
			case "preorder", "presale" -> Availability.PRE_ORDER;
			case "soldout", "outofstock" -> Availability.SOLD_OUT;
			case "discontinued" -> Availability.DISCONTINUED;
			default -> null;
		};
	}

	/**
	 * Whether the place is online, not a physical location.
	 */
	public static boolean isOnline(String place) {
		return switch (normalizedTerm(place)) {
			case "online", "onlineevent", "virtual", "virtualevent", "webinar", "internet", "enligne", "enlínea" ->
				true;
			default -> false;
		};
	}

	private static String normalizedTerm(String word) {
		return word.substring(word.lastIndexOf('/') + 1).replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
	}

}
