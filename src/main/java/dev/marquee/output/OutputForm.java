package dev.marquee.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;

/**
 * A format in which events are returned.
 *
 * @param extension the end of its addresses
 * @param defaultSize the number of events without the parameter {@code first}; null for
 * all
 * @param maxSize the maximum number of events; null if there is none
 * @param isDownload whether browsers save it instead of showing it
 * @param listDocument the query of a list of events
 * @param eventDocument the query of one event
 */
record OutputForm(String extension, String mediaType, @Nullable Integer defaultSize, @Nullable Integer maxSize,
		boolean isDownload, String listDocument, String eventDocument, WriterFactory writerFactory) {

	/** A format whose lists have at most so many events. */
	static OutputForm ofPages(String extension, String mediaType, int defaultSize, int maxSize, boolean isDownload,
			WriterFactory writerFactory) {
		return of(extension, mediaType, defaultSize, maxSize, isDownload, writerFactory);
	}

	/** A format whose lists have all events. */
	static OutputForm ofAll(String extension, String mediaType, WriterFactory writerFactory) {
		return of(extension, mediaType, null, null, true, writerFactory);
	}

	private static OutputForm of(String extension, String mediaType, @Nullable Integer defaultSize,
			@Nullable Integer maxSize, boolean isDownload, WriterFactory writerFactory) {
		String name = extension.substring(0, 1).toUpperCase(Locale.ROOT) + extension.substring(1);
		String selection = selection(extension);
		return new OutputForm(extension, mediaType, defaultSize, maxSize, isDownload, """
				query Events%s($filter: EventFilter, $orderBy: EventOrder, $first: Int, $after: String) {
				  events(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { nodes { ...Listed } }
				}
				%s""".formatted(name, selection), """
				query Event%s($id: ID!) {
				  event(id: $id) { ...Listed }
				}
				%s""".formatted(name, selection), writerFactory);
	}

	/** The fragment {@code Listed}: what the format contains of an event. */
	static String selection(String extension) {
		try {
			return new ClassPathResource(extension + ".graphql", OutputForm.class)
				.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Creates a writer that writes to a body, but does not close it.
	 */
	@FunctionalInterface
	interface WriterFactory {

		EventWriter create(OutputStream body, OutputHead head);

	}

}
