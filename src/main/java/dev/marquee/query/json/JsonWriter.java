package dev.marquee.query.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.marquee.query.json.EncodedJson.FragmentSpan;
import dev.marquee.query.json.RowLayout.MemberCopy;
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

	private static final int[] NO_POSITIONS = {};

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

	private JsonWriter(byte[] input, List<RowLayout> rowLayouts, int maxLength) {
		this.input = ByteBuffer.wrap(input);
		this.rowLayouts = rowLayouts;
		this.json = new JsonBuffer(input, maxLength);
		this.times = new JsonTimeWriter(this.json);
	}

	/**
	 * Encodes the only column of a row that {@code record_send} returned.
	 * @param rowLayouts the layouts of the statement, by their numbers
	 * @param maxLength the maximum number of bytes of the JSON
	 * @throws ResponseTooLargeException if the JSON is longer
	 */
	public static EncodedJson write(byte[] input, List<RowLayout> rowLayouts, int maxLength) {
		JsonWriter writer = new JsonWriter(input, rowLayouts, maxLength);
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
		DerivedJson derivedJson = (rowLayout != null) ? rowLayout.derivedJson() : null;
		if (derivedJson != null) {
			this.json.replaceFrom(start, derivedJson.derive(this.json.toBytes(start)));
		}
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
		int[] positions = rowLayout.hasCopies() ? new int[2 * count] : NO_POSITIONS;
		for (int i = 0; i < count; i++) {
			int type = this.input.getInt();
			int length = this.input.getInt();
			switch (rowLayout.columnRole(i)) {
				case MEMBER -> {
					this.json.appendRaw(rowLayout.memberPrefix(i));
					int start = this.json.length();
					writeValue(type, length);
					if (positions.length > 0) {
						positions[2 * i] = start;
						positions[2 * i + 1] = this.json.length();
						writeCopies(rowLayout, i, positions);
					}
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

	/**
	 * Writes the members that follow a column and repeat a value that was written before.
	 * @param positions where the JSON of each column's value starts and ends
	 */
	private void writeCopies(RowLayout rowLayout, int column, int[] positions) {
		for (MemberCopy memberCopy : rowLayout.copiesAfter(column)) {
			this.json.appendRaw(memberCopy.prefix());
			int source = 2 * (column - memberCopy.distance());
			int start = positions[source];
			int end = positions[source + 1];
			copyFragmentSpans(start, end, this.json.length() - start);
			this.json.appendCopy(start, end);
		}
	}

	private void copyFragmentSpans(int start, int end, int distance) {
		int count = this.fragmentSpans.size();
		for (int i = 0; i < count; i++) {
			FragmentSpan fragmentSpan = this.fragmentSpans.get(i);
			if (fragmentSpan.start() >= start && fragmentSpan.start() <= end) {
				this.fragmentSpans.add(fragmentSpan.movedBy(distance));
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
