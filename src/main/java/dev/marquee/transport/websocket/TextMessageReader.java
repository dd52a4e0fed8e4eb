package dev.marquee.transport.websocket;

import java.nio.ByteBuffer;

import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.CloseStatus;
import org.eclipse.jetty.util.Utf8StringBuilder;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * Joins the data frames of a client into text messages. Between two messages it holds
 * nothing.
 */
final class TextMessageReader {

	static final int MAX_BYTES = 1 << 20;

	/** Text that grows may take up to two bytes a character, and twice its length. */
	private static final int HEAP_PER_BYTE = 4;

	/** A client whose memory is exhausted can still complete operations. */
	private static final int UNCOUNTED_BYTES = 1 << 12;

	private final ClientMemory.Account memory;

	private @Nullable Utf8StringBuilder text;

	/** The bytes of the incomplete message. */
	private int bytes;

	TextMessageReader(ClientMemory.Account memory) {
		this.memory = memory;
	}

	/** Adds a frame; returns the message if it is complete. */
	@Nullable String add(Frame frame) throws ProtocolException {
		if (frame.getOpCode() == OpCode.BINARY) {
			throw new ProtocolException(CloseStatus.TEXT_ONLY);
		}
		if (this.bytes + frame.getPayloadLength() > MAX_BYTES) {
			throw new ProtocolException(CloseStatus.MESSAGE_TOO_BIG);
		}
		if (!frame.isFin()) {
			hold(frame.getPayloadLength());
		}
		Utf8StringBuilder message = (this.text != null) ? this.text : new Utf8StringBuilder(frame.getPayloadLength());
		ByteBuffer payload = frame.getPayload();
		if (payload != null) {
			message.append(payload);
		}
		if (message.hasCodingErrors()) {
			throw new ProtocolException(CloseStatus.NOT_UTF_8);
		}
		this.text = message;
		return frame.isFin() ? complete(message) : null;
	}

	/**
	 * Counts the bytes of an incomplete message, for which the next frame may take long.
	 */
	private void hold(int more) throws ProtocolException {
		long counted = countedBytes();
		this.bytes += more;
		if (!this.memory.tryAcquire(countedBytes() - counted)) {
			this.bytes -= more;
			throw new ProtocolException(CloseStatus.TOO_MUCH_MEMORY);
		}
	}

	private long countedBytes() {
		return (long) HEAP_PER_BYTE * Math.max(this.bytes - UNCOUNTED_BYTES, 0);
	}

	private String complete(Utf8StringBuilder message) throws ProtocolException {
		reset();
		return message.takeCompleteString(() -> new ProtocolException(CloseStatus.NOT_UTF_8));
	}

	/** Drops what was read of an incomplete message. */
	void reset() {
		this.text = null;
		if (this.bytes > 0) {
			this.memory.release(countedBytes());
			this.bytes = 0;
		}
	}

}
