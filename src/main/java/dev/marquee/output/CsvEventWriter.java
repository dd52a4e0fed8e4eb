package dev.marquee.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.marquee.output.ListedEvent.ListedCategory;
import dev.marquee.output.ListedEvent.ListedLocation;
import dev.marquee.output.ListedEvent.ListedOrganizer;
import dev.marquee.output.ListedEvent.ListedPriceRange;
import dev.marquee.output.ListedEvent.ListedSeries;
import dev.marquee.output.ListedEvent.ListedTime;
import dev.marquee.output.ListedEvent.ListedVenue;
import org.jspecify.annotations.Nullable;

/**
 * Writes comma-separated values (RFC 4180) in UTF-8, with a header. Spreadsheets take a
 * text that begins with {@code =}, {@code +}, {@code -} or {@code @} for a formula, so it
 * gets an apostrophe in front, which they do not show.
 */
final class CsvEventWriter implements EventWriter {

	private static final List<String> HEADER = List.of("id", "name", "url", "start_date", "start_time", "end_date",
			"end_time", "time_zone", "start", "end", "status", "attendance_mode", "type", "venue", "address", "street",
			"postal_code", "city", "state", "country", "latitude", "longitude", "organizers", "categories", "price_min",
			"price_max", "currency", "is_free", "tickets", "interested", "image", "description", "updated_at",
			"image_alt", "series", "series_id", "super_event", "super_event_id");

	private final EventPages pages;

	private final CsvWriter csv;

	CsvEventWriter(OutputStream body, EventPages pages) {
		Writer text = new OutputStreamWriter(body, StandardCharsets.UTF_8);
		this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
		this.pages = pages;
	}

	@Override
	public void begin() {
		this.csv.writeRecord(HEADER);
	}

	@Override
	public void write(byte[] json) {
		ListedEvent event = ListedEventReader.read(json);
		ListedTime end = event.end();
		List<String> cells = new ArrayList<>(HEADER.size());
		cells.add(event.id());
		cells.add(text(event.name()));
		cells.add(text(this.pages.pageOf(event)));
		addLocal(event.start(), cells);
		addLocal(end, cells);
		cells.add(event.start().timeZone().getId());
		cells.add(IsoTimes.text(event.start()));
		cells.add((end != null) ? IsoTimes.text(end) : "");
		cells.add(event.status().name());
		cells.add(event.attendanceMode().name());
		cells.add(event.type().name());
		addPlace(event, cells);
		cells.add(text(event.organizers().stream().map(ListedOrganizer::name).collect(Collectors.joining("; "))));
		cells.add(text(event.categories().stream().map(ListedCategory::name).collect(Collectors.joining("; "))));
		addPrice(event, cells);
		cells.add(String.valueOf(event.interestedCount()));
		cells.add(text((event.image() != null) ? event.image().url() : null));
		cells.add(text(event.description()));
		cells.add(event.updatedAt().toString());
		cells.add(text((event.image() != null) ? event.image().alt() : null));
		addGroups(event, cells);
		this.csv.writeRecord(cells);
	}

	private static void addLocal(@Nullable ListedTime time, List<String> cells) {
		cells.add((time != null) ? time.date().toString() : "");
		cells.add((time != null && time.local() != null) ? time.local().toLocalTime().toString() : "");
	}

	private static void addPlace(ListedEvent event, List<String> cells) {
		ListedVenue venue = event.venue();
		cells.add(text((venue != null) ? venue.name() : null));
		cells.add(text((venue != null) ? venue.fullAddress() : null));
		cells.add(text((venue != null) ? venue.street() : null));
		cells.add(text((venue != null) ? venue.postalCode() : null));
		cells.add(text((venue != null) ? venue.city() : null));
		cells.add(text((venue != null) ? venue.state() : null));
		cells.add(text((venue != null) ? venue.country() : null));
		ListedLocation location = event.location();
		cells.add((location != null) ? number(location.latitude()) : "");
		cells.add((location != null) ? number(location.longitude()) : "");
	}

	private static void addPrice(ListedEvent event, List<String> cells) {
		ListedPriceRange range = event.priceRange();
		cells.add((range != null) ? number(range.min()) : "");
		cells.add((range != null) ? number(range.max()) : "");
		cells.add((range != null) ? range.currency() : "");
		cells.add((event.isFree() != null) ? event.isFree().toString() : "");
		cells.add(text(event.ticketAvailability()));
	}

	private static void addGroups(ListedEvent event, List<String> cells) {
		ListedSeries series = event.series();
		cells.add(text((series != null) ? series.name() : null));
		cells.add((series != null) ? series.id() : "");
		ListedEvent whole = event.superEvent();
		cells.add(text((whole != null) ? whole.name() : null));
		cells.add((whole != null) ? whole.id() : "");
	}

	private static String number(BigDecimal value) {
		return value.toPlainString();
	}

	/**
	 * A text that no spreadsheet takes for a formula. A tab or a line end at the
	 * beginning may be skipped by a spreadsheet, so what follows counts too.
	 */
	private static String text(@Nullable String value) {
		if (value == null || value.isEmpty()) {
			return "";
		}
		return ("=+-@\t\r\n＝＋－＠".indexOf(value.charAt(0)) >= 0) ? "'" + value : value;
	}

	@Override
	public void end() throws IOException {
		this.csv.flush();
	}

}
