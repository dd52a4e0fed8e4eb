package dev.marquee.transport.http;

import java.io.IOException;
import java.nio.ByteBuffer;

import dev.marquee.transport.ClientMemory;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee11.servlet.ServletApiRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * A response whose writes return at once, so that no thread waits until the client has
 * read it. Event streams are written through, since they must not run ahead of their
 * client.
 */
final class OutgoingResponse extends Response.Wrapper implements Callback {

	private final ResponseSender sender;

	private final TransferLimits limits;

	/** How long writers have waited for the client. */
	private long waitedNanos;

	private byte @Nullable [] unmodified;

	/** Null until the first write. */
	private @Nullable Boolean isStream;

	OutgoingResponse(Request request, Response response, Callback completion, ExchangeHandler handler) {
		super(request, response);
		this.sender = new ResponseSender(request, response, completion, handler);
		this.limits = handler.limits();
	}

	/** The memory of the client, which is released when the response is complete. */
	ClientMemory.Account memory() {
		return this.sender.memory();
	}

	/**
	 * Promises that the body of a response is not modified any more, so that no write
	 * copies it.
	 */
	static void promiseUnmodified(byte[] body, HttpServletRequest request) {
		OutgoingResponse response = of(request);
		if (response != null) {
			response.unmodified = body;
		}
	}

	/**
	 * Waits until the client has read so much of a response that at most this number of
	 * bytes wait to be sent.
	 * @param written the bytes of the body so far
	 * @throws IOException if the response cannot be sent, since its client is gone or
	 * reads too slowly
	 */
	static void awaitRoom(int bytes, long written, HttpServletRequest request) throws IOException {
		OutgoingResponse response = of(request);
		if (response != null) {
			response.awaitRoom(bytes, written);
		}
	}

	private void awaitRoom(int bytes, long written) throws IOException {
		long start = System.nanoTime();
		this.sender.awaitRoom(bytes);
		this.waitedNanos += System.nanoTime() - start;
		if (this.limits.isStreamTooSlow(this.waitedNanos, written)) {
			throw new SlowClientException("The client reads too slowly");
		}
	}

	private static @Nullable OutgoingResponse of(HttpServletRequest request) {
		ServletRequest unwrapped = request;
		while (unwrapped instanceof ServletRequestWrapper wrapper) {
			unwrapped = wrapper.getRequest();
		}
		if (!(unwrapped instanceof ServletApiRequest)) {
			return null;
		}
		ServletContextRequest jetty = ServletContextRequest.getServletContextRequest(unwrapped);
		return Response.as(jetty.getServletContextResponse(), OutgoingResponse.class);
	}

	@Override
	public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
		if (isStream()) {
			super.write(last, content, callback);
			return;
		}
		Throwable failure = this.sender.send(last, keep(content));
		if (failure != null) {
			callback.failed(failure);
		}
		else {
			callback.succeeded();
		}
	}

	private boolean isStream() {
		Boolean known = this.isStream;
		if (known == null) {
			String type = (this.unmodified != null) ? null : getHeaders().get(HttpHeader.CONTENT_TYPE);
			known = type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
			this.isStream = known;
		}
		return known;
	}

	/** The content, which the caller may modify as soon as the write has returned. */
	@SuppressWarnings({ "ReferenceEquality", "ByteBufferBackingArray" }) // whether it is
																			// the very
																			// array
	private @Nullable ByteBuffer keep(@Nullable ByteBuffer content) {
		if (content == null || !content.hasRemaining()) {
			return content;
		}
		ByteBuffer kept = (content.hasArray() && content.array() == this.unmodified) ? content.slice()
				: BufferUtil.copy(content);
		content.position(content.limit());
		return kept;
	}

	@Override
	public boolean hasLastWrite() {
		return this.sender.hasLastWrite() || super.hasLastWrite();
	}

	@Override
	public void succeeded() {
		this.sender.complete(null);
	}

	@Override
	public void failed(Throwable cause) {
		this.sender.complete(cause);
	}

}
