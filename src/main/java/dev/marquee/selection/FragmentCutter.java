package dev.marquee.selection;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Takes the markers out of JSON that was made in {@link Rendering#FILLING}, and hands
 * over each fragment in it with its stamp.
 */
final class FragmentCutter {

	private final byte[] json;

	private final Taker taker;

	private final byte[] clean;

	private int read;

	private int written;

	private Mark mark = new Mark(0, 0, 0, 0);

	private int begin;

	private final ByteArrayOutputStream stamp = new ByteArrayOutputStream();

	private FragmentCutter(byte[] json, Taker taker) {
		this.json = json;
		this.taker = taker;
		this.clean = new byte[json.length];
	}

	/**
	 * Hands over the fragments.
	 * @return the JSON without markers
	 */
	static byte[] cut(byte[] json, Taker taker) {
		return new FragmentCutter(json, taker).cut();
	}

	private byte[] cut() {
		for (int at = Marker.find(this.json, 0); at >= 0; at = Marker.find(this.json, this.read)) {
			copyUntil(at);
			switch (this.json[at + Marker.KIND]) {
				case 'b' -> begin(at);
				case 'v' -> version(at);
				default -> end(at);
			}
		}
		copyUntil(this.json.length);
		return Arrays.copyOf(this.clean, this.written);
	}

	/** The object's brace has just been copied. */
	private void begin(int at) {
		this.begin = this.written - 1;
		this.mark = Mark.read(this.json, valueOf(at) + 1);
		this.stamp.reset();
		noteVersion(this.mark.stamp());
	}

	private void version(int at) {
		noteVersion(valueOf(at) + 1);
	}

	private void noteVersion(int from) {
		int end = Mark.endOfString(this.json, from);
		this.stamp.write(this.json, from, end - from);
		this.read = end + 1;
		if (this.json[this.read] == ',') {
			this.read++;
			skipBlanks();
		}
	}

	/** The marker is the last member, whose value is one digit. */
	private void end(int at) {
		while (this.clean[this.written - 1] == ' ' || this.clean[this.written - 1] == ',') {
			this.written--;
		}
		this.read = valueOf(at) + 1;
		skipBlanks();
		copyUntil(this.read + 1);
		this.taker.take(this.mark, this.stamp.toByteArray(), Arrays.copyOfRange(this.clean, this.begin, this.written));
	}

	/** Where the value of the member begins whose name begins here. */
	private int valueOf(int name) {
		int at = Mark.endOfString(this.json, name + Marker.KIND) + 1;
		while (this.json[at] == ' ' || this.json[at] == ':') {
			at++;
		}
		return at;
	}

	private void skipBlanks() {
		while (this.json[this.read] == ' ') {
			this.read++;
		}
	}

	private void copyUntil(int end) {
		System.arraycopy(this.json, this.read, this.clean, this.written, end - this.read);
		this.written += end - this.read;
		this.read = end;
	}

	/**
	 * Takes a fragment.
	 */
	interface Taker {

		void take(Mark mark, byte[] stamp, byte[] json);

	}

}
