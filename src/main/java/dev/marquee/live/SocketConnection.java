package dev.marquee.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

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
 * way. It is public because Tomcat makes it.
 */
public final class SocketConnection implements InternalHttpUpgradeHandler {

	private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);

	private static final int READ_AT_ONCE = 8192;

	/** Reading does not give the thread up in between. */
	private static final ThreadLocal<ByteBuffer> INPUT = ThreadLocal
		.withInitial(() -> ByteBuffer.allocate(READ_AT_ONCE));

	private final FrameReader reader = new FrameReader();

	private @Nullable SocketWrapperBase<?> network;

	private @Nullable LiveSocket socket;

	private @Nullable Outgoing outgoing;

	private boolean isDeaf;

	/** Says whose connection it is, before Tomcat begins to use it. */
	void belongsTo(LiveSocket owner) {
		this.socket = owner;
	}

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		this.network = wrapper;
		this.outgoing = new Outgoing(wrapper);
	}

	@Override
	public void init(@Nullable WebConnection connection) {
		owner().opened();
	}

	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		try {
			return switch (event) {
				case OPEN_READ -> read();
				case OPEN_WRITE -> {
					if (outgoing().goOn()) {
						owner().drained();
					}
					yield SocketState.UPGRADED;
				}
				case STOP -> {
					close(Closing.RESTART);
					yield over();
				}
				case DISCONNECT, ERROR, TIMEOUT, CONNECT_FAIL -> over();
			};
		}
		catch (IOException ex) {
			LOG.debug("A socket was closed by the other side", ex);
			return over();
		}
	}

	/**
	 * Reads what has arrived, unless so much of it waits that the rest can wait with the
	 * network.
	 */
	private SocketState read() throws IOException {
		ByteBuffer input = INPUT.get();
		while (!owner().isBusy()) {
			int count = network().read(false, input.clear());
			if (count == 0) {
				endReading();
				return SocketState.UPGRADED;
			}
			if (count < 0 || !(this.isDeaf || take(input.flip()))) {
				return over();
			}
		}
		return SocketState.SUSPENDED;
	}

	private void endReading() {
		LentBuffers buffers = LentBuffers.of(network());
		if (buffers != null) {
			buffers.endReading();
		}
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
		else if (frame.opcode() == Frame.TEXT && !isClosing()) {
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
		return outgoing().send(frame);
	}

	/**
	 * Tells the other side that nothing more will come, and waits for it to say the same.
	 */
	void close(Closing why) {
		if (outgoing().close(why)) {
			owner().closing();
		}
	}

	boolean isClosing() {
		return outgoing().isClosing();
	}

	/** Ends the connection, whatever the other side does. */
	void end() {
		outgoing().end();
	}

	/** Reads what has arrived meanwhile, and goes on with it. */
	void readOn() {
		network().processSocket(SocketEvent.OPEN_READ, true);
	}

	private SocketState over() {
		owner().closed();
		return SocketState.CLOSED;
	}

	@Override
	public void destroy() {
		over();
	}

	private SocketWrapperBase<?> network() {
		return Objects.requireNonNull(this.network);
	}

	private Outgoing outgoing() {
		return Objects.requireNonNull(this.outgoing);
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
