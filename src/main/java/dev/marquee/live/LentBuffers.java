package dev.marquee.live;

import java.nio.ByteBuffer;

import org.apache.tomcat.util.collections.SynchronizedStack;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The two buffers of a connection, one for what it reads and one for what it writes, made
 * when something is read or written. Tomcat's own are there as long as a connection is,
 * 16 KB of them; of a thousand sockets hardly one has something under way, and the others
 * give theirs back. A connection that writes more than fits gets a larger one, so that an
 * answer of fifty kilobytes takes two writes and the next one a single one.
 */
final class LentBuffers extends SocketBufferHandler {

	/** What an answer is written with that fills the usual buffer. */
	static final int LARGE_BYTES = 64 * 1024;

	private final int readBytes;

	private final int writeBytes;

	private final SynchronizedStack<SocketBufferHandler> spare;

	private volatile @Nullable SocketBufferHandler reading;

	private volatile @Nullable SocketBufferHandler writing;

	/**
	 * @param spare what to write with and nobody does; one change is written to thousands
	 * of sockets, one after the other
	 */
	LentBuffers(int readBytes, int writeBytes, SynchronizedStack<SocketBufferHandler> spare) {
		super(0, 0, false);
		this.readBytes = readBytes;
		this.writeBytes = writeBytes;
		this.spare = spare;
	}

	/** The buffers of a connection; null if they are not lent to it. */
	static @Nullable LentBuffers of(SocketWrapperBase<?> network) {
		return (network.getSocket() instanceof NioChannel channel
				&& channel.getBufHandler() instanceof LentBuffers buffers) ? buffers : null;
	}

	/** Gives back what was lent to read, if all of it has been read. */
	void endReading() {
		if (isReadBufferEmpty()) {
			this.reading = null;
		}
	}

	/** Gives back what was lent to write, if all of it has been written. */
	void endWriting() {
		SocketBufferHandler lent = this.writing;
		if (lent != null && lent.isWriteBufferEmpty()) {
			this.writing = null;
			lent.configureWriteBufferForWrite();
			this.spare.push(lent);
		}
	}

	boolean areLent() {
		return this.reading != null || this.writing != null;
	}

	private SocketBufferHandler reading() {
		SocketBufferHandler lent = this.reading;
		if (lent == null) {
			lent = new SocketBufferHandler(this.readBytes, 0, false);
			this.reading = lent;
		}
		return lent;
	}

	private SocketBufferHandler writing() {
		SocketBufferHandler lent = this.writing;
		if (lent == null) {
			lent = this.spare.pop();
			if (lent == null) {
				lent = new SocketBufferHandler(0, this.writeBytes, false);
			}
			this.writing = lent;
		}
		return lent;
	}

	@Override
	public void configureReadBufferForWrite() {
		reading().configureReadBufferForWrite();
	}

	@Override
	public void configureReadBufferForRead() {
		reading().configureReadBufferForRead();
	}

	@Override
	public ByteBuffer getReadBuffer() {
		return reading().getReadBuffer();
	}

	@Override
	public boolean isReadBufferEmpty() {
		SocketBufferHandler lent = this.reading;
		return lent == null || lent.isReadBufferEmpty();
	}

	@Override
	public void unReadReadBuffer(ByteBuffer returned) {
		reading().unReadReadBuffer(returned);
	}

	@Override
	public void configureWriteBufferForWrite() {
		SocketBufferHandler lent = writing();
		if (isTooSmall(lent)) {
			lent = new SocketBufferHandler(0, LARGE_BYTES, false);
			this.writing = lent;
		}
		lent.configureWriteBufferForWrite();
	}

	/** Whether a buffer was full and has been sent, and yet there is more. */
	private static boolean isTooSmall(SocketBufferHandler lent) {
		ByteBuffer buffer = lent.getWriteBuffer();
		return lent.isWriteBufferEmpty() && buffer.position() == buffer.capacity() && buffer.capacity() < LARGE_BYTES;
	}

	@Override
	public void configureWriteBufferForRead() {
		writing().configureWriteBufferForRead();
	}

	@Override
	public boolean isWriteBufferWritable() {
		SocketBufferHandler lent = this.writing;
		return lent == null || lent.isWriteBufferWritable();
	}

	@Override
	public ByteBuffer getWriteBuffer() {
		return writing().getWriteBuffer();
	}

	@Override
	public boolean isWriteBufferEmpty() {
		SocketBufferHandler lent = this.writing;
		return lent == null || lent.isWriteBufferEmpty();
	}

	@Override
	public void reset() {
		this.reading = null;
		this.writing = null;
	}

	@Override
	public void expand(int bytes) {
		throw new UnsupportedOperationException("Only TLS asks for more, whose connections keep their buffers");
	}

}
