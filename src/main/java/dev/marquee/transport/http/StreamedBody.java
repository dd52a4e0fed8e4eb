package dev.marquee.transport.http;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * The body of a response that is written while it is made. It is compressed if the client
 * accepts that. The writer waits while much of it has not been read by the client, so a
 * long body takes little memory.
 */
public final class StreamedBody {

	/**
	 * What may wait to be sent. Most bodies are shorter, so that a slow client does not
	 * delay them.
	 */
	private static final int MAX_WAITING_BYTES = 1 << 20;

	private static final int BUFFER_BYTES = 1 << 14;

	private StreamedBody() {
	}

	/** Opens the body; closing it completes the response. */
	public static OutputStream open(HttpServletRequest request, HttpServletResponse response) throws IOException {
		return open(request, response, OutputStream.nullOutputStream());
	}

	/**
	 * Opens the body; closing it completes the response.
	 * @param copy receives the bytes that are sent, compressed if they are
	 */
	public static OutputStream open(HttpServletRequest request, HttpServletResponse response, OutputStream copy)
			throws IOException {
		if (request.getProtocol().equals("HTTP/1.1")) {
			// Otherwise Jetty ends the body of a connection that is to be closed by
			// closing it, so that a part looks
			// like the whole.
			response.setHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
		}
		OutputStream body = new ThrottledStream(response.getOutputStream(), copy, request);
		if (!isCompressed(request)) {
			return new BufferedOutputStream(body, BUFFER_BYTES);
		}
		response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
		return new BufferedOutputStream(new FastGzipStream(body), BUFFER_BYTES);
	}

	/**
	 * Sends a body that a copy received before, for a client that accepts the same
	 * compression.
	 */
	public static void send(byte[] body, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (isCompressed(request)) {
			response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
		}
		response.setContentLength(body.length);
		OutgoingResponse.promiseUnmodified(body, request);
		response.getOutputStream().write(body);
	}

	/** Whether the body is compressed for the client. */
	public static boolean isCompressed(HttpServletRequest request) {
		String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
		return accepted != null && GzipEncoder.isAccepted(accepted);
	}

	private static final class FastGzipStream extends GZIPOutputStream {

		FastGzipStream(OutputStream out) throws IOException {
			super(out, BUFFER_BYTES);
			this.def.setLevel(GzipEncoder.LEVEL);
		}

	}

	private static final class ThrottledStream extends FilterOutputStream {

		private final OutputStream copy;

		private final HttpServletRequest request;

		private long written;

		ThrottledStream(OutputStream out, OutputStream copy, HttpServletRequest request) {
			super(out);
			this.copy = copy;
			this.request = request;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.out.write(bytes, offset, length);
			this.copy.write(bytes, offset, length);
			this.written += length;
			OutgoingResponse.awaitRoom(MAX_WAITING_BYTES, this.written, this.request);
		}

		@Override
		public void flush() {
			// Whoever writes a body does not know when a packet is worth sending.
		}

	}

}
