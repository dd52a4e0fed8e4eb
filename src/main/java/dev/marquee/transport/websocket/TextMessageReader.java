package dev.marquee.transport.websocket;

import java.nio.ByteBuffer;

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

	static final int MOST_BYTES = 1 << 20;

	private @Nullable Utf8StringBuilder text;

	private int bytes;

	/** Adds a frame; returns the message if it is complete. */
	@Nullable String add(Frame frame) throws ProtocolException {
		if (frame.getOpCode() == OpCode.BINARY) {
			throw new ProtocolException(CloseStatus.TEXT_ONLY);
		}
		this.bytes += frame.getPayloadLength();
		if (this.bytes > MOST_BYTES) {
			throw new ProtocolException(CloseStatus.TOO_BIG);
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

	private String complete(Utf8StringBuilder message) throws ProtocolException {
		reset();
		return message.takeCompleteString(() -> new ProtocolException(CloseStatus.NOT_UTF_8));
	}

	/** Drops what was read of an incomplete message. */
	void reset() {
		this.text = null;
		this.bytes = 0;
	}

}
