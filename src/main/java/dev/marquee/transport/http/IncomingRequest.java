package dev.marquee.transport.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.JsonSize;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Receives the body of a request without occupying a thread while the client sends it,
 * and then lets the request be executed.
 */
final class IncomingRequest implements SlowTransfers.Transfer {

	/** Larger bodies are counted as memory of the client. */
	private static final int UNCOUNTED_BYTES = 1 << 14;

	private final Request request;

	private final OutgoingResponse response;

	private final ExchangeHandler handler;

	private final int maxBytes;

	private byte[] body = {};

	/** Read by the thread that checks for slow transfers. */
	private volatile int received;

	private boolean slow;

	private boolean ended;

	private int chunks;

	IncomingRequest(Request request, OutgoingResponse response, ExchangeHandler handler) {
		this.request = request;
		this.response = response;
		this.handler = handler;
		this.maxBytes = (int) handler.limits().maxBody().toBytes();
	}

	/** Executes the request now if its whole body is here, otherwise later. */
	boolean receive() throws Exception {
		if (readAvailable()) {
			return this.handler.execute(received(), this.response);
		}
		return true;
	}

	/**
	 * Reads what has arrived.
	 * @return whether that is the whole body; otherwise the rest is demanded, or the
	 * request was rejected
	 */
	private boolean readAvailable() {
		while (true) {
			Content.Chunk chunk = this.request.read();
			if (chunk == null) {
				return demandMore();
			}
			if (Content.Chunk.isFailure(chunk)) {
				reject(HttpErrorException.of(HttpStatus.REQUEST_TIMEOUT,
						"The body was not received in time; send the request again."));
				return false;
			}
			try {
				if (!append(chunk.getByteBuffer())) {
					reject(HttpErrorException.memoryLimitExceeded());
					return false;
				}
				if (chunk.isLast()) {
					return complete();
				}
				if (this.received > this.maxBytes) {
					announceClose();
					return complete();
				}
			}
			finally {
				chunk.release();
			}
		}
	}

	private boolean demandMore() {
		if (!this.slow) {
			this.slow = true;
			if (!this.handler.slowTransfers().tryAdd(this)) {
				reject(HttpErrorException.tooManyConnections());
				return false;
			}
		}
		this.request.demand(this::resume);
		return false;
	}

	/**
	 * Jetty closes the connection after a response to a body that was not read. Without
	 * the header, a client may send its next request on it.
	 */
	private void announceClose() {
		if (this.request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1) {
			this.response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
		}
	}

	/** Grows with what has arrived, not with what the client has announced. */
	private boolean append(ByteBuffer chunk) {
		int length = Math.min(chunk.remaining(), this.maxBytes + 1 - this.received);
		int needed = this.received + length;
		if (needed > this.body.length) {
			int capacity = Math.max(needed, Math.min(2 * this.body.length, this.maxBytes + 1));
			if (capacity > UNCOUNTED_BYTES && !this.response.memory().tryAcquire(capacity - this.body.length)) {
				return false;
			}
			this.body = Arrays.copyOf(this.body, capacity);
		}
		chunk.get(this.body, this.received, length);
		this.received = needed;
		this.chunks++;
		return true;
	}

	private boolean complete() {
		end();
		if (this.slow || this.chunks > 1) {
			this.handler.connections().requestArrived(this.request.getConnectionMetaData().getConnection());
		}
		if (this.received > UNCOUNTED_BYTES && !this.response.memory().tryAcquire(JsonSize.ofParsed(this.body))) {
			reject(HttpErrorException.memoryLimitExceeded());
			return false;
		}
		return true;
	}

	private ReceivedRequest received() {
		return new ReceivedRequest(this.request, ByteBuffer.wrap(this.body, 0, this.received));
	}

	/** More has arrived, or the request has failed. */
	private void resume() {
		if (readAvailable()) {
			// Callbacks of a request are serialized; this one would delay all others.
			this.request.getContext().execute(this::execute);
		}
	}

	private void execute() {
		ReceivedRequest whole = received();
		try {
			if (!this.handler.execute(whole, this.response)) {
				Response.writeError(whole, this.response, this.response, HttpStatus.NOT_FOUND.value());
			}
		}
		catch (Throwable ex) {
			Response.writeError(whole, this.response, this.response, ex);
		}
	}

	private void reject(HttpErrorException error) {
		end();
		announceClose();
		ContainerErrorReporter.reject(this.request, this.response, this.response, error);
	}

	@Override
	public String address() {
		return Request.getRemoteAddr(this.request);
	}

	@Override
	public void check(long now) {
		if (this.handler.limits().isRequestTooSlow(now - this.request.getBeginNanoTime(), this.received)) {
			fail();
		}
	}

	/** Fails the demand, unless the request may be complete already. */
	private synchronized void fail() {
		if (!this.ended) {
			this.request.fail(new SlowClientException("The request has not arrived in time"));
		}
	}

	private synchronized void end() {
		this.ended = true;
		if (this.slow) {
			this.handler.slowTransfers().remove(this);
		}
	}

}
