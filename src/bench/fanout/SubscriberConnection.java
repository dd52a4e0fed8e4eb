package fanout;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A WebSocket connection with one subscription.
 */
final class SubscriberConnection {

	private static final byte[] INIT = ClientFrames.text("{\"type\":\"connection_init\"}");

	private static final byte[] PONG = ClientFrames.text("{\"type\":\"pong\"}");

	private static final byte[] EMPTY = {};

	private final int number;

	private final SocketChannel channel;

	private final Supplier<byte[]> subscription;

	private final DeliveryTracker tracker;

	private byte[] unread = EMPTY;

	private boolean upgraded;

	private boolean subscribed;

	private int lastChange;

	/** @param subscription returns the frame that subscribes */
	SubscriberConnection(int number, SocketChannel channel, Supplier<byte[]> subscription, DeliveryTracker tracker) {
		this.number = number;
		this.channel = channel;
		this.subscription = subscription;
		this.tracker = tracker;
	}

	boolean isSubscribed() {
		return this.subscribed;
	}

	SocketChannel channel() {
		return this.channel;
	}

	void write(byte[] bytes) throws IOException {
		if (this.channel.write(ByteBuffer.wrap(bytes)) < bytes.length) {
			throw new IOException("The server does not read from the connection");
		}
	}

	/** @param buffer an array-backed buffer, longer than any message */
	void read(ByteBuffer buffer) throws IOException {
		buffer.clear().put(this.unread);
		int count = this.channel.read(buffer);
		if (count < 0) {
			throw new EOFException("The server closed the connection");
		}
		long now = System.nanoTime();
		buffer.flip();
		while (this.upgraded ? readFrame(buffer, now) : readUpgrade(buffer)) {
			continue;
		}
		this.unread = buffer.hasRemaining() ? Arrays.copyOfRange(buffer.array(), buffer.position(), buffer.limit()) : EMPTY;
	}

	private boolean readUpgrade(ByteBuffer buffer) throws IOException {
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

	private boolean readFrame(ByteBuffer buffer, long now) throws IOException {
		int start = buffer.position();
		int header = headerLength(buffer, start);
		if (buffer.remaining() < header) {
			return false;
		}
		int length = switch (header) {
			case 4 -> buffer.getShort(start + 2) & 0xffff;
			case 10 -> Math.toIntExact(buffer.getLong(start + 2));
			default -> buffer.get(start + 1) & 0x7f;
		};
		if (buffer.remaining() < header + length) {
			return false;
		}
		buffer.position(start + header + length);
		int from = start + header;
		switch (buffer.get(start) & 0xf) {
			case ClientFrames.TEXT -> handleText(buffer.array(), from, from + length, now);
			case ClientFrames.PING -> write(ClientFrames.frame(ClientFrames.PONG, Arrays.copyOfRange(buffer.array(), from, from + length)));
			case ClientFrames.CLOSE -> throw new IOException("The server closed the connection with code " + ((length < 2) ? "none"
					: (buffer.getShort(from) & 0xffff) + new String(buffer.array(), from + 2, length - 2)));
			default -> {
			}
		}
		return true;
	}

	private static int headerLength(ByteBuffer buffer, int start) {
		if (buffer.remaining() < 2) {
			return 2;
		}
		int length = buffer.get(start + 1) & 0x7f;
		return (length < 126) ? 2 : ((length == 126) ? 4 : 10);
	}

	private void handleText(byte[] bytes, int from, int to, long now) throws IOException {
		int change = ChangeMarker.find(bytes, from, to);
		if (change >= 0) {
			if (change < this.lastChange) {
				this.tracker.recordOutOfOrder();
			}
			this.lastChange = Math.max(change, this.lastChange);
			this.tracker.recordArrival(change, this.number, now);
			return;
		}
		String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
		if (text.contains("\"connection_ack\"")) {
			write(this.subscription.get());
			this.subscribed = true;
		}
		else if (text.contains("\"ping\"")) {
			write(PONG);
		}
		else if (!text.contains("\"pong\"")) {
			this.tracker.addError(text);
		}
	}

}
