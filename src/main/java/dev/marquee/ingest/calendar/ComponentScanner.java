package dev.marquee.ingest.calendar;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataListener;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document event by event, so that only one is in memory. Accepts events without
 * a calendar around them, several calendars, and events whose end is missing.
 */
final class ComponentScanner implements VObjectDataListener {

	private final List<CalendarHead> calendars;

	private final Consumer<CalendarComponent> events;

	private final Deque<String> open = new ArrayDeque<>();

	private CalendarHead calendar;

	private int calendarIndex = -1;

	private @Nullable CalendarComponent event;

	private @Nullable ZoneDefinition zone;

	private int components;

	private ComponentScanner(List<CalendarHead> calendars, Consumer<CalendarComponent> events) {
		this.calendars = calendars;
		this.events = events;
		this.calendar = nextCalendar();
	}

	/**
	 * Passes each event of the document on.
	 * @param calendars those of an earlier scan of the same document, whose properties
	 * and zones may follow the events; the first is that of events without a calendar.
	 * The first scan fills the list
	 * @return the number of calendars and components of any kind
	 */
	static int scan(String text, List<CalendarHead> calendars, Consumer<CalendarComponent> events) {
		ComponentScanner scanner = new ComponentScanner(calendars, events);
		SyntaxRules rules = SyntaxRules.iCalendar();
		rules.setDefaultSyntaxStyle(SyntaxStyle.NEW);
		try (VObjectReader reader = new VObjectReader(new StringReader(text), rules)) {
			reader.parse(scanner);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		scanner.finish("The document ends inside this event: it may be truncated.");
		return scanner.components;
	}

	@Override
	public void onComponentBegin(String name, Context context) {
		String component = name.toUpperCase(Locale.ROOT);
		this.components++;
		if (component.equals("VCALENDAR")) {
			finish("The event has no END:VEVENT.");
			this.calendar = nextCalendar();
			this.open.clear();
		}
		else if (component.equals("VEVENT")) {
			finish("The event has no END:VEVENT.");
			this.open.clear();
			this.event = new CalendarComponent(context.getLineNumber(), this.calendar);
		}
		else if (component.equals("VTIMEZONE")) {
			this.zone = new ZoneDefinition();
		}
		else if (this.zone != null) {
			this.zone.add(context.getUnfoldedLine());
		}
		this.open.push(component);
	}

	@Override
	public void onComponentEnd(String name, Context context) {
		String component = name.toUpperCase(Locale.ROOT);
		this.open.poll();
		if (component.equals("VEVENT") && this.event != null) {
			CalendarComponent complete = this.event;
			this.event = null;
			this.events.accept(complete);
		}
		else if (component.equals("VTIMEZONE") && this.zone != null) {
			this.calendar.zones().define(this.zone);
			this.zone = null;
		}
		else if (this.zone != null) {
			this.zone.add(context.getUnfoldedLine());
		}
	}

	@Override
	public void onProperty(VObjectProperty property, Context context) {
		ContentLine contentLine = ContentLine.of(property, context.getLineNumber());
		String component = this.open.peek();
		if (this.zone != null) {
			this.zone.add(contentLine, context.getUnfoldedLine());
		}
		else if ("VEVENT".equals(component) && this.event != null) {
			this.event.add(contentLine);
		}
		else if (component == null || component.equals("VCALENDAR")) {
			this.calendar.add(contentLine);
		}
	}

	@Override
	public void onVersion(String value, Context context) {
		// Only the syntax depends on the version, which the reader knows.
	}

	@Override
	public void onWarning(Warning warning, @Nullable VObjectProperty property, @Nullable Exception thrown,
			Context context) {
		if (this.event == null) {
			return;
		}
		switch (warning) {
			case MALFORMED_LINE -> this.event.warn(context.getLineNumber(), "line_unreadable",
					"The line is not a property of iCalendar and was dropped.");
			case UNKNOWN_CHARSET, QUOTED_PRINTABLE_ERROR -> this.event.warn(context.getLineNumber(), "encoding_unknown",
					"The encoding of the line is unknown: it was read as it is.");
			default -> {
			}
		}
	}

	private CalendarHead nextCalendar() {
		this.calendarIndex++;
		if (this.calendarIndex == this.calendars.size()) {
			this.calendars.add(new CalendarHead());
		}
		return this.calendars.get(this.calendarIndex);
	}

	private void finish(String reason) {
		CalendarComponent unfinished = this.event;
		this.event = null;
		if (unfinished != null) {
			this.events.accept(unfinished.truncated(reason));
		}
	}

}
