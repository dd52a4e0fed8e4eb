package fanout;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection with one subscription.
 */
final class Subscriber {

	private static final byte[] INIT = Frames.text("{\"type\":\"connection_init\"}");

	private static final byte[] PONG = Frames.text("{\"type\":\"pong\"}");

	private static final byte[] NOTHING = {};

	private final int number;

	private final SocketChannel channel;

	private final byte[] subscription;

	private final Deliveries deliveries;

	private byte[] rest = NOTHING;

	private boolean upgraded;

	private boolean subscribed;

	private int latest;

	/** @param subscription the frame that asks for it */
	Subscriber(int number, SocketChannel channel, byte[] subscription, Deliveries deliveries) {
		this.number = number;
		this.channel = channel;
		this.subscription = subscription;
		this.deliveries = deliveries;
	}

	boolean isSubscribed() {
		return this.subscribed;
	}

	SocketChannel channel() {
		return this.channel;
	}

	void write(byte[] bytes) throws IOException {
		if (this.channel.write(ByteBuffer.wrap(bytes)) < bytes.length) {
			throw new IOException("The server does not read");
		}
	}

	/** @param buffer on an array, longer than any message */
	void read(ByteBuffer buffer) throws IOException {
		buffer.clear().put(this.rest);
		int count = this.channel.read(buffer);
		if (count < 0) {
			throw new EOFException("The server closed the connection");
		}
		long now = System.nanoTime();
		buffer.flip();
		while (this.upgraded ? frame(buffer, now) : upgrade(buffer)) {
			continue;
		}
		this.rest = buffer.hasRemaining() ? Arrays.copyOfRange(buffer.array(), buffer.position(), buffer.limit()) : NOTHING;
	}

	private boolean upgrade(ByteBuffer buffer) throws IOException {
		String head = new String(buffer.array(), buffer.position(), buffer.remaining(), StandardCharsets.ISO_8859_1);
		int end = head.indexOf("\r\n\r\n");
		if (end < 0) {
			return false;
		}
		if (!head.startsWith("HTTP/1.1 101")) {
			throw new IOException(head);
		}
		buffer.position(buffer.position() + end + 4);
		this.upgraded = true;
		write(INIT);
		return true;
	}

	private boolean frame(ByteBuffer buffer, long now) throws IOException {
		int start = buffer.position();
		int head = head(buffer, start);
		if (buffer.remaining() < head) {
			return false;
		}
		int length = switch (head) {
			case 4 -> buffer.getShort(start + 2) & 0xffff;
			case 10 -> Math.toIntExact(buffer.getLong(start + 2));
			default -> buffer.get(start + 1) & 0x7f;
		};
		if (buffer.remaining() < head + length) {
			return false;
		}
		buffer.position(start + head + length);
		int from = start + head;
		switch (buffer.get(start) & 0xf) {
			case Frames.TEXT -> text(buffer.array(), from, from + length, now);
			case Frames.PING -> write(Frames.frame(Frames.PONG, Arrays.copyOfRange(buffer.array(), from, from + length)));
			case Frames.CLOSE -> throw new IOException("The server closes with " + ((length < 2) ? "nothing"
					: (buffer.getShort(from) & 0xffff) + new String(buffer.array(), from + 2, length - 2)));
			default -> {
			}
		}
		return true;
	}

	private static int head(ByteBuffer buffer, int start) {
		if (buffer.remaining() < 2) {
			return 2;
		}
		int length = buffer.get(start + 1) & 0x7f;
		return (length < 126) ? 2 : ((length == 126) ? 4 : 10);
	}

	private void text(byte[] bytes, int from, int to, long now) throws IOException {
		int change = Marker.find(bytes, from, to);
		if (change >= 0) {
			if (change < this.latest) {
				this.deliveries.disorder();
			}
			this.latest = Math.max(change, this.latest);
			this.deliveries.arrive(change, this.number, now);
			return;
		}
		String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
		if (text.contains("\"connection_ack\"")) {
			write(this.subscription);
			this.subscribed = true;
		}
		else if (text.contains("\"ping\"")) {
			write(PONG);
		}
		else if (!text.contains("\"pong\"")) {
			this.deliveries.trouble(text);
		}
	}

}
