package dev.marquee.selection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import dev.marquee.selection.Written.Found;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FragmentTests {

	private static final UUID ID = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");

	private static final UUID OTHER = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

	private final FragmentCache cache = new FragmentCache(1_000_000);

	private final Fragment fragment = new Fragment(1, new Statement("select 1", List.of(), List.of()));

	@Test
	void aSkeletonIsFilledWithWhatHoldsForItsStamps() {
		this.cache.keep(key(ID), bytes("1.1;"), bytes("{'a':1}"));
		Skeleton skeleton = new Skeleton(bytes("[,,]"),
				List.of(place(ID, "1.1;", 1), place(OTHER, "1.1;", 2), place(ID, "1.2;", 3)), List.of(this.fragment),
				this.cache);
		assertThat(skeleton.size()).isEqualTo(3);
		assertThat(skeleton.missing()).isEqualTo(2);
		assertThat(skeleton.missingFragments()).containsExactly(this.fragment);
		assertThat(skeleton.missingKeys(this.fragment)).containsExactly(OTHER, ID);

		skeleton.put(key(OTHER), bytes("9.9;"), bytes("{'old':1}"));
		assertThat(skeleton.missing()).isEqualTo(2);
		skeleton.put(key(OTHER), bytes("1.1;"), bytes("{'other':1}"));
		skeleton.put(key(ID), bytes("1.2;"), bytes("{}"));
		assertThat(skeleton.missing()).isZero();
		assertThat(text(skeleton.whole())).isEqualTo("[{'a':1},{'other':1},{}]");
	}

	@Test
	void theCacheStaysWithinItsBounds() {
		byte[] json = new byte[1_000];
		for (int i = 0; i < 20_000; i++) {
			this.cache.keep(new FragmentKey(1, i, i), new byte[10], json);
		}
		assertThat(this.cache.bytes()).isBetween(500_000L, 1_000_000L);
		this.cache.keep(key(ID), new byte[10], new byte[2_000_000]);
		assertThat(this.cache.bytes()).isLessThanOrEqualTo(1_000_000);
		assertThat(this.cache.find(key(ID), new byte[10])).isNull();
	}

	private FragmentKey key(UUID id) {
		return new FragmentKey(this.fragment.number(), id.getMostSignificantBits(), id.getLeastSignificantBits());
	}

	private static Found place(UUID id, String stamp, int at) {
		return new Found(0, id.getMostSignificantBits(), id.getLeastSignificantBits(), bytes(stamp), at, at);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] utf8) {
		return new String(utf8, StandardCharsets.UTF_8);
	}

}
