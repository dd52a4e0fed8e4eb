package dev.marquee.output;

import java.io.OutputStream;

import dev.marquee.output.ListedEvent.ListedLocation;
import dev.marquee.output.ListedEvent.ListedPriceRange;
import dev.marquee.output.ListedEvent.ListedSeries;
import dev.marquee.output.ListedEvent.ListedTime;
import dev.marquee.output.ListedEvent.ListedVenue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes GeoJSON (RFC 7946): a feature for each event. Events without a known point have
 * the geometry null, as have those that take place online only.
 */
final class GeoJsonEventWriter implements EventWriter {

	private static final JsonFactory JSON = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

	private final OutputHead head;

	private final EventPages pages;

	private final JsonGenerator json;

	GeoJsonEventWriter(OutputStream body, OutputHead head, EventPages pages) {
		this.json = JSON.createGenerator(ObjectWriteContext.empty(), body, JsonEncoding.UTF8);
		this.head = head;
		this.pages = pages;
	}

	@Override
	public void begin() {
		if (this.head.isList()) {
			this.json.writeStartObject();
			this.json.writeStringProperty("type", "FeatureCollection");
			this.json.writeArrayPropertyStart("features");
		}
	}

	@Override
	public void write(byte[] source) {
		ListedEvent event = ListedEventReader.read(source);
		this.json.writeStartObject();
		this.json.writeStringProperty("type", "Feature");
		this.json.writeStringProperty("id", event.id());
		writeGeometry(event.location());
		this.json.writeObjectPropertyStart("properties");
		writeProperties(event);
		this.json.writeEndObject();
		this.json.writeEndObject();
	}

	/** Longitude precedes latitude (section 3.1.1). */
	private void writeGeometry(@Nullable ListedLocation location) {
		if (location == null) {
			this.json.writeNullProperty("geometry");
			return;
		}
		this.json.writeObjectPropertyStart("geometry");
		this.json.writeStringProperty("type", "Point");
		this.json.writeArrayPropertyStart("coordinates");
		this.json.writeNumber(location.longitude());
		this.json.writeNumber(location.latitude());
		this.json.writeEndArray();
		this.json.writeEndObject();
	}

	private void writeProperties(ListedEvent event) {
		this.json.writeStringProperty("name", event.name());
		writeText("url", this.pages.pageOf(event));
		this.json.writeStringProperty("slug", event.slug());
		writeTime("start", event.start());
		writeTime("end", event.end());
		this.json.writeStringProperty("timeZone", event.start().timeZone().getId());
		this.json.writeStringProperty("status", event.status().name());
		this.json.writeStringProperty("attendanceMode", event.attendanceMode().name());
		this.json.writeStringProperty("type", event.type().name());
		this.json.writeNumberProperty("interestedCount", event.interestedCount());
		writePlace(event.venue());
		this.json.writeArrayPropertyStart("organizers");
		event.organizers().forEach((organizer) -> this.json.writeString(organizer.name()));
		this.json.writeEndArray();
		this.json.writeArrayPropertyStart("categories");
		event.categories().forEach((category) -> this.json.writeString(category.slug()));
		this.json.writeEndArray();
		ListedPriceRange range = event.priceRange();
		if (range != null) {
			this.json.writeNumberProperty("priceMin", range.min());
			this.json.writeNumberProperty("priceMax", range.max());
			this.json.writeStringProperty("currency", range.currency());
		}
		if (event.isFree() != null) {
			this.json.writeBooleanProperty("isFree", event.isFree());
		}
		if (event.image() != null) {
			this.json.writeStringProperty("image", event.image().url());
			writeText("imageAlt", event.image().alt());
		}
		writeGroups(event);
		this.json.writeStringProperty("updatedAt", event.updatedAt().toString());
	}

	private void writeGroups(ListedEvent event) {
		ListedSeries series = event.series();
		if (series != null) {
			this.json.writeStringProperty("series", series.name());
			this.json.writeStringProperty("seriesId", series.id());
		}
		ListedEvent whole = event.superEvent();
		if (whole != null) {
			this.json.writeStringProperty("superEvent", whole.name());
			this.json.writeStringProperty("superEventId", whole.id());
		}
	}

	private void writePlace(@Nullable ListedVenue venue) {
		if (venue != null) {
			this.json.writeStringProperty("venue", venue.name());
			writeText("address", venue.fullAddress());
			writeText("city", venue.city());
			writeText("countryCode", venue.countryCode());
		}
	}

	/** A day as ISO 8601 date, otherwise the time with its offset. */
	private void writeTime(String name, @Nullable ListedTime time) {
		if (time != null) {
			this.json.writeStringProperty(name, IsoTimes.text(time));
		}
	}

	private void writeText(String name, @Nullable String value) {
		if (value != null) {
			this.json.writeStringProperty(name, value);
		}
	}

	@Override
	public void end() {
		if (this.head.isList()) {
			this.json.writeEndArray();
			this.json.writeEndObject();
		}
		this.json.close();
	}

}
