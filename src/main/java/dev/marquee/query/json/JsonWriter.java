package dev.marquee.query.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.marquee.query.json.EncodedJson.FragmentSpan;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/**
 * Encodes a value in PostgreSQL's binary format as JSON, in one pass. The value consists
 * of rows (a count, then the type, the length and the bytes of each column), arrays
 * (dimensions, then the length and the bytes of each element) and scalars. The formats
 * are those of the functions {@code record_send}, {@code array_send} and the types' own
 * send functions in PostgreSQL's source.
 */
public final class JsonWriter {

	private static final int NULL_LENGTH = -1;

	/** The type of a literal that nothing gives a type, which {@link Oid} lacks. */
	private static final int UNKNOWN = 705;

	private final ByteBuffer input;

	private final List<RowLayout> rowLayouts;

	private final JsonBuffer json;

	private final JsonTimeWriter times;

	private final List<FragmentSpan> fragmentSpans = new ArrayList<>();

	private boolean insideFragment;

	private int fragmentNumber;

	private long mostSignificantBits;

	private long leastSignificantBits;

	private final ByteArrayOutputStream versionStamp = new ByteArrayOutputStream();

	private JsonWriter(byte[] input, List<RowLayout> rowLayouts) {
		this.input = ByteBuffer.wrap(input);
		this.rowLayouts = rowLayouts;
		this.json = new JsonBuffer(input);
		this.times = new JsonTimeWriter(this.json);
	}

	/**
	 * Encodes the only column of a row that {@code record_send} returned.
	 * @param rowLayouts the layouts of the statement, by their numbers
	 */
	public static EncodedJson write(byte[] input, List<RowLayout> rowLayouts) {
		JsonWriter writer = new JsonWriter(input, rowLayouts);
		writer.input.getInt(); // number of columns
		int type = writer.input.getInt();
		int length = writer.input.getInt();
		if (length == NULL_LENGTH) {
			return EncodedJson.NULL;
		}
		writer.writeValue(type, length);
		return new EncodedJson(writer.json.toBytes(), writer.fragmentSpans);
	}

	private void writeObject() {
		int start = this.json.length();
		int columns = this.input.getInt() - 1;
		RowLayout rowLayout = readRowLayout();
		if (rowLayout != null && rowLayout.isPlaceholder()) {
			writeMembers(rowLayout, columns);
			addFragmentSpan(start);
			return;
		}
		boolean wasInsideFragment = this.insideFragment;
		this.json.appendRaw('{');
		if (rowLayout != null) {
			writeMembers(rowLayout, columns);
		}
		else {
			writeParts(columns);
		}
		this.json.appendRaw('}');
		if (this.insideFragment && !wasInsideFragment) {
			this.insideFragment = false;
			addFragmentSpan(start);
		}
	}

	private void addFragmentSpan(int start) {
		this.fragmentSpans.add(new FragmentSpan(this.fragmentNumber, this.mostSignificantBits,
				this.leastSignificantBits, this.versionStamp.toByteArray(), start, this.json.length()));
	}

	/**
	 * The layout whose number is in the next column; null if the object is split into
	 * parts.
	 */
	private @Nullable RowLayout readRowLayout() {
		this.input.getInt(); // type
		return (this.input.getInt() != NULL_LENGTH) ? this.rowLayouts.get(this.input.getInt()) : null;
	}

	private void writeMembers(RowLayout rowLayout, int count) {
		for (int i = 0; i < count; i++) {
			int type = this.input.getInt();
			int length = this.input.getInt();
			switch (rowLayout.columnRole(i)) {
				case MEMBER -> {
					this.json.appendRaw(rowLayout.memberPrefix(i));
					writeValue(type, length);
				}
				case FRAGMENT -> {
					this.insideFragment = true;
					beginFragment(rowLayout.fragmentNumber(i));
				}
				case PLACEHOLDER -> beginFragment(rowLayout.fragmentNumber(i));
				case VERSION_STAMP -> readVersionStamp(length);
			}
		}
	}

	private void beginFragment(int fragment) {
		this.fragmentNumber = fragment;
		this.mostSignificantBits = this.input.getLong();
		this.leastSignificantBits = this.input.getLong();
		this.versionStamp.reset();
	}

	private void readVersionStamp(int length) {
		if (length != NULL_LENGTH) {
			this.versionStamp.write(this.input.array(), skip(length), length);
		}
	}

	private void writeParts(int count) {
		for (int i = 0; i < count; i++) {
			if (i > 0) {
				this.json.appendRaw(',');
			}
			this.input.getLong(); // type and length
			int columns = this.input.getInt() - 1;
			writeMembers(Objects.requireNonNull(readRowLayout()), columns);
		}
	}

	private void writeList() {
		int dimensions = this.input.getInt();
		this.input.getInt(); // whether there are nulls
		int type = this.input.getInt();
		this.json.appendRaw('[');
		if (dimensions > 0) {
			int size = this.input.getInt();
			this.input.getInt(); // lower bound
			for (int i = 0; i < size; i++) {
				if (i > 0) {
					this.json.appendRaw(',');
				}
				writeValue(type, this.input.getInt());
			}
		}
		this.json.appendRaw(']');
	}

	private void writeValue(int type, int length) {
		if (length == NULL_LENGTH) {
			this.json.appendRaw("null");
			return;
		}
		switch (type) {
			case Oid.BYTEA -> writeObject();
			case Oid.BYTEA_ARRAY, Oid.TEXT_ARRAY -> writeList();
			case Oid.TEXT, Oid.VARCHAR, UNKNOWN -> this.json.appendString(skip(length), length);
			case Oid.JSON -> this.json.appendSource(skip(length), length);
			case Oid.BOOL -> this.json.appendRaw((this.input.get() != 0) ? "true" : "false");
			case Oid.INT2 -> this.json.appendNumber(this.input.getShort());
			case Oid.INT4 -> this.json.appendNumber(this.input.getInt());
			case Oid.INT8 -> this.json.appendNumber(this.input.getLong());
			case Oid.FLOAT8 -> this.json.appendNumber(this.input.getDouble());
			case Oid.DATE -> this.times.appendDate(this.input.getInt());
			case Oid.TIMESTAMP -> this.times.appendLocalDateTime(this.input.getLong());
			case Oid.TIMESTAMPTZ -> this.times.appendDateTime(this.input.getLong());
			case Oid.UUID -> this.json.appendUuid(this.input.getLong(), this.input.getLong());
			default -> throw new IllegalStateException("Unsupported PostgreSQL type with OID " + type);
		}
	}

	/** Skips bytes, and returns the position of the first one. */
	private int skip(int length) {
		int from = this.input.position();
		this.input.position(from + length);
		return from;
	}

}
