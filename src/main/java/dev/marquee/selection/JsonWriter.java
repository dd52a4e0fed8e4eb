package dev.marquee.selection;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.marquee.selection.Written.Found;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON of what PostgreSQL sent in its binary format: rows (a count, then the
 * type, the length and the bytes of each column), arrays (dimensions, then the length and
 * the bytes of each element) and scalars. The formats are those of the functions
 * {@code record_send}, {@code array_send} and the types' own in PostgreSQL's sources.
 */
final class JsonWriter {

	private static final int NULL = -1;

	private final ByteBuffer sent;

	private final List<Shape> shapes;

	private final JsonBuffer json;

	private final JsonTimes times;

	private final List<Found> found = new ArrayList<>();

	private boolean insideFragment;

	private int number;

	private long high;

	private long low;

	private final ByteArrayOutputStream stamp = new ByteArrayOutputStream();

	private JsonWriter(byte[] sent, List<Shape> shapes) {
		this.sent = ByteBuffer.wrap(sent);
		this.shapes = shapes;
		this.json = new JsonBuffer(sent);
		this.times = new JsonTimes(this.json);
	}

	/**
	 * Writes the only column of a row that {@code record_send} returned.
	 * @param shapes those of the statement
	 */
	static Written write(byte[] sent, List<Shape> shapes) {
		JsonWriter writer = new JsonWriter(sent, shapes);
		writer.sent.getInt();
		int type = writer.sent.getInt();
		int length = writer.sent.getInt();
		if (length == NULL) {
			return Written.NULL;
		}
		writer.value(type, length);
		return new Written(writer.json.toBytes(), writer.found);
	}

	private void object() {
		int begin = this.json.length();
		int columns = this.sent.getInt() - 1;
		Shape shape = shape();
		if (shape != null && shape.isPlace()) {
			members(shape, columns);
			found(begin);
			return;
		}
		boolean wasInside = this.insideFragment;
		this.json.raw('{');
		if (shape != null) {
			members(shape, columns);
		}
		else {
			parts(columns);
		}
		this.json.raw('}');
		if (this.insideFragment && !wasInside) {
			this.insideFragment = false;
			found(begin);
		}
	}

	private void found(int begin) {
		this.found
			.add(new Found(this.number, this.high, this.low, this.stamp.toByteArray(), begin, this.json.length()));
	}

	/** The shape that the next column tells; null when the object comes in parts. */
	private @Nullable Shape shape() {
		this.sent.getInt();
		return (this.sent.getInt() != NULL) ? this.shapes.get(this.sent.getInt()) : null;
	}

	private void members(Shape shape, int count) {
		for (int i = 0; i < count; i++) {
			int type = this.sent.getInt();
			int length = this.sent.getInt();
			switch (shape.role(i)) {
				case MEMBER -> {
					this.json.raw(shape.prefix(i));
					value(type, length);
				}
				case FRAGMENT -> {
					this.insideFragment = true;
					begin(shape.fragment(i));
				}
				case PLACE -> begin(shape.fragment(i));
				case STAMP -> stamp(length);
			}
		}
	}

	private void begin(int fragment) {
		this.number = fragment;
		this.high = this.sent.getLong();
		this.low = this.sent.getLong();
		this.stamp.reset();
	}

	private void stamp(int length) {
		if (length != NULL) {
			this.stamp.write(this.sent.array(), skip(length), length);
		}
	}

	private void parts(int count) {
		for (int i = 0; i < count; i++) {
			if (i > 0) {
				this.json.raw(',');
			}
			this.sent.getLong();
			int columns = this.sent.getInt() - 1;
			members(Objects.requireNonNull(shape()), columns);
		}
	}

	private void list() {
		int dimensions = this.sent.getInt();
		this.sent.getInt();
		int type = this.sent.getInt();
		this.json.raw('[');
		if (dimensions > 0) {
			int size = this.sent.getInt();
			this.sent.getInt();
			for (int i = 0; i < size; i++) {
				if (i > 0) {
					this.json.raw(',');
				}
				value(type, this.sent.getInt());
			}
		}
		this.json.raw(']');
	}

	private void value(int type, int length) {
		if (length == NULL) {
			this.json.raw("null");
			return;
		}
		switch (type) {
			case Types.BYTEA -> object();
			case Types.BYTEAS, Types.TEXTS -> list();
			case Types.TEXT, Types.VARCHAR, Types.UNKNOWN -> this.json.string(skip(length), length);
			case Types.JSON -> this.json.copy(skip(length), length);
			case Types.BOOL -> this.json.raw((this.sent.get() != 0) ? "true" : "false");
			case Types.INT2 -> this.json.number(this.sent.getShort());
			case Types.INT4 -> this.json.number(this.sent.getInt());
			case Types.INT8 -> this.json.number(this.sent.getLong());
			case Types.FLOAT8 -> this.json.number(this.sent.getDouble());
			case Types.DATE -> this.times.date(this.sent.getInt());
			case Types.TIMESTAMP -> this.times.localDateTime(this.sent.getLong());
			case Types.TIMESTAMPTZ -> this.times.dateTime(this.sent.getLong());
			case Types.UUID -> this.json.uuid(this.sent.getLong(), this.sent.getLong());
			default -> throw new IllegalStateException("PostgreSQL sent a value of the type " + type);
		}
	}

	/** Where the bytes began that are skipped. */
	private int skip(int length) {
		int from = this.sent.position();
		this.sent.position(from + length);
		return from;
	}

	/**
	 * The numbers of PostgreSQL's types, see its file {@code pg_type.dat}.
	 */
	private static final class Types {

		static final int BOOL = 16;

		static final int BYTEA = 17;

		static final int INT8 = 20;

		static final int INT2 = 21;

		static final int INT4 = 23;

		static final int TEXT = 25;

		static final int JSON = 114;

		static final int FLOAT8 = 701;

		static final int UNKNOWN = 705;

		static final int BYTEAS = 1001;

		static final int TEXTS = 1009;

		static final int VARCHAR = 1043;

		static final int DATE = 1082;

		static final int TIMESTAMP = 1114;

		static final int TIMESTAMPTZ = 1184;

		static final int UUID = 2950;

	}

}
