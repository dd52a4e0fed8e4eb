package dev.marquee.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The JSON of an answer with a marker in the place of each fragment, and what could be
 * found to be put there.
 */
final class Skeleton {

	private final byte[] json;

	private final List<Place> places = new ArrayList<>();

	private int missing;

	private int length;

	Skeleton(byte[] json, List<Fragment> fragments, FragmentCache cache) {
		this.json = json;
		this.length = json.length;
		int end = 0;
		for (int at = Marker.find(json, 0); at >= 0; at = Marker.find(json, end)) {
			Mark mark = Mark.read(json, at + Marker.KIND + 1);
			end = Mark.endOfString(json, mark.stamp()) + 1;
			Place place = new Place(at, end, mark, fragments.get(mark.number()));
			byte[] kept = cache.find(place.key(), json, mark.stamp(), end - 1);
			this.places.add(place);
			if (kept != null) {
				put(place, kept);
			}
			else {
				this.missing++;
			}
		}
	}

	int size() {
		return this.places.size();
	}

	/** How many places nothing was found for yet. */
	int missing() {
		return this.missing;
	}

	/** The fragments of which objects are missing. */
	List<Fragment> missingFragments() {
		return this.places.stream().filter(Place::isEmpty).map((place) -> place.fragment).distinct().toList();
	}

	/** The keys of a fragment's objects that are missing. */
	UUID[] missingKeys(Fragment fragment) {
		SequencedSet<UUID> keys = new LinkedHashSet<>();
		for (Place place : this.places) {
			if (place.isEmpty() && place.fragment.equals(fragment)) {
				keys.add(new UUID(place.mark.high(), place.mark.low()));
			}
		}
		return keys.toArray(UUID[]::new);
	}

	/** Puts an object into its places, if the stamp is the one that they have. */
	void put(FragmentKey key, byte[] stamp, byte[] object) {
		for (Place place : this.places) {
			if (place.isEmpty() && place.key().equals(key)
					&& Arrays.equals(stamp, 0, stamp.length, this.json, place.mark.stamp(), place.end - 1)) {
				put(place, object);
				this.missing--;
			}
		}
	}

	private void put(Place place, byte[] object) {
		place.object = object;
		this.length += object.length - (place.end - place.begin);
	}

	/** The answer, once nothing is missing. */
	byte[] whole() {
		byte[] whole = new byte[this.length];
		int written = 0;
		int read = 0;
		for (Place place : this.places) {
			byte[] object = place.object();
			System.arraycopy(this.json, read, whole, written, place.begin - read);
			written += place.begin - read;
			System.arraycopy(object, 0, whole, written, object.length);
			written += object.length;
			read = place.end;
		}
		System.arraycopy(this.json, read, whole, written, this.json.length - read);
		return whole;
	}

	/**
	 * A marker from its first quote to behind its last, and what belongs there.
	 */
	private static final class Place {

		private final int begin;

		private final int end;

		private final Mark mark;

		private final Fragment fragment;

		private byte @Nullable [] object;

		Place(int begin, int end, Mark mark, Fragment fragment) {
			this.begin = begin;
			this.end = end;
			this.mark = mark;
			this.fragment = fragment;
		}

		FragmentKey key() {
			return new FragmentKey(this.fragment.number(), this.mark.high(), this.mark.low());
		}

		boolean isEmpty() {
			return this.object == null;
		}

		byte[] object() {
			if (this.object == null) {
				throw new IllegalStateException("Nothing was found for a fragment");
			}
			return this.object;
		}

	}

}
