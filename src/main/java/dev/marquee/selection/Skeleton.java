package dev.marquee.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.UUID;

import dev.marquee.selection.Written.Found;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an answer without its fragments, the places where they belong, and what
 * could be found to be put there.
 */
final class Skeleton {

	private final byte[] json;

	private final List<Place> places = new ArrayList<>();

	private int missing;

	private int length;

	Skeleton(byte[] json, List<Found> found, List<Fragment> fragments, FragmentCache cache) {
		this.json = json;
		this.length = json.length;
		for (Found each : found) {
			Place place = new Place(each, fragments.get(each.number()));
			this.places.add(place);
			byte[] kept = cache.find(place.key, each.stamp());
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
				keys.add(new UUID(place.key.high(), place.key.low()));
			}
		}
		return keys.toArray(UUID[]::new);
	}

	/** Puts an object into its places, if the stamp is the one that they have. */
	void put(FragmentKey key, byte[] stamp, byte[] object) {
		for (Place place : this.places) {
			if (place.isEmpty() && place.key.equals(key) && Arrays.equals(place.stamp, stamp)) {
				put(place, object);
				this.missing--;
			}
		}
	}

	private void put(Place place, byte[] object) {
		place.object = object;
		this.length += object.length;
	}

	/** The answer, once nothing is missing. */
	byte[] whole() {
		byte[] whole = new byte[this.length];
		int written = 0;
		int read = 0;
		for (Place place : this.places) {
			byte[] object = place.object();
			System.arraycopy(this.json, read, whole, written, place.at - read);
			written += place.at - read;
			System.arraycopy(object, 0, whole, written, object.length);
			written += object.length;
			read = place.at;
		}
		System.arraycopy(this.json, read, whole, written, this.json.length - read);
		return whole;
	}

	/**
	 * A place in the JSON, and what belongs there.
	 */
	private static final class Place {

		private final int at;

		private final byte[] stamp;

		private final Fragment fragment;

		private final FragmentKey key;

		private byte @Nullable [] object;

		Place(Found found, Fragment fragment) {
			this.at = found.from();
			this.stamp = found.stamp();
			this.fragment = fragment;
			this.key = FragmentKey.of(fragment, found);
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
