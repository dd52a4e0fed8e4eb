package dev.marquee.transport;

/**
 * Estimates how many bytes of heap a JSON text takes as parsed maps and lists, from above
 * and without parsing it. A member of a map takes up to 192 bytes beside its text, an
 * element of a list up to 64.
 */
public final class JsonSize {

	private static final int BYTES_PER_CHARACTER = 2;

	/** A map or list, or the entry and the key of a member. */
	private static final int LARGE = 128;

	/** A value. */
	private static final int SMALL = 64;

	private JsonSize() {
	}

	/** The heap that the text and what is parsed from it take. */
	public static long ofParsed(String json) {
		long size = 0;
		for (int i = 0; i < json.length(); i++) {
			size += BYTES_PER_CHARACTER + ofSeparator(json.charAt(i));
		}
		return size;
	}

	/** The heap that the UTF-8 text and what is parsed from it take. */
	public static long ofParsed(byte[] json) {
		long size = 0;
		for (byte next : json) {
			size += BYTES_PER_CHARACTER + ofSeparator(next);
		}
		return size;
	}

	private static int ofSeparator(int character) {
		return switch (character) {
			case '{', '[', ':' -> LARGE;
			case ',' -> SMALL;
			default -> 0;
		};
	}

}
