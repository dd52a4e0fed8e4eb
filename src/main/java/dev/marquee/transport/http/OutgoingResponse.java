package dev.marquee.transport.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.ConnectionOwner;
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
 * A response that is sent without occupying a thread while the client reads it: a write
 * returns at once, and what the network has not taken waits here, counted as memory of
 * the client. Event streams are written through, since they must not run ahead of their
 * client.
 */
final class OutgoingResponse extends Response.Wrapper implements Callback, SlowTransfers.Transfer {

	private final ExchangeHandler handler;

	private final Callback completion;

	private final Callback written = new Written();

	private ClientMemory.@Nullable Account memory;

	private byte @Nullable [] unmodified;

	/** Null until the first write. */
	private @Nullable Boolean isStream;

	/** Whether the container has not completed a write. */
	private boolean writing;

	/** The writes after that. */
	private @Nullable Queue<Write> waiting;

	private boolean hasLastWrite;

	private boolean completed;

	private @Nullable Throwable failure;

	/** When the network did not take a write at once. */
	private volatile long slowSince;

	private volatile long sentSince;

	private boolean slow;

	OutgoingResponse(Request request, Response response, Callback completion, ExchangeHandler handler) {
		super(request, response);
		this.handler = handler;
		this.completion = completion;
	}

	/** The memory of the client, which is released when the response is complete. */
	synchronized ClientMemory.Account memory() {
		ClientMemory.Account account = this.memory;
		if (account == null) {
			account = this.handler.memory().open(new ConnectionOwner(address(), false));
			this.memory = account;
		}
		return account;
	}

	/**
	 * Promises that the body of a response is not modified any more, so that no write
	 * copies it.
	 */
	static void promiseUnmodified(byte[] body, HttpServletRequest request) {
		ServletRequest unwrapped = request;
		while (unwrapped instanceof ServletRequestWrapper wrapper) {
			unwrapped = wrapper.getRequest();
		}
		if (unwrapped instanceof ServletApiRequest) {
			ServletContextRequest jetty = ServletContextRequest.getServletContextRequest(unwrapped);
			OutgoingResponse response = Response.as(jetty.getServletContextResponse(), OutgoingResponse.class);
			if (response != null) {
				response.unmodified = body;
			}
		}
	}

	@Override
	public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
		if (isStream()) {
			super.write(last, content, callback);
			return;
		}
		Write write = new Write(last, keep(content));
		boolean start;
		synchronized (this) {
			this.hasLastWrite |= last;
			start = this.failure == null && !this.writing;
			if (start) {
				this.writing = true;
			}
			else if (this.failure == null) {
				waitWith(write);
			}
		}
		if (start) {
			super.write(last, write.content(), this.written);
			countIfSlow(write);
		}
		complete(callback);
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
	private @Nullable ByteBuffer keep(@Nullable ByteBuffer content) {
		if (content == null || !content.hasRemaining()) {
			return content;
		}
		ByteBuffer kept = (content.hasArray() && content.array() == this.unmodified) ? content.slice()
				: BufferUtil.copy(content);
		content.position(content.limit());
		return kept;
	}

	private void waitWith(Write write) {
		Queue<Write> queue = (this.waiting != null) ? this.waiting : new ArrayDeque<>();
		queue.add(write);
		this.waiting = queue;
		hold(write.length());
	}

	private synchronized void countIfSlow(Write write) {
		if (this.writing && this.failure == null) {
			hold(write.length());
			if (!this.slow) {
				this.slow = true;
				this.slowSince = System.nanoTime();
				if (!this.handler.slowTransfers().tryAdd(this)) {
					abort("Too many clients of this address read slowly");
				}
			}
		}
	}

	private void hold(int bytes) {
		if (bytes > 0 && !memory().tryAcquire(bytes)) {
			abort("The client's connections hold too much memory");
		}
	}

	private void complete(Callback callback) {
		Throwable failed;
		synchronized (this) {
			failed = this.failure;
		}
		if (failed != null) {
			callback.failed(failed);
		}
		else {
			callback.succeeded();
		}
	}

	/** Closes the connection on another thread, which fails the write. */
	private void abort(String reason) {
		SlowClientException cause = new SlowClientException(reason);
		this.failure = cause;
		getRequest().getConnectionMetaData()
			.getConnector()
			.getExecutor()
			.execute(() -> getRequest().getConnectionMetaData().getConnection().getEndPoint().close(cause));
	}

	@Override
	public boolean hasLastWrite() {
		return this.hasLastWrite || super.hasLastWrite();
	}

	/** The handler has completed the response; what waits is still sent. */
	@Override
	public void succeeded() {
		Throwable failed;
		synchronized (this) {
			this.completed = true;
			failed = this.failure;
			if (this.writing) {
				return;
			}
		}
		end(failed);
	}

	@Override
	public void failed(Throwable cause) {
		synchronized (this) {
			this.completed = true;
			if (this.failure == null) {
				this.failure = cause;
			}
		}
		end(cause);
	}

	private void end(@Nullable Throwable failed) {
		synchronized (this) {
			if (this.slow) {
				this.handler.slowTransfers().remove(this);
			}
			if (this.memory != null) {
				this.memory.close();
			}
		}
		if (failed != null) {
			this.completion.failed(failed);
		}
		else {
			this.completion.succeeded();
		}
	}

	@Override
	public InvocationType getInvocationType() {
		return this.completion.getInvocationType();
	}

	@Override
	public String address() {
		return Request.getRemoteAddr(getRequest());
	}

	@Override
	public void check(long now) {
		if (this.handler.limits().isResponseTooSlow(now - this.slowSince, this.sentSince)) {
			synchronized (this) {
				if (this.failure == null) {
					abort("The client reads too slowly");
				}
			}
		}
	}

	/**
	 * A write that the container has been given, or will be.
	 */
	private record Write(boolean last, @Nullable ByteBuffer content) {

		int length() {
			return (this.content != null) ? this.content.remaining() : 0;
		}

	}

	/**
	 * Continues when the network has taken a write.
	 */
	private final class Written implements Callback {

		@Override
		public void succeeded() {
			Write next;
			boolean end;
			Throwable failed;
			synchronized (OutgoingResponse.this) {
				Queue<Write> queue = OutgoingResponse.this.waiting;
				failed = OutgoingResponse.this.failure;
				next = (queue != null && failed == null) ? queue.poll() : null;
				OutgoingResponse.this.writing = next != null;
				OutgoingResponse.this.sentSince = OutgoingResponse.this.sentSince + ((next != null) ? next.length() : 0);
				end = next == null && OutgoingResponse.this.completed;
			}
			if (next != null) {
				OutgoingResponse.super.write(next.last(), next.content(), this);
			}
			else if (end) {
				end(failed);
			}
		}

		@Override
		public void failed(Throwable cause) {
			boolean end;
			synchronized (OutgoingResponse.this) {
				if (OutgoingResponse.this.failure == null) {
					OutgoingResponse.this.failure = cause;
				}
				OutgoingResponse.this.writing = false;
				OutgoingResponse.this.waiting = null;
				end = OutgoingResponse.this.completed;
			}
			if (end) {
				end(cause);
			}
		}

		@Override
		public InvocationType getInvocationType() {
			return InvocationType.NON_BLOCKING;
		}

	}

}
