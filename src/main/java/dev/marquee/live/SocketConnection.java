package dev.marquee.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;

import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one WebSocket, on a connection that Tomcat has handed over. Tomcat's own
 * WebSockets keep some 50 KB of buffers for each; this keeps none while nothing is under
 * way. Whoever sends writes to the network at once, and only what the network does not
 * take waits here. It is public because Tomcat makes it.
 */
public final class SocketConnection implements InternalHttpUpgradeHandler {

	private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);

	private static final int READ_AT_ONCE = 8192;

	/** More than all subscriptions of a connection can have under way at once. */
	private static final int MOST_WAITING = 16 * FrameReader.LARGEST_MESSAGE;

	/** Reading does not give the thread up in between. */
	private static final ThreadLocal<ByteBuffer> INPUT = ThreadLocal
		.withInitial(() -> ByteBuffer.allocate(READ_AT_ONCE));

	private final FrameReader reader = new FrameReader();

	private final Object sending = new Object();

	private @Nullable SocketWrapperBase<?> network;

	private @Nullable LiveSocket socket;

	private @Nullable Queue<byte[]> waiting;

	private int waitingBytes;

	private boolean isBlocked;

	private boolean isDeaf;

	private volatile @Nullable Closing closing;

	/** Says whose connection it is, before Tomcat begins to use it. */
	void belongsTo(LiveSocket owner) {
		this.socket = owner;
	}

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		this.network = wrapper;
	}

	@Override
	public void init(@Nullable WebConnection connection) {
		owner().opened();
	}

	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		try {
			return switch (event) {
				case OPEN_READ -> read() ? SocketState.UPGRADED : over(Closing.LOST);
				case OPEN_WRITE -> {
					writeOn();
					yield SocketState.UPGRADED;
				}
				case STOP -> {
					close(Closing.RESTART);
					yield over(Closing.RESTART);
				}
				case DISCONNECT, ERROR, TIMEOUT, CONNECT_FAIL -> over(Closing.LOST);
			};
		}
		catch (IOException ex) {
			LOG.debug("A socket was closed by the other side", ex);
			return over(Closing.LOST);
		}
	}

	/** Reads what has arrived; false when the connection is over. */
	private boolean read() throws IOException {
		ByteBuffer input = INPUT.get();
		boolean goesOn = true;
		while (goesOn) {
			int count = network().read(false, input.clear());
			if (count <= 0) {
				return count == 0;
			}
			goesOn = this.isDeaf || take(input.flip());
		}
		return false;
	}

	/** Takes bytes; false when they end the connection. */
	private boolean take(ByteBuffer input) {
		this.reader.take(input);
		try {
			for (Frame frame = this.reader.next(); frame != null; frame = this.reader.next()) {
				if (frame.opcode() == Frame.CLOSE) {
					close(frame.closing());
					return false;
				}
				take(frame);
			}
		}
		catch (Broken ex) {
			// Where the next frame begins is not known.
			this.isDeaf = true;
			close(ex.closing());
		}
		return true;
	}

	private void take(Frame frame) {
		if (frame.opcode() == Frame.PING) {
			send(Frame.pong(frame.payload()));
		}
		else if (frame.opcode() == Frame.TEXT && this.closing == null) {
			receive(frame.payload());
		}
	}

	private void receive(byte[] text) {
		try {
			owner().receive(text);
		}
		catch (Broken ex) {
			close(ex.closing());
		}
		catch (RuntimeException ex) {
			LOG.error("A message could not be handled", ex);
			close(Closing.FAILED);
		}
	}

	/**
	 * Sends a frame, now or when the network can take it.
	 * @return false if it waits, so that more should not be sent yet
	 */
	boolean send(byte[] frame) {
		synchronized (this.sending) {
			if (this.closing != null) {
				return false;
			}
			if (this.isBlocked && this.waitingBytes + frame.length > MOST_WAITING) {
				this.closing = Closing.NOT_TAKEN;
				end();
				return false;
			}
			return write(frame);
		}
	}

	private boolean write(byte[] frame) {
		if (this.isBlocked) {
			Queue<byte[]> queue = (this.waiting != null) ? this.waiting : new ArrayDeque<>(4);
			queue.add(frame);
			this.waiting = queue;
			this.waitingBytes += frame.length;
			return false;
		}
		try {
			network().write(false, ByteBuffer.wrap(frame));
			flush();
			return !this.isBlocked;
		}
		catch (IOException ex) {
			LOG.debug("A socket was closed by the other side", ex);
			end();
			return false;
		}
	}

	private void flush() throws IOException {
		this.isBlocked = network().flush(false);
		if (this.isBlocked) {
			network().registerWriteInterest();
		}
	}

	private void writeOn() throws IOException {
		synchronized (this.sending) {
			flush();
			while (!this.isBlocked && this.waiting != null) {
				byte[] next = this.waiting.poll();
				if (next == null) {
					this.waiting = null;
					break;
				}
				this.waitingBytes -= next.length;
				write(next);
			}
			if (this.isBlocked) {
				return;
			}
		}
		owner().drained();
	}

	/**
	 * Tells the other side that nothing more will come, and waits for it to say the same.
	 */
	void close(Closing why) {
		synchronized (this.sending) {
			if (this.closing != null) {
				return;
			}
			this.closing = why;
			write(Frame.close(why));
		}
		owner().closing();
	}

	boolean isClosing() {
		return this.closing != null;
	}

	/** Ends the connection, whatever the other side does. */
	void end() {
		network().processSocket(SocketEvent.DISCONNECT, true);
	}

	private SocketState over(Closing why) {
		Closing known = this.closing;
		this.closing = (known != null) ? known : why;
		owner().closed();
		return SocketState.CLOSED;
	}

	@Override
	public void destroy() {
		over(Closing.LOST);
	}

	private SocketWrapperBase<?> network() {
		return Objects.requireNonNull(this.network);
	}

	private LiveSocket owner() {
		return Objects.requireNonNull(this.socket);
	}

	@Override
	public void timeoutAsync(long now) {
		// Nothing here is asynchronous in the sense of servlets.
	}

	@Override
	public void setSslSupport(SSLSupport support) {
		// Who is at the other side is not told by certificates.
	}

	@Override
	public void pause() {
		// The server is about to stop, and says so by itself.
	}

}
