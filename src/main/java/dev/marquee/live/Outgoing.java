package dev.marquee.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one WebSocket sends. Whoever sends writes to the network at once, and only what
 * the network does not take waits here.
 */
final class Outgoing {

	private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

	/**
	 * More than all subscriptions of a connection can have under way at once. Whoever
	 * asks for that much and does not read it cannot be told why it ends.
	 */
	static final int MOST_WAITING = 16 * FrameReader.LARGEST_MESSAGE;

	private final SocketWrapperBase<?> network;

	private @Nullable Queue<byte[]> waiting;

	private int waitingBytes;

	private boolean isBlocked;

	private volatile @Nullable Closing closing;

	Outgoing(SocketWrapperBase<?> network) {
		this.network = network;
	}

	/**
	 * Sends a frame, now or when the network can take it.
	 * @return false if it waits, so that more should not be sent yet
	 */
	synchronized boolean send(byte[] frame) {
		if (this.closing != null) {
			return false;
		}
		if (this.isBlocked && this.waitingBytes + frame.length > MOST_WAITING) {
			this.closing = Closing.LOST;
			end();
			return false;
		}
		return write(frame);
	}

	/**
	 * Sends that nothing more will come.
	 * @return false if that was said before
	 */
	synchronized boolean close(Closing why) {
		if (this.closing != null) {
			return false;
		}
		this.closing = why;
		write(Frame.close(why));
		return true;
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
			this.network.write(false, ByteBuffer.wrap(frame));
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
		this.isBlocked = this.network.flush(false);
		if (this.isBlocked) {
			this.network.registerWriteInterest();
		}
		else {
			endWriting();
		}
	}

	private void endWriting() {
		LentBuffers buffers = LentBuffers.of(this.network);
		if (buffers != null) {
			buffers.endWriting();
		}
	}

	/**
	 * Goes on when the network can take more.
	 * @return whether nothing waits any more
	 */
	synchronized boolean goOn() throws IOException {
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
		return !this.isBlocked;
	}

	boolean isClosing() {
		return this.closing != null;
	}

	/** Ends the connection, whatever the other side does. */
	void end() {
		this.network.processSocket(SocketEvent.DISCONNECT, true);
	}

}
