package dev.marquee.ingest.record;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.DocumentReader;
import dev.marquee.ingest.format.DocumentText;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Reads the events in answers of APIs: one record, a list, a page of a connection, or one
 * record a line.
 */
@Component
class ApiRecordReader implements DocumentReader {

	private static final int MAX_BYTES = 50 * 1024 * 1024;

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(64)
				.maxNumberLength(100)
				.maxNameLength(1000)
				.maxDocumentLength(MAX_BYTES)
				.build())
			.enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
			.enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
			.enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
			.build())
		.build();

	private static final Map<DocumentFormat, RecordMapper> MAPPERS = List
		.of(new EventbriteMapper(), new MeetupMapper(), new OpenAgendaMapper(), new LinkedEventsMapper(),
				new EventsCalendarMapper(), new TicketmasterMapper())
		.stream()
		.collect(Collectors.toUnmodifiableMap(RecordMapper::format, Function.identity()));

	@Override
	public Set<DocumentFormat> formats() {
		return MAPPERS.keySet();
	}

	@Override
	public void read(SourceDocument document, DocumentFormat format, DocumentProblems problems,
			Consumer<SourceListing> listings) {
		RecordMapper mapper = MAPPERS.get(format);
		if (mapper == null) {
			throw new IllegalArgumentException("No API has the format " + format + ".");
		}
		String text = DocumentText.decode(document.bytes(), problems);
		int count = 0;
		try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(text)) {
			for (int index = 0; values.hasNextValue(); index++) {
				ApiRecord value = new ApiRecord(values.nextValue(), (index == 0) ? "$" : "$" + (index + 1));
				count += read(value, mapper, listings);
			}
		}
		catch (JacksonException ex) {
			int line = (ex.getLocation() != null) ? Math.max(1, ex.getLocation().getLineNr()) : 1;
			problems.error(DocumentLocation.ofLine(line), "json_invalid", "The document is not JSON from here on ("
					+ UntrustedText.abbreviate(ex.getOriginalMessage(), 200) + "): fix it.");
			return;
		}
		if (count == 0) {
			problems.error(DocumentLocation.DOCUMENT, "no_events",
					"The document has no " + format.title() + " that are events with a start.");
		}
	}

	private static int read(ApiRecord value, RecordMapper mapper, Consumer<SourceListing> listings) {
		List<ApiRecord> events = value.find(mapper::isEvent).toList();
		events.forEach((event) -> listings.accept(mapper.read(event, new DocumentProblems())));
		return events.size();
	}

}
