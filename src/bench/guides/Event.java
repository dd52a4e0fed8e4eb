package guides;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * A row of the table event, with the fields of the GraphQL type.
 */
record Event(UUID key, String id, String url, String name, String description, EventTime start, EventTime end, String status,
		String attendanceMode, int interestedCount, String createdAt, String updatedAt, UUID venueKey) {

	private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

	private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

	static Event read(ResultSet row, int number) throws SQLException {
		EventTime end = (row.getObject("ends_at") != null) ? EventTime.read(row, "ends_at", "end_") : null;
		return new Event(row.getObject("id", UUID.class), "evt_" + row.getString("id"), row.getString("url"), row.getString("name"),
				row.getString("description"), EventTime.read(row, "starts_at", "start_"), end, row.getString("status"),
				row.getString("attendance_mode"), row.getInt("interested_count"), instant(row, "created_at"),
				instant(row, "updated_at"), row.getObject("venue_id", UUID.class));
	}

	private static String instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC).format(INSTANT);
	}

	record EventTime(String instant, String local, String date, String timeZone, String precision) {

		static EventTime read(ResultSet row, String instant, String prefix) throws SQLException {
			LocalDateTime local = row.getObject(prefix + "local", LocalDateTime.class);
			String precision = row.getString(prefix + "precision");
			return new EventTime(Event.instant(row, instant), precision.equals("MINUTE") ? local.format(LOCAL) : null,
					local.toLocalDate().toString(), row.getString(prefix + "zone"), precision);
		}

	}

	record Venue(UUID key, String id, String name, String fullAddress, String city, String state, String country,
			String countryCode, Double latitude, Double longitude) {

		static Venue read(ResultSet row, int number) throws SQLException {
			return new Venue(row.getObject("id", UUID.class), "ven_" + row.getString("id"), row.getString("name"),
					row.getString("full_address"), row.getString("city"), row.getString("state"), row.getString("country"),
					row.getString("country_code"), row.getObject("latitude", Double.class),
					row.getObject("longitude", Double.class));
		}

	}

	record Organizer(String id, String name, String url, String sourceId, String description) {

		static Organizer read(ResultSet row, int number) throws SQLException {
			return new Organizer("org_" + row.getString("organizer_id"), row.getString("name"), row.getString("url"),
					row.getString("source_id"), row.getString("description"));
		}

	}

	record Category(String slug, String name) {
	}

	record Ticket(String name, String url, Money price, String priceKind, String availability) {

		static Ticket read(ResultSet row, int number) throws SQLException {
			BigDecimal amount = row.getBigDecimal("price_amount");
			Money price = (amount != null) ? new Money(amount.stripTrailingZeros(), row.getString("price_currency"))
					: null;
			return new Ticket(row.getString("name"), row.getString("url"), price, row.getString("price_kind"),
					row.getString("availability"));
		}

	}

	record Money(BigDecimal amount, String currency) {
	}

	record Image(String url, String alt, String role) {
	}

	record Faq(String question, String answer) {
	}

}
