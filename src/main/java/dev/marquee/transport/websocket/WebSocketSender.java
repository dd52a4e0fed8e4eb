package dev.marquee.transport.websocket;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.CloseStatus;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

import static org.eclipse.jetty.websocket.core.CloseStatus.NORMAL_STATUS;
import static org.eclipse.jetty.websocket.core.CloseStatus.asPayloadBuffer;

/**
 * Sends the messages of one WebSocket with back-pressure.
 */
final class WebSocketSender {

	/**
	 * More than all subscriptions of a socket together can have in flight. A client that
	 * requests that much and does not read it is disconnected without a close frame,
	 * which it would not read either.
	 */
	static final int MAX_UNSENT_BYTES = 16 * TextMessageReader.MAX_BYTES;

	/**
	 * So much may wait at a client whose memory is exhausted, such as the last results.
	 */
	private static final int MAX_UNCOUNTED_BYTES = 1 << 14;

	private final CoreSession session;

	private final Executor executor;

	private final ClientMemory.Account memory;

	private final Runnable onDrained;

	/** Bytes that have not been written to the socket yet. */
	private final AtomicInteger waitingBytes = new AtomicInteger();

	/** Whether a source waits until all messages have been written to the socket. */
	private final AtomicBoolean blocked = new AtomicBoolean();

	private final AtomicBoolean closing = new AtomicBoolean();

	/** The code of the close frame that was sent; 0 if none was. */
	private volatile int closeCode;

	/** How many of the waiting bytes are counted. */
	private int countedBytes;

	/**
	 * Creates a sender.
	 * @param memory counts the bytes of messages that cannot be written at once
	 * @param onDrained is run on another thread when all messages have been written to
	 * the socket, after some had to wait
	 */
	WebSocketSender(CoreSession session, ClientMemory.Account memory, Runnable onDrained) {
		this.session = session;
		this.memory = memory;
		this.executor = session.getWebSocketComponents().getExecutor();
		this.onDrained = onDrained;
	}

	/**
	 * Sends a text message, now or when it can be written to the socket.
	 * @return false if it waits, and no more should be sent until it has been written to
	 * the socket
	 */
	boolean send(byte[] message) {
		if (this.closing.get()) {
			return false;
		}
		int waiting = this.waitingBytes.getAndAdd(message.length);
		if (waiting > 0 && waiting + message.length > MAX_UNSENT_BYTES) {
			giveUp();
			return false;
		}
		this.session.sendFrame(new Frame(OpCode.TEXT, true, ByteBuffer.wrap(message)), new Sent(message.length), false);
		return !isBlocked();
	}

	private boolean isBlocked() {
		if (this.waitingBytes.get() == 0) {
			return false;
		}
		this.blocked.set(true);
		if (!countWaitingBytes()) {
			giveUp();
			return true;
		}
		if (this.waitingBytes.get() > 0) {
			return true;
		}
		// The rest was written before the flag was set. The flag stays, since
		// another source may wait for what follows it.
		countWaitingBytes();
		return false;
	}

	/** False if the waiting bytes exceed a limit of the client's memory. */
	private synchronized boolean countWaitingBytes() {
		int more = this.waitingBytes.get() - this.countedBytes;
		if (more > 0 && !this.memory.tryAcquire(more)) {
			return more <= MAX_UNCOUNTED_BYTES;
		}
		if (more < 0) {
			this.memory.release(-more);
		}
		this.countedBytes += more;
		return true;
	}

	private void giveUp() {
		this.closing.set(true);
		abort();
	}

	private void sent(int bytes) {
		if (this.waitingBytes.addAndGet(-bytes) == 0 && this.blocked.compareAndSet(true, false)) {
			countWaitingBytes();
			// The caller may hold the lock of another operation.
			this.executor.execute(this.onDrained);
		}
	}

	/**
	 * Sends a close frame after all messages.
	 * @return false if one was sent or received before
	 */
	boolean close(CloseStatus status) {
		if (!this.closing.compareAndSet(false, true)) {
			return false;
		}
		this.closeCode = status.code();
		this.session.sendFrame(new CloseFrame(status), Callback.NOOP, false);
		return true;
	}

	/** The client has sent a close frame, which Jetty answers. */
	void closing() {
		this.closing.set(true);
	}

	/**
	 * Whether a close frame with this code was sent, which clients answer with the same.
	 */
	boolean hasSentClose(int code) {
		return code != 0 && this.closeCode == code;
	}

	boolean isClosing() {
		return this.closing.get();
	}

	/** Ends the connection without a close frame. */
	void abort() {
		this.executor.execute(this.session::abort);
	}

	/**
	 * Counts the bytes of a message as sent, also if the connection has ended.
	 */
	private final class Sent implements Callback {

		private final int bytes;

		Sent(int bytes) {
			this.bytes = bytes;
		}

		@Override
		public void succeeded() {
			sent(this.bytes);
		}

		@Override
		public void failed(Throwable cause) {
			sent(this.bytes);
		}

		@Override
		public InvocationType getInvocationType() {
			return InvocationType.NON_BLOCKING;
		}

	}

	/**
	 * A close frame that looks to Jetty like one with code 1000. With most other codes
	 * Jetty closes the connection at once; if the client has sent more meanwhile, TCP
	 * then resets the connection and the client may lose the close frame. So we wait for
	 * the client's close frame in any case (RFC 6455, section 7.1.1).
	 */
	private static final class CloseFrame extends Frame
			implements org.eclipse.jetty.websocket.core.CloseStatus.Supplier {

		CloseFrame(CloseStatus status) {
			super(OpCode.CLOSE, true, asPayloadBuffer(status.code(), status.reason()));
		}

		@Override
		public org.eclipse.jetty.websocket.core.CloseStatus getCloseStatus() {
			return NORMAL_STATUS;
		}

	}

}
