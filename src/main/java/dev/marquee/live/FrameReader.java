package dev.marquee.live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a client sends, in whatever pieces it arrives. Between messages it holds
 * nothing.
 */
final class FrameReader {

	static final int LARGEST_MESSAGE = 1 << 20;

	private static final int LONGEST_CONTROL = 125;

	private static final int MASK = 4;

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	/** The beginning of a frame that has not arrived whole. */
	private ByteBuffer begun = NOTHING;

	/** The parts of a message that has not arrived whole. */
	private @Nullable ByteArrayOutputStream parts;

	/** Takes more bytes, all of them. */
	void take(ByteBuffer bytes) {
		if (this.begun.capacity() - this.begun.limit() < bytes.remaining()) {
			int needed = this.begun.remaining() + bytes.remaining();
			int room = this.begun.hasRemaining() ? Math.max(needed, this.begun.remaining() * 2) : needed;
			ByteBuffer larger = ByteBuffer.allocate(room).put(this.begun);
			this.begun = larger.flip();
		}
		int position = this.begun.position();
		this.begun.position(this.begun.limit()).limit(this.begun.limit() + bytes.remaining());
		this.begun.put(bytes).position(position);
	}

	/**
	 * The next message or control frame; null until more has arrived.
	 */
	@Nullable Frame next() throws Broken {
		while (true) {
			int start = this.begun.position();
			Frame frame = frame();
			if (frame == null) {
				this.begun.position(start);
				if (!this.begun.hasRemaining()) {
					this.begun = NOTHING;
				}
				return null;
			}
			boolean isFinal = (this.begun.get(start) & Frame.FINAL) != 0;
			Frame whole = (frame.opcode() >= Frame.CLOSE) ? frame : message(frame, isFinal);
			if (whole != null) {
				return whole;
			}
		}
	}

	private @Nullable Frame message(Frame frame, boolean isFinal) throws Broken {
		boolean continues = frame.opcode() == Frame.CONTINUATION;
		if (continues != (this.parts != null)) {
			throw new Broken(Closing.PROTOCOL_ERROR);
		}
		if (frame.opcode() == Frame.BINARY) {
			throw new Broken(Closing.TEXT_ONLY);
		}
		if (isFinal && this.parts == null) {
			return frame;
		}
		ByteArrayOutputStream message = (this.parts != null) ? this.parts : new ByteArrayOutputStream();
		if (message.size() + frame.payload().length > LARGEST_MESSAGE) {
			throw new Broken(Closing.TOO_BIG);
		}
		message.writeBytes(frame.payload());
		this.parts = isFinal ? null : message;
		return isFinal ? new Frame(Frame.TEXT, message.toByteArray()) : null;
	}

	private @Nullable Frame frame() throws Broken {
		if (this.begun.remaining() < 2) {
			return null;
		}
		int first = this.begun.get();
		int second = this.begun.get();
		int opcode = first & 0x0F;
		boolean isControl = opcode >= Frame.CLOSE;
		int size = second & 0x7F;
		boolean isKnown = opcode <= Frame.BINARY || (isControl && opcode <= Frame.PONG);
		boolean isFit = !isControl || (size <= LONGEST_CONTROL && (first & Frame.FINAL) != 0);
		if (!isKnown || !isFit || (first & 0x70) != 0 || (second & Frame.MASKED) == 0) {
			throw new Broken(Closing.PROTOCOL_ERROR);
		}
		int more = switch (size) {
			case Frame.TWO_BYTES -> Short.BYTES;
			case Frame.EIGHT_BYTES -> Long.BYTES;
			default -> 0;
		};
		if (this.begun.remaining() < more) {
			return null;
		}
		long length = switch (more) {
			case Short.BYTES -> Short.toUnsignedInt(this.begun.getShort());
			case Long.BYTES -> this.begun.getLong();
			default -> size;
		};
		if (length < 0 || length > LARGEST_MESSAGE) {
			throw new Broken(Closing.TOO_BIG);
		}
		return (this.begun.remaining() < MASK + length) ? null : new Frame(opcode, payload((int) length));
	}

	private byte[] payload(int length) {
		byte[] mask = new byte[MASK];
		byte[] payload = new byte[length];
		this.begun.get(mask).get(payload);
		for (int i = 0; i < length; i++) {
			payload[i] ^= mask[i % MASK];
		}
		return payload;
	}

}
