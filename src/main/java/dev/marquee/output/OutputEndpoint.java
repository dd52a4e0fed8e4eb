package dev.marquee.output;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.marquee.graphql.UnavailableErrorResolver;
import dev.marquee.output.OutputCache.BodyKey;
import dev.marquee.query.execute.RowStream;
import dev.marquee.query.execute.RowStreaming;
import dev.marquee.query.json.RawJson;
import dev.marquee.text.Hashes;
import dev.marquee.transport.http.FixedQueries;
import dev.marquee.transport.http.HttpErrorException;
import dev.marquee.transport.http.NamedDocumentResolver;
import dev.marquee.transport.http.StreamedBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Sends lists of events and single events in one of the formats. An error is sent as a
 * GraphQL response; once the first event was sent, it ends the connection.
 */
final class OutputEndpoint {

	private static final Logger LOG = LoggerFactory.getLogger(OutputEndpoint.class);

	private final FixedQueries queries;

	private final NamedDocumentResolver documents;

	private final OutputPermits permits;

	private final OutputAddresses addresses;

	private final OutputTags tags;

	private final OutputCache cache;

	private final RenderedEvents rendered;

	private final JsonMapper json;

	OutputEndpoint(FixedQueries queries, NamedDocumentResolver documents, OutputPermits permits,
			OutputAddresses addresses, OutputTags tags, OutputCache cache, RenderedEvents rendered, JsonMapper json) {
		this.queries = queries;
		this.documents = documents;
		this.permits = permits;
		this.addresses = addresses;
		this.tags = tags;
		this.cache = cache;
		this.rendered = rendered;
		this.json = json;
	}

	/** Responds with a list of events. */
	void sendList(OutputForm form, HttpServletRequest request, HttpServletResponse response) throws IOException {
		respond(request, response, () -> {
			this.queries.requireGet(request, ListParameters.NAMES);
			ListParameters parameters = ListParameters.read(request, form, this.queries, this.documents);
			String address = request.getRemoteAddr();
			this.permits.acquire(address);
			try (RowStreaming streaming = new RowStreaming(parameters.first())) {
				WebGraphQlResponse executed = this.queries.execute(form.listDocument(), parameters.variables(),
						Map.of(RowStreaming.class, streaming), request);
				RowStream rows = streaming.rows();
				if (rows == null || !executed.getErrors().isEmpty()) {
					this.queries.sendErrors(executed, request, response);
					return;
				}
				this.queries.setHeaders(executed, response);
				sendRows(form, parameters, rows, request, response);
			}
			finally {
				this.permits.release(address);
			}
		});
	}

	private void sendRows(OutputForm form, ListParameters parameters, RowStream rows, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		ListSummary summary = this.json.readValue(rows.summary(), ListSummary.class);
		String nextUrl = (summary.nextCursor() != null)
				? this.addresses.list(form, parameters.after(summary.nextCursor())) : null;
		if (nextUrl != null) {
			response.setHeader(HttpHeaders.LINK, "<" + nextUrl + ">; rel=\"next\"");
		}
		OutputHead head = new OutputHead(this.addresses.title(), this.addresses.list(form, parameters), nextUrl,
				summary.updatedAt(), true);
		ListVersions versions = summary.listVersions();
		String state = summary.state(versions, rows);
		String tag = (state != null) ? this.tags.tag(form, state, StreamedBody.isCompressed(request)) : null;
		if (!sendHeaders(form, "events", head, tag, request, response)) {
			return;
		}
		if (versions == null || tag == null) {
			write(form, head, rows, null, StreamedBody.open(request, response));
			return;
		}
		BodyKey key = new BodyKey(head.selfUrl(), StreamedBody.isCompressed(request));
		byte[] cached = this.cache.find(key, tag);
		if (cached != null) {
			StreamedBody.send(cached, request, response);
			return;
		}
		OutputCache.Recording recording = this.cache.record(key, tag);
		write(form, head, rows, versions, StreamedBody.open(request, response, recording));
		recording.complete();
	}

	/**
	 * Writes the rows. After a failure the body is not closed, since that would complete
	 * the response.
	 */
	private void write(OutputForm form, OutputHead head, RowStream rows, @Nullable ListVersions versions,
			OutputStream body) throws IOException {
		EventWriter writer = form.writerFactory().create(body, head);
		writer.begin();
		if (versions != null && rows.selectionNumber() != null && this.rendered.isEnabled()
				&& writer instanceof RenderingEventWriter renderingWriter) {
			new RenderedList(this.rendered, form, rows, versions, renderingWriter).write();
		}
		else {
			for (byte[] row = rows.next(); row != null; row = rows.next()) {
				writer.write(row);
			}
		}
		writer.end();
		body.close();
	}

	/** Responds with a single event. */
	void sendEvent(OutputForm form, String id, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		respond(request, response, () -> {
			this.queries.requireGet(request, List.of());
			WebGraphQlResponse executed = this.queries.execute(form.eventDocument(), Map.of("id", id), Map.of(),
					request);
			if (!executed.getErrors().isEmpty()) {
				this.queries.sendErrors(executed, request, response);
				return;
			}
			Map<String, Object> data = Objects.requireNonNull(executed.getData());
			if (!(data.get("event") instanceof RawJson event)) {
				throw HttpErrorException.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "There is no event with this id.");
			}
			this.queries.setHeaders(executed, response);
			EventUpdate update = this.json.readValue(event.utf8(), EventUpdate.class);
			OutputHead head = new OutputHead(this.addresses.title(), this.addresses.event(form, id), null,
					update.updatedAt(), false);
			String tag = this.tags.tag(form, Hashes.sha256Hex(event.utf8()), StreamedBody.isCompressed(request));
			if (sendHeaders(form, id, head, tag, request, response)) {
				OutputStream body = StreamedBody.open(request, response);
				EventWriter writer = form.writerFactory().create(body, head);
				writer.begin();
				writer.write(event.utf8());
				writer.end();
				body.close();
			}
		});
	}

	/**
	 * Sets the headers that describe the content. False if the body is not to be sent.
	 * @param tag the entity tag; null to send none
	 */
	private boolean sendHeaders(OutputForm form, String fileName, OutputHead head, @Nullable String tag,
			HttpServletRequest request, HttpServletResponse response) {
		Instant updatedAt = head.updatedAt();
		if (updatedAt != null) {
			response.setDateHeader(HttpHeaders.LAST_MODIFIED, updatedAt.toEpochMilli());
		}
		if (tag != null) {
			response.setHeader(HttpHeaders.ETAG, tag);
			if (this.queries.isUnchanged(tag, request)) {
				response.setStatus(HttpStatus.NOT_MODIFIED.value());
				return false;
			}
		}
		response.setContentType(form.mediaType());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, (form.isDownload() ? "attachment" : "inline")
				+ "; filename=\"" + fileName + "." + form.extension() + "\"");
		return !FixedQueries.isHead(request);
	}

	private void respond(HttpServletRequest request, HttpServletResponse response, Sending handling)
			throws IOException {
		try {
			handling.send();
		}
		catch (HttpErrorException ex) {
			this.queries.sendError(ex, request, response);
		}
		catch (RuntimeException ex) {
			if (response.isCommitted()) {
				throw new IOException("The output could not be completed", ex);
			}
			response.reset();
			if (UnavailableErrorResolver.isUnavailable(ex)) {
				this.queries.sendError(HttpErrorException.unavailable("The service is unavailable: retry in a second."),
						request, response);
				return;
			}
			LOG.error("Unhandled exception in an output", ex);
			this.queries.sendError(HttpErrorException.of(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_SERVER_ERROR",
					"Internal error. Report it with the `requestId`."), request, response);
		}
	}

	/**
	 * Sends a response.
	 */
	@FunctionalInterface
	private interface Sending {

		void send() throws IOException;

	}

	private record EventUpdate(Instant updatedAt) {
	}

}
