package dev.marquee.query.execute;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import dev.marquee.query.compile.CacheableFragment;
import dev.marquee.query.compile.CompiledStatement;
import dev.marquee.query.json.EncodedJson.FragmentSpan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FragmentCacheTests {

	private static final UUID ID = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");

	private static final UUID OTHER_ID = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

	private final FragmentCache cache = new FragmentCache(1_000_000);

	private final CacheableFragment cacheableFragment = new CacheableFragment(1,
			new CompiledStatement("select 1", List.of(), List.of()));

	@Test
	void templateIsFilledByVersionStamp() {
		this.cache.put(key(ID), bytes("1.1;"), bytes("{'a':1}"));
		ResponseTemplate responseTemplate = new ResponseTemplate(bytes("[,,]"),
				List.of(placeholder(ID, "1.1;", 1), placeholder(OTHER_ID, "1.1;", 2), placeholder(ID, "1.2;", 3)),
				List.of(this.cacheableFragment), this.cache);
		assertThat(responseTemplate.size()).isEqualTo(3);
		assertThat(responseTemplate.missingCount()).isEqualTo(2);
		assertThat(responseTemplate.missingFragments()).containsExactly(this.cacheableFragment);
		assertThat(responseTemplate.missingKeys(this.cacheableFragment)).containsExactly(OTHER_ID, ID);

		responseTemplate.put(key(OTHER_ID), bytes("9.9;"), bytes("{'old':1}"));
		assertThat(responseTemplate.missingCount()).isEqualTo(2);
		responseTemplate.put(key(OTHER_ID), bytes("1.1;"), bytes("{'other':1}"));
		responseTemplate.put(key(ID), bytes("1.2;"), bytes("{}"));
		assertThat(responseTemplate.missingCount()).isZero();
		assertThat(text(responseTemplate.render(Integer.MAX_VALUE))).isEqualTo("[{'a':1},{'other':1},{}]");
	}

	@Test
	void cacheStaysWithinMaxBytes() {
		byte[] json = new byte[1_000];
		for (int i = 0; i < 20_000; i++) {
			this.cache.put(new FragmentKey(1, i, i), new byte[10], json);
		}
		assertThat(this.cache.weightedSize()).isBetween(500_000L, 1_000_000L);
		this.cache.put(key(ID), new byte[10], new byte[2_000_000]);
		assertThat(this.cache.weightedSize()).isLessThanOrEqualTo(1_000_000);
		assertThat(this.cache.find(key(ID), new byte[10])).isNull();
	}

	private FragmentKey key(UUID id) {
		return new FragmentKey(this.cacheableFragment.number(), id.getMostSignificantBits(),
				id.getLeastSignificantBits());
	}

	private static FragmentSpan placeholder(UUID id, String versionStamp, int at) {
		return new FragmentSpan(0, id.getMostSignificantBits(), id.getLeastSignificantBits(), bytes(versionStamp), at,
				at);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] utf8) {
		return new String(utf8, StandardCharsets.UTF_8);
	}

}
