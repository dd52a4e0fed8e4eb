package dev.marquee.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is sent over a WebSocket at once, as RFC 6455 has it.
 *
 * @param payload what was sent: that of a whole message when it is text
 */
@SuppressWarnings("ArrayRecordComponent") // two of them are never compared
record Frame(int opcode, byte[] payload) {

	static final int CONTINUATION = 0x0;

	static final int TEXT = 0x1;

	static final int BINARY = 0x2;

	static final int CLOSE = 0x8;

	static final int PING = 0x9;

	static final int PONG = 0xA;

	static final int FINAL = 0x80;

	static final int MASKED = 0x80;

	static final int TWO_BYTES = 126;

	static final int EIGHT_BYTES = 127;

	private static final int LONGEST_HEADER = 10;

	/** The bytes of a message whose text comes in parts. */
	static byte[] text(byte[]... parts) {
		return bytes(TEXT, parts);
	}

	static byte[] close(Closing closing) {
		if (closing.code() == Closing.NO_CODE.code()) {
			return bytes(CLOSE);
		}
		byte[] code = ByteBuffer.allocate(2).putShort((short) closing.code()).array();
		return bytes(CLOSE, code, closing.reason().getBytes(StandardCharsets.UTF_8));
	}

	static byte[] pong(byte[] payload) {
		return bytes(PONG, payload);
	}

	private static byte[] bytes(int opcode, byte[]... parts) {
		int length = 0;
		for (byte[] part : parts) {
			length += part.length;
		}
		ByteBuffer frame = ByteBuffer.allocate(LONGEST_HEADER + length).put((byte) (FINAL | opcode));
		if (length < TWO_BYTES) {
			frame.put((byte) length);
		}
		else if (length <= 0xFFFF) {
			frame.put((byte) TWO_BYTES).putShort((short) length);
		}
		else {
			frame.put((byte) EIGHT_BYTES).putLong(length);
		}
		for (byte[] part : parts) {
			frame.put(part);
		}
		return Arrays.copyOf(frame.array(), frame.position());
	}

	/** Why the other side closes. */
	Closing closing() {
		if (this.payload.length < 2) {
			return Closing.NO_CODE;
		}
		return new Closing(Short.toUnsignedInt(ByteBuffer.wrap(this.payload).getShort()), "");
	}

}
