package dev.marquee.transport.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.ConnectionOwner;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Sends the writes of a response one after the other. What the network has not taken
 * waits without a thread, counted as memory of the client. It is itself the callback of
 * each write. Its fields are the state of this one queue under one lock, so it is one
 * class in spite of its length.
 */
final class ResponseSender implements Callback, SlowTransfers.Transfer {

	private final Request request;

	private final Response response;

	private final Callback completion;

	private final ExchangeHandler handler;

	private ClientMemory.@Nullable Account memory;

	/** Whether the container has not completed a write. */
	private boolean writing;

	/** The length of that write. */
	private int writingBytes;

	/** Whether that write is counted as memory of the client. */
	private boolean writingHeld;

	/** The bytes that wait after that write. */
	private int waitingBytes;

	/** The writes after that. */
	private @Nullable Queue<Write> waiting;

	private boolean hasLastWrite;

	/** Whether the handler has completed the response. */
	private boolean completed;

	private @Nullable Throwable failure;

	private boolean slow;

	/** When the network did not take a write at once. */
	private volatile long slowSince;

	/** The bytes that it has taken since. */
	private volatile long sentSince;

	ResponseSender(Request request, Response response, Callback completion, ExchangeHandler handler) {
		this.request = request;
		this.response = response;
		this.completion = completion;
		this.handler = handler;
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
	 * Sends content, now or after the writes before it.
	 * @param content must not be modified any more
	 * @return why the response cannot be sent; null if it can
	 */
	@Nullable Throwable send(boolean last, @Nullable ByteBuffer content) {
		Write write = new Write(last, content);
		boolean start;
		synchronized (this) {
			this.hasLastWrite |= last;
			if (this.failure != null) {
				return this.failure;
			}
			start = !this.writing;
			if (start) {
				start(write);
			}
			else {
				this.waiting = (this.waiting != null) ? this.waiting : new ArrayDeque<>();
				this.waiting.add(write);
				this.waitingBytes += write.length();
				hold(write.length());
			}
		}
		if (start) {
			this.response.write(last, content, this);
		}
		synchronized (this) {
			if (start && this.writing && this.failure == null) {
				recordSlow(write);
			}
			return this.failure;
		}
	}

	private void start(Write write) {
		this.writing = true;
		this.writingBytes = write.length();
		this.writingHeld = false;
	}

	private void recordSlow(Write write) {
		hold(write.length());
		this.writingHeld = true;
		if (!this.slow) {
			this.slow = true;
			this.slowSince = System.nanoTime();
			if (!this.handler.slowTransfers().tryAdd(this)) {
				abort("Too many clients of this address read slowly");
			}
		}
	}

	private void hold(int bytes) {
		if (bytes > 0 && !memory().tryAcquire(bytes)) {
			abort("The client's connections hold too much memory");
		}
	}

	/**
	 * Waits until the network has taken so much that at most this number of bytes wait.
	 * @throws IOException if the response cannot be sent
	 */
	synchronized void awaitRoom(int bytes) throws IOException {
		try {
			while (this.failure == null && this.waitingBytes > bytes) {
				wait();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while the client was reading");
		}
		if (this.failure != null) {
			throw new IOException("The response cannot be sent", this.failure);
		}
	}

	/** Closes the connection on another thread, which fails the write. */
	private synchronized void abort(String reason) {
		SlowClientException cause = new SlowClientException(reason);
		this.failure = cause;
		notifyAll();
		this.request.getConnectionMetaData()
			.getConnector()
			.getExecutor()
			.execute(() -> this.request.getConnectionMetaData().getConnection().getEndPoint().close(cause));
	}

	synchronized boolean hasLastWrite() {
		return this.hasLastWrite;
	}

	/**
	 * Completes the response for the handler. What waits is still sent, unless the
	 * handler has failed.
	 */
	void complete(@Nullable Throwable cause) {
		Throwable failed;
		synchronized (this) {
			this.completed = true;
			this.failure = (this.failure != null) ? this.failure : cause;
			failed = this.failure;
			if (this.writing && cause == null) {
				return;
			}
		}
		end(failed);
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

	/** The network has taken a write. */
	@Override
	public void succeeded() {
		Write next;
		boolean end;
		Throwable failed;
		synchronized (this) {
			failed = this.failure;
			next = (this.waiting != null && failed == null) ? this.waiting.poll() : null;
			this.writing = false;
			if (this.writingHeld) {
				memory().release(this.writingBytes);
			}
			if (next != null) {
				this.sentSince = this.sentSince + this.writingBytes;
				start(next);
				this.writingHeld = true;
				this.waitingBytes -= next.length();
			}
			notifyAll();
			end = next == null && this.completed;
		}
		if (next != null) {
			this.response.write(next.last(), next.content(), this);
		}
		else if (end) {
			end(failed);
		}
	}

	@Override
	public void failed(Throwable cause) {
		boolean end;
		synchronized (this) {
			this.failure = (this.failure != null) ? this.failure : cause;
			this.writing = false;
			this.waiting = null;
			notifyAll();
			end = this.completed;
		}
		if (end) {
			end(cause);
		}
	}

	@Override
	public InvocationType getInvocationType() {
		return InvocationType.NON_BLOCKING;
	}

	@Override
	public String address() {
		return Request.getRemoteAddr(this.request);
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
	 * A part of the response.
	 */
	private record Write(boolean last, @Nullable ByteBuffer content) {

		int length() {
			return (this.content != null) ? this.content.remaining() : 0;
		}

	}

}
