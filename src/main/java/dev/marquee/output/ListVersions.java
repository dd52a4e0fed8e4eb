package dev.marquee.output;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import dev.marquee.text.Hashes;

/**
 * The versions of the events of a list, in its order, as the first row of the list has
 * them: see {@code ListMapping}.
 *
 * @param bytes the start time of the server, and for each event its UUID and its stamp as
 * {@code record_send} encodes a row: the number of columns, and for each column its type,
 * its length and its value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
record ListVersions(byte[] bytes) {

	private static final int SERVER_BYTES = Long.BYTES;

	static ListVersions ofHex(String digits) {
		return new ListVersions(HexFormat.of().parseHex(digits));
	}

	/** Changes whenever an event changes, enters the list or leaves it. */
	String hash() {
		return Hashes.sha256Hex(this.bytes);
	}

	List<EventVersion> events() {
		List<EventVersion> events = new ArrayList<>();
		ByteBuffer buffer = ByteBuffer.wrap(this.bytes, SERVER_BYTES, this.bytes.length - SERVER_BYTES);
		while (buffer.hasRemaining()) {
			buffer.getInt();
			skipTypeAndLength(buffer);
			UUID key = new UUID(buffer.getLong(), buffer.getLong());
			byte[] stamp = new byte[SERVER_BYTES + skipTypeAndLength(buffer)];
			System.arraycopy(this.bytes, 0, stamp, 0, SERVER_BYTES);
			buffer.get(stamp, SERVER_BYTES, stamp.length - SERVER_BYTES);
			events.add(new EventVersion(key, stamp));
		}
		return events;
	}

	private static int skipTypeAndLength(ByteBuffer buffer) {
		buffer.getInt();
		return buffer.getInt();
	}

	/**
	 * The version of an event: as long as key and stamp are the same, so is its JSON.
	 *
	 * @param stamp the start time of the server, and the versions of the rows that the
	 * event is made of
	 */
	@SuppressWarnings("ArrayRecordComponent") // stamps are compared by hasStamp
	record EventVersion(UUID key, byte[] stamp) {

		boolean hasStamp(byte[] other) {
			return Arrays.equals(this.stamp, other);
		}

	}

}
