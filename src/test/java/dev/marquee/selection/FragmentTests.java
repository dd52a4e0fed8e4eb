package dev.marquee.selection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FragmentTests {

	private static final UUID ID = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");

	private static final String OTHER = "ffffffff-ffff-ffff-ffff-ffffffffffff";

	private final FragmentCache cache = new FragmentCache(1_000_000);

	private final Fragment fragment = this.cache.fragment(statement("select 1", "name"));

	@ParameterizedTest
	@ValueSource(strings = {
			"[{'<b>':'0:ID:3.9;','name':'a','venue':{'<v>':'4.1;','city':'b'},'none':null,'<e>':0}, \n {'<b>':'0:ID:3.9;','name':'a','venue':{'<v>':'4.1;','city':'b'},'none':null,'<e>':0}]",
			"{'node' : {'<b>' : '0:ID:3.9;', 'name' : 'a', 'venue':{'<v>':'4.1;', 'city' : 'b'}, '<e>' : 0}, 'c':1}",
			"[{'<b>':'0:ID:3.9;4.1;','<e>':0}]", "[{'<b>':'0:ID:3.9;','v':{'<v>':'4.1;'},'<e>':0}]", "[]", "null" })
	void fragmentsAreCutOutWithTheirVersionsAndNoMarkerStays(String json) {
		List<String> taken = new ArrayList<>();
		byte[] clean = FragmentCutter.cut(bytes(json), (mark, stamp, object) -> {
			assertThat(new UUID(mark.high(), mark.low())).isEqualTo(ID);
			assertThat(text(stamp)).isEqualTo("3.9;4.1;");
			taken.add(text(object));
		});
		String expected = quoted(json.replaceAll("'<.>' ?: ?('[^']*'|0)(, ?)?", "").replaceAll(", ?}", "}"));
		assertThat(text(clean)).isEqualTo(expected);
		taken.forEach((object) -> assertThat(expected).contains(object));
		assertThat(taken).hasSize(json.split("<b>", -1).length - 1);
	}

	@Test
	void aSkeletonIsFilledWithWhatHoldsForItsStamps() {
		this.cache.keep(key(ID), "1.1;".getBytes(StandardCharsets.UTF_8), bytes("{'a':1}"));
		Skeleton skeleton = skeleton("['<b>0:ID:1.1;', '<b>0:" + OTHER + ":1.1;', '<b>0:ID:1.2;']");
		assertThat(skeleton.size()).isEqualTo(3);
		assertThat(skeleton.missing()).isEqualTo(2);
		assertThat(skeleton.missingFragments()).containsExactly(this.fragment);
		assertThat(skeleton.missingKeys(this.fragment)).containsExactly(UUID.fromString(OTHER), ID);

		skeleton.put(key(UUID.fromString(OTHER)), "9.9;".getBytes(StandardCharsets.UTF_8), bytes("{'old':1}"));
		assertThat(skeleton.missing()).isEqualTo(2);
		skeleton.put(key(UUID.fromString(OTHER)), "1.1;".getBytes(StandardCharsets.UTF_8), bytes("{'other':1}"));
		skeleton.put(key(ID), "1.2;".getBytes(StandardCharsets.UTF_8), bytes("{}"));
		assertThat(skeleton.missing()).isZero();
		assertThat(text(skeleton.whole())).isEqualTo(quoted("[{'a':1}, {'other':1}, {}]"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 13, 20, 21, 22, 1000 })
	void aMarkerIsFoundWhereverItStands(int before) {
		byte[] json = (" \"".repeat(before) + '"' + Marker.BEGIN).getBytes(StandardCharsets.UTF_8);
		assertThat(Marker.find(json, 0)).isEqualTo(2 * before);
		assertThat(Marker.find(json, 2 * before + 1)).isEqualTo(-1);
		assertThat(Marker.find((" \"".repeat(before) + Marker.BEGIN).getBytes(StandardCharsets.UTF_8), 0))
			.isEqualTo((before > 0) ? 2 * before - 1 : -1);
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
		assertThat(this.cache.find(key(ID), new byte[10], 0, 10)).isNull();
	}

	@Test
	void plansThatSelectTheSameShareTheFragment() {
		assertThat(this.cache.fragment(statement("select 1", "name"))).isSameAs(this.fragment);
		assertThat(this.cache.fragment(statement("select 2", "name")).number()).isNotEqualTo(this.fragment.number());
		assertThat(this.cache.fragment(statement("select 1", "title")).number()).isNotEqualTo(this.fragment.number());
	}

	private FragmentKey key(UUID id) {
		return new FragmentKey(this.fragment.number(), id.getMostSignificantBits(), id.getLeastSignificantBits());
	}

	private Skeleton skeleton(String json) {
		return new Skeleton(bytes(json), List.of(this.fragment), this.cache);
	}

	private static Statement statement(String sql, String key) {
		return new Statement(sql, List.of(new Shape(List.of(key))), List.of());
	}

	private static byte[] bytes(String json) {
		return quoted(json).replace("<b>", Marker.BEGIN)
			.replace("<v>", Marker.VERSION)
			.replace("<e>", Marker.END)
			.getBytes(StandardCharsets.UTF_8);
	}

	private static String quoted(String json) {
		return json.replace('\'', '"').replace("ID", ID.toString());
	}

	private static String text(byte[] utf8) {
		return new String(utf8, StandardCharsets.UTF_8);
	}

}
