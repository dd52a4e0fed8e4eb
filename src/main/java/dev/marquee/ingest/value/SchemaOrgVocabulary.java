package dev.marquee.ingest.value;

import java.util.regex.Pattern;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventStatus;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.text.TextFolding;
import org.jspecify.annotations.Nullable;

/**
 * Maps the terms of listings and schema.org to statuses, attendance modes and
 * availabilities; null for an unknown term. A term may have a prefix or be a URL.
 */
public final class SchemaOrgVocabulary {

	private static final Pattern PREFIX = Pattern.compile("^.*[/#:](?=.)", Pattern.DOTALL);

	private static final Pattern OUTSIDE_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]");

	/** {@code Online via Zoom}, {@code Zoom meeting}. */
	private static final Pattern ONLINE_PLACE = Pattern.compile(
			"(?:online|virtual|remote|webinar|zoom|google meet|microsoft teams|ms teams|livestream|live stream|youtube live|webex)(?:\\s*(?:[,(|:-]|via|on|over|event|only|meeting|session|webinar|room|call|stream|remote|telephonic|telephone|link|per|par|por|auf|en|em|su)\\b?.*)?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/** URLs of services for meetings and streams. */
	private static final Pattern MEETING_URL = Pattern.compile(
			"https?://(?:[\\w-]+\\.)*(?:zoom\\.us|zoom\\.com|teams\\.microsoft\\.com|teams\\.live\\.com|meet\\.google\\.com|webex\\.com"
					+ "|gotomeeting\\.com|whereby\\.com|meet\\.jit\\.si|youtube\\.com|youtu\\.be|twitch\\.tv|crowdcast\\.io|streamyard\\.com)(?:[/?#].*)?",
			Pattern.CASE_INSENSITIVE);

	private SchemaOrgVocabulary() {
	}

	public static @Nullable EventStatus status(String word) {
		return switch (normalizedTerm(word)) {
			case "eventscheduled" -> EventStatus.SCHEDULED;
			case "eventcancelled", "eventcanceled" -> EventStatus.CANCELLED;
			case "eventpostponed" -> EventStatus.POSTPONED;
			case "eventrescheduled" -> EventStatus.RESCHEDULED;
			case "eventmovedonline" -> EventStatus.MOVED_ONLINE;
			default -> StatusWords.status(PREFIX.matcher(word.strip()).replaceFirst(""));
		};
	}

	public static @Nullable AttendanceMode attendanceMode(String word) {
		return switch (normalizedTerm(word)) {
			case "offlineeventattendancemode", "offlineattendancemode", "offlineevent", "offline", "inperson", "onsite",
					"physical", "venue" ->
				AttendanceMode.OFFLINE;
			case "onlineeventattendancemode", "onlineattendancemode", "onlineevent", "online", "virtual", "remote",
					"webinar", "livestream" ->
				AttendanceMode.ONLINE;
			case "mixedeventattendancemode", "mixedattendancemode", "mixedevent", "mixed", "hybrid", "blended" ->
				AttendanceMode.MIXED;
			default -> null;
		};
	}

	public static @Nullable Availability availability(String word) {
		return switch (normalizedTerm(word)) {
			case "instock", "available", "onsale", "onlineonly", "instoreonly", "buynow", "bookable" ->
				Availability.IN_STOCK;
			case "limited", "limitedavailability", "fewleft", "fewremaining", "lowstock", "almostsoldout" ->
				Availability.LIMITED;
			case "preorder", "presale", "comingsoon", "notyetonsale", "backorder" -> Availability.PRE_ORDER;
			case "soldout", "outofstock", "unavailable", "notavailable", "ausverkauft", "agotado", "esgotado",
					"complet", "esaurito", "uitverkocht", "wyprzedane", "売り切れ", "售罄", "매진" ->
				Availability.SOLD_OUT;
			case "discontinued", "closed", "saleended", "salesended" -> Availability.DISCONTINUED;
			default -> null;
		};
	}

	/** Whether the text is the URL of an online meeting or a stream. */
	public static boolean isMeetingUrl(String text) {
		return text.length() <= ListingLimits.MAX_NAME_LENGTH && MEETING_URL.matcher(text.strip()).matches();
	}

	/**
	 * Whether the place is online, not a physical location.
	 */
	public static boolean isOnline(String place) {
		return switch (normalizedTerm(place)) {
			case "online", "onlineevent", "virtual", "virtualevent", "webinar", "internet", "enligne", "enlinea",
					"オンライン", "线上", "онлайн", "온라인" ->
				true;
			default -> isMeetingUrl(place) || isOnlinePhrase(place);
		};
	}

	private static boolean isOnlinePhrase(String place) {
		return place.length() <= ListingLimits.MAX_NAME_LENGTH && ONLINE_PLACE.matcher(place.strip()).matches();
	}

	private static String normalizedTerm(String word) {
		String term = PREFIX.matcher(word.strip()).replaceFirst("");
		return OUTSIDE_LETTERS.matcher(TextFolding.fold(term)).replaceAll("");
	}

}
