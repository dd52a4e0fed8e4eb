package dev.marquee.live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Frames from bytes that a client might send.
 */
class FrameReaderTests {

	private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

	private final FrameReader reader = new FrameReader();

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7, 100, 8192, 1_000_000 })
	void messagesAreTheSameInWhateverPiecesTheyArrive(int most) throws Broken {
		Random random = new Random(most);
		List<String> messages = List.of("", "a", "b".repeat(125), "c".repeat(126), "d".repeat(65_535),
				"é".repeat(40_000), "e");
		for (String message : messages) {
			send(Frame.FINAL | Frame.TEXT, message.getBytes(StandardCharsets.UTF_8));
		}
		List<String> read = new ArrayList<>();
		ByteBuffer bytes = ByteBuffer.wrap(this.sent.toByteArray());
		while (bytes.hasRemaining()) {
			int size = Math.min(bytes.remaining(), 1 + random.nextInt(most));
			this.reader.take(bytes.slice(bytes.position(), size));
			bytes.position(bytes.position() + size);
			for (Frame frame = this.reader.next(); frame != null; frame = this.reader.next()) {
				read.add(text(frame));
			}
		}
		assertThat(read).isEqualTo(messages);
	}

	@Test
	void partsAreOneMessageAndControlFramesComeBetween() throws Broken {
		send(Frame.TEXT, bytes("He"));
		send(Frame.FINAL | Frame.PING, bytes("?"));
		send(Frame.CONTINUATION, bytes("ll"));
		send(Frame.FINAL | Frame.CONTINUATION, bytes("o"));
		send(Frame.FINAL | Frame.CLOSE, new byte[] { 0x03, (byte) 0xE8 });
		this.reader.take(ByteBuffer.wrap(this.sent.toByteArray()));
		assertThat(next().opcode()).isEqualTo(Frame.PING);
		assertThat(text(next())).isEqualTo("Hello");
		assertThat(next().closing().code()).isEqualTo(1000);
		assertThat(this.reader.next()).isNull();
	}

	@Test
	void whatRfc6455ForbidsIsAnError() {
		assertThat(broken(0x81, 0x01, 'a')).as("not masked").isEqualTo(Closing.PROTOCOL_ERROR);
		assertThat(broken(0xC1, 0x80, 0, 0, 0, 0)).as("a reserved bit").isEqualTo(Closing.PROTOCOL_ERROR);
		assertThat(broken(0x83, 0x80, 0, 0, 0, 0)).as("an unknown opcode").isEqualTo(Closing.PROTOCOL_ERROR);
		assertThat(broken(0x8B, 0x80, 0, 0, 0, 0)).as("an unknown control").isEqualTo(Closing.PROTOCOL_ERROR);
		assertThat(broken(0x09, 0x80, 0, 0, 0, 0)).as("a control in parts").isEqualTo(Closing.PROTOCOL_ERROR);
		assertThat(broken(0x89, 0xFE, 0, 126)).as("a long control").isEqualTo(Closing.PROTOCOL_ERROR);
		assertThat(broken(0x80, 0x80, 0, 0, 0, 0)).as("a part of nothing").isEqualTo(Closing.PROTOCOL_ERROR);
		assertThat(broken(0x82, 0x80, 0, 0, 0, 0)).as("binary").isEqualTo(Closing.TEXT_ONLY);
		assertThat(broken(0x81, 0xFF, 0, 0, 0, 0, 0, 0x20, 0, 0)).as("2 MB").isEqualTo(Closing.TOO_BIG);
		assertThat(broken(0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0)).as("a negative length").isEqualTo(Closing.TOO_BIG);
	}

	@Test
	void partsTogetherAreNoLargerThanAMessage() {
		send(Frame.TEXT, new byte[700_000]);
		send(Frame.FINAL | Frame.CONTINUATION, new byte[700_000]);
		this.reader.take(ByteBuffer.wrap(this.sent.toByteArray()));
		assertThatExceptionOfType(Broken.class).isThrownBy(this.reader::next)
			.satisfies((ex) -> assertThat(ex.closing()).isEqualTo(Closing.TOO_BIG));
	}

	private static @Nullable Closing broken(int... bytes) {
		ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
		for (int value : bytes) {
			buffer.put((byte) value);
		}
		FrameReader reader = new FrameReader();
		reader.take(buffer.flip());
		try {
			reader.next();
			return null;
		}
		catch (Broken ex) {
			return ex.closing();
		}
	}

	private Frame next() throws Broken {
		Frame next = this.reader.next();
		if (next == null) {
			throw new AssertionError("Nothing more has arrived");
		}
		return next;
	}

	/** As a client does: masked. */
	private void send(int first, byte[] payload) {
		ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
		if (payload.length < Frame.TWO_BYTES) {
			frame.put((byte) (Frame.MASKED | payload.length));
		}
		else if (payload.length <= 0xFFFF) {
			frame.put((byte) (Frame.MASKED | Frame.TWO_BYTES)).putShort((short) payload.length);
		}
		else {
			frame.put((byte) (Frame.MASKED | Frame.EIGHT_BYTES)).putLong(payload.length);
		}
		byte[] mask = { 1, 2, 3, (byte) payload.length };
		frame.put(mask);
		for (int i = 0; i < payload.length; i++) {
			frame.put((byte) (payload[i] ^ mask[i % mask.length]));
		}
		this.sent.write(frame.array(), 0, frame.position());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(Frame frame) {
		return new String(frame.payload(), StandardCharsets.UTF_8);
	}

}
