package dev.marquee.query.execute;

import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * A parameter of the type {@code timestamptz} in PostgreSQL's binary format: the
 * microseconds since the beginning of 2000 in UTC. The driver sends instants as text.
 * PostgreSQL takes 3,500 instructions to parse one, and the statement of a list has the
 * same one up to twenty times.
 */
final class BinaryInstant extends PGobject implements PGBinaryObject {

	private static final long serialVersionUID = 1L;

	private static final OffsetDateTime EPOCH = OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

	private static final int NANOS_PER_MICRO = 1_000;

	private final OffsetDateTime time;

	private BinaryInstant(OffsetDateTime time) {
		this.type = "timestamptz";
		this.time = time;
	}

	/**
	 * The time as a parameter: in binary format if it is between the years 1 and 9999,
	 * otherwise the time itself.
	 */
	static Object parameter(OffsetDateTime time) {
		return (time.getYear() >= 1 && time.getYear() <= 9999) ? new BinaryInstant(time) : time;
	}

	/** What the driver sends if its binary transfer is switched off. */
	@Override
	public String getValue() {
		return this.time.toString();
	}

	@Override
	public int lengthInBytes() {
		return Long.BYTES;
	}

	/** Rounds to microseconds, as the driver does. */
	@Override
	public void toBytes(byte[] bytes, int offset) {
		OffsetDateTime rounded = this.time.plusNanos(NANOS_PER_MICRO / 2);
		ByteBuffer.wrap(bytes)
			.putLong(offset, ChronoUnit.MICROS.between(EPOCH, rounded.truncatedTo(ChronoUnit.MICROS)));
	}

	@Override
	public void setByteValue(byte[] bytes, int offset) {
		throw new UnsupportedOperationException("A parameter is not read");
	}

}
