package dev.marquee.output;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import dev.marquee.event.EventStatus;
import dev.marquee.output.ListedEvent.ListedCategory;
import dev.marquee.output.ListedEvent.ListedLocation;
import dev.marquee.output.ListedEvent.ListedOrganizer;
import dev.marquee.output.ListedEvent.ListedTime;
import org.jspecify.annotations.Nullable;

/**
 * Writes an Atom feed (RFC 4287) with an entry for each event. Start, end and place are
 * in the text of the entry, and in the elements of the RSS event module and of GeoRSS.
 */
final class AtomWriter implements EventWriter {

	private static final String ATOM = "http://www.w3.org/2005/Atom";

	private static final String EVENT_MODULE = "http://purl.org/rss/1.0/modules/event/";

	private static final String GEORSS = "http://www.georss.org/georss";

	private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

	private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm",
			Locale.ENGLISH);

	private final OutputHead head;

	private final EventPages pages;

	private final XMLStreamWriter xml;

	AtomWriter(OutputStream body, OutputHead head, EventPages pages) {
		this.head = head;
		this.pages = pages;
		try {
			this.xml = FACTORY.createXMLStreamWriter(body, "UTF-8");
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void begin() throws IOException {
		try {
			this.xml.writeStartDocument("UTF-8", "1.0");
			this.xml.writeStartElement("feed");
			this.xml.writeDefaultNamespace(ATOM);
			this.xml.writeNamespace("ev", EVENT_MODULE);
			this.xml.writeNamespace("georss", GEORSS);
			writeText("id", this.head.selfUrl());
			writeText("title", this.head.title());
			writeText("updated", Objects.requireNonNullElse(this.head.updatedAt(), Instant.EPOCH).toString());
			writeLink("self", this.head.selfUrl());
			writeLink("next", this.head.nextUrl());
			writePerson(this.head.title(), null);
			writeText("generator", "Marquee");
		}
		catch (XMLStreamException ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public void write(byte[] json) throws IOException {
		try {
			writeEntry(ListedEventReader.read(json));
		}
		catch (XMLStreamException ex) {
			throw new IOException(ex);
		}
	}

	private void writeEntry(ListedEvent event) throws XMLStreamException {
		this.xml.writeStartElement("entry");
		writeText("id", "urn:uuid:" + event.uuid());
		writeText("title", statusPrefix(event.status()) + event.name());
		writeText("updated", event.updatedAt().toString());
		Instant published = (event.publishedAt() != null) ? event.publishedAt() : event.createdAt();
		if (published != null) {
			writeText("published", published.toString());
		}
		writeLink("alternate", this.pages.pageOf(event));
		if (event.superEvent() != null) {
			writeLink("up", this.pages.pageOf(event.superEvent()));
		}
		for (ListedOrganizer organizer : event.organizers()) {
			writePerson(organizer.name(), organizer.url());
		}
		for (ListedCategory category : event.categories()) {
			this.xml.writeEmptyElement("category");
			this.xml.writeAttribute("term", category.slug());
			this.xml.writeAttribute("label", legal(category.name()));
		}
		this.xml.writeStartElement("content");
		this.xml.writeAttribute("type", "text");
		this.xml.writeCharacters(legal(text(event)));
		this.xml.writeEndElement();
		writeModules(event);
		this.xml.writeEndElement();
	}

	private static String statusPrefix(EventStatus status) {
		return switch (status) {
			case CANCELLED -> "Cancelled: ";
			case POSTPONED -> "Postponed: ";
			case RESCHEDULED -> "Rescheduled: ";
			case MOVED_ONLINE -> "Moved online: ";
			case SCHEDULED -> "";
		};
	}

	private static String text(ListedEvent event) {
		StringBuilder text = new StringBuilder(day(event.start()));
		if (event.end() != null) {
			text.append(" – ").append(day(event.end()));
		}
		text.append(" (").append(event.start().timeZone().getId()).append(')');
		if (event.previousStart() != null) {
			text.append("\nFormerly: ").append(day(event.previousStart()));
		}
		if (event.isOnline()) {
			text.append("\nOnline");
		}
		else if (event.venue() != null) {
			text.append('\n').append(Places.onOneLine(event.venue()));
		}
		if (event.superEvent() != null) {
			text.append("\nPart of: ").append(event.superEvent().name());
		}
		if (event.series() != null) {
			text.append("\nSeries: ").append(event.series().name());
		}
		if (event.cancellationReason() != null) {
			text.append("\n\n").append(event.cancellationReason());
		}
		if (event.description() != null) {
			text.append("\n\n").append(event.description());
		}
		return text.toString();
	}

	private static String day(ListedTime time) {
		return (time.local() != null) ? DAY_AND_TIME.format(time.local()) : DAY.format(time.date());
	}

	private void writeModules(ListedEvent event) throws XMLStreamException {
		writeModule("ev", EVENT_MODULE, "startdate", IsoTimes.text(event.start()));
		if (event.end() != null) {
			writeModule("ev", EVENT_MODULE, "enddate", IsoTimes.text(event.end()));
		}
		if (event.venue() != null && !event.isOnline()) {
			writeModule("ev", EVENT_MODULE, "location", Places.onOneLine(event.venue()));
		}
		ListedLocation location = event.location();
		if (location != null) {
			writeModule("georss", GEORSS, "point",
					location.latitude().toPlainString() + ' ' + location.longitude().toPlainString());
		}
	}

	private void writeModule(String prefix, String namespace, String name, String value) throws XMLStreamException {
		this.xml.writeStartElement(prefix, name, namespace);
		this.xml.writeCharacters(legal(value));
		this.xml.writeEndElement();
	}

	private void writePerson(String name, @Nullable String uri) throws XMLStreamException {
		this.xml.writeStartElement("author");
		writeText("name", name);
		if (uri != null) {
			writeText("uri", uri);
		}
		this.xml.writeEndElement();
	}

	private void writeLink(String relation, @Nullable String address) throws XMLStreamException {
		if (address != null) {
			this.xml.writeEmptyElement("link");
			this.xml.writeAttribute("rel", relation);
			this.xml.writeAttribute("href", legal(address));
		}
	}

	private void writeText(String element, String text) throws XMLStreamException {
		this.xml.writeStartElement(element);
		this.xml.writeCharacters(legal(text));
		this.xml.writeEndElement();
	}

	/** The text without the characters that XML 1.0 cannot contain. */
	private static String legal(String text) {
		return text.replaceAll("[^\\t\\n\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "");
	}

	@Override
	public void end() throws IOException {
		try {
			this.xml.writeEndElement();
			this.xml.writeEndDocument();
			this.xml.flush();
		}
		catch (XMLStreamException ex) {
			throw new IOException(ex);
		}
	}

}
