package dev.marquee.query.json;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

import dev.marquee.database.TestDatabase;
import dev.marquee.query.json.EncodedJson.FragmentSpan;
import dev.marquee.query.json.RowLayout.ColumnLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Compares the JSON of values in PostgreSQL's binary format with what PostgreSQL's {@code
 * to_json} returns for them.
 */
class JsonWriterTests {

	private static final UUID ID = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");

	private static final List<RowLayout> ROW_LAYOUTS = List.of(
			rowLayout(ColumnLayout.member("a"), ColumnLayout.member("b")), rowLayout(),
			rowLayout(ColumnLayout.member("c")),
			rowLayout(ColumnLayout.fragment(0), ColumnLayout.VERSION_STAMP, ColumnLayout.member("a"),
					ColumnLayout.member("b")),
			rowLayout(ColumnLayout.VERSION_STAMP, ColumnLayout.member("c")),
			rowLayout(ColumnLayout.placeholder(1), ColumnLayout.VERSION_STAMP, ColumnLayout.VERSION_STAMP),
			rowLayout(ColumnLayout.member("a").followedByCopy("b", 0),
					ColumnLayout.member("c").followedByCopy("d", 1).followedByCopy("e", 0)));

	private static final int MAX_CHARACTERS = 40;

	private final Random random = new Random(7);

	@Test
	void stringEscapesMatchPostgreSql() throws SQLException {
		List<String> texts = new ArrayList<>(
				List.of("", "\"", "\\", "1234567\"", "12345678\\", "\u007f", "żółć", "🎭"));
		for (int i = 0; i < 3_000; i++) {
			texts.add(randomText());
		}
		assertThat(encode("select t.text from unnest(?::text[]) as t(text)", texts))
			.isEqualTo(fetchStrings("select to_json(t.text)::text from unnest(?::text[]) as t(text)", texts));
	}

	private String randomText() {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(MAX_CHARACTERS); i > 0; i--) {
			text.appendCodePoint(switch (this.random.nextInt(5)) {
				case 0 -> this.random.nextInt(1, ' ' + 1);
				case 1 -> this.random.nextBoolean() ? '"' : '\\';
				case 2 -> this.random.nextInt(0x80, 0xD800);
				case 3 -> this.random.nextInt(0x10000, 0x110000);
				default -> this.random.nextInt(' ', 0x80);
			});
		}
		return text.toString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false", "0::int2", "(-32768)::int2", "2147483647", "-2147483648",
			"9223372036854775807", "null::int", "null::text", "'bare'", "12.9716::float8", "-77::float8", "0::float8",
			"0.001::float8", "'2026-02-20'::date", "'0999-12-31'::date", "'1969-12-31'::date", "array['a', null, '\"']",
			"'{}'::text[]", "'{\"as\" : [\"it\" , 1.50]}'::json", "'01234567-89ab-cdef-fedc-ba9876543210'::uuid" })
	void scalarsMatchPostgreSql(String sql) throws SQLException {
		assertThat(encode("select " + sql, List.of())).isEqualTo(fetchStrings(
				"select coalesce(to_json(" + sql.replace("'bare'", "'bare'::text") + ")::text, 'null')", List.of()));
	}

	@Test
	void doublesRoundTrip() throws SQLException {
		List<String> numbers = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			numbers.add(String.valueOf(this.random.nextDouble(-180, 180) * Math.pow(10, this.random.nextInt(-20, 20))));
		}
		assertThat(encode("select t.text::float8 from unnest(?::text[]) as t(text)", numbers))
			.extracting(Double::valueOf)
			.isEqualTo(numbers.stream().map(Double::valueOf).toList());
	}

	@ParameterizedTest
	@CsvSource({ "timestamptz, YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"", "timestamp, YYYY-MM-DD\"T\"HH24:MI" })
	void timesMatchScalarFormat(String type, String format) throws SQLException {
		List<String> times = new ArrayList<>(List.of("2000-01-01T00:00:00Z", "1999-12-31T23:59:59.999Z",
				"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2024-02-29T12:34:56.789Z"));
		for (int i = 0; i < 1_000; i++) {
			times.add("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ".formatted(this.random.nextInt(1, 10_000),
					this.random.nextInt(1, 13), this.random.nextInt(1, 29), this.random.nextInt(24),
					this.random.nextInt(60), this.random.nextInt(60), this.random.nextInt(1_000)));
		}
		String each = "(t.text::timestamptz at time zone 'UTC')";
		String sent = type.equals("timestamp") ? each : "t.text::timestamptz";
		assertThat(encode("select " + sent + " from unnest(?::text[]) as t(text)", times)).isEqualTo(fetchStrings(
				"select to_json(to_char(" + each + ", '" + format + "'))::text from unnest(?::text[]) as t(text)",
				times));
	}

	@Test
	void yearsBeyondFourDigitsUseIso8601() throws SQLException {
		assertThat(encode("select '12026-02-20 12:30Z'::timestamptz", List.of()))
			.containsExactly("\"+12026-02-20T12:30:00.000Z\"");
		assertThat(encode("select '0044-03-15 BC'::date", List.of())).containsExactly("\"-0043-03-15\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<0, 'x', null>                                       | {"a":"x","b":null}
			<1>                                                  | {}
			<2, <2, true>>                                       | {"c":{"c":true}}
			array(select <2, n> from generate_series(1, 3) n)    | [{"c":1},{"c":2},{"c":3}]
			array(select <2, 1> where false)                     | []
			array(select case n when 1 then <1> end from generate_series(1, 2) n) | [{},null]
			<null::int, <0, 1, 2>, <2, 3>>                       | {"a":1,"b":2,"c":3}
			case when false then <1> end                         | null
			""")
	void rowsBecomeObjectsAndArraysBecomeLists(String sql, String json) throws SQLException {
		assertThat(utf8Text(encodeExpression(sql))).isEqualTo(json);
	}

	@Test
	void fragmentSpansHaveStampsOfAllTheirRows() throws SQLException {
		String fragment = "<3, '" + ID
				+ "'::uuid, '\\x01'::bytea, <4, '\\x02'::bytea, 'x'>, array(select <4, '\\x03'::bytea, n> from generate_series(1, 2) n)>";
		String json = "{\"a\":{\"c\":\"x\"},\"b\":[{\"c\":1},{\"c\":2}]}";
		EncodedJson encodedJson = encodeExpression("<0, " + fragment + ", array(select " + fragment + ")>");
		assertThat(utf8Text(encodedJson)).isEqualTo("{\"a\":" + json + ",\"b\":[" + json + "]}");
		assertThat(encodedJson.fragmentSpans()).hasSize(2).allSatisfy((fragmentSpan) -> {
			assertThat(new UUID(fragmentSpan.mostSignificantBits(), fragmentSpan.leastSignificantBits())).isEqualTo(ID);
			assertThat(fragmentSpan.versionStamp()).containsExactly(1, 2, 3, 3);
			assertThat(fragmentSpan.slice(Objects.requireNonNull(encodedJson.json()))).asString(StandardCharsets.UTF_8)
				.isEqualTo(json);
		});
	}

	@Test
	void placeholdersAreLocated() throws SQLException {
		String placeholder = "<5, '" + ID + "'::uuid, '\\x0102'::bytea, null::bytea>";
		EncodedJson encodedJson = encodeExpression(
				"<0, array(select " + placeholder + " from generate_series(1, 2)), " + placeholder + ">");
		assertThat(utf8Text(encodedJson)).isEqualTo("{\"a\":[,],\"b\":}");
		assertThat(encodedJson.fragmentSpans()).extracting(FragmentSpan::start).containsExactly(6, 7, 13);
		assertThat(encodedJson.fragmentSpans()).allSatisfy((fragmentSpan) -> {
			assertThat(fragmentSpan.fragmentNumber()).isEqualTo(1);
			assertThat(fragmentSpan.versionStamp()).containsExactly(1, 2);
		});
	}

	@Test
	void copyRepeatsTheValueOfAnotherColumn() throws SQLException {
		assertThat(utf8Text(encodeExpression("<6, 'x', <6, 1, array[2, 3]::text[]>>"))).isEqualTo("""
				{"a":"x","b":"x","c":{"a":1,"b":1,"c":["2","3"],"d":1,"e":["2","3"]},"d":"x",\
				"e":{"a":1,"b":1,"c":["2","3"],"d":1,"e":["2","3"]}}""");
	}

	@Test
	void copiedPlaceholdersAreLocated() throws SQLException {
		String placeholder = "<5, '" + ID + "'::uuid, '\\x0102'::bytea, null::bytea>";
		EncodedJson encodedJson = encodeExpression("<6, array(select " + placeholder + "), " + placeholder + ">");
		assertThat(utf8Text(encodedJson)).isEqualTo("{\"a\":[],\"b\":[],\"c\":,\"d\":[],\"e\":}");
		assertThat(encodedJson.fragmentSpans()).extracting(FragmentSpan::start).containsExactly(6, 13, 19, 25, 31);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<0, 'x', null>", "<6, 'long enough to need another buffer', 1>",
			"array(select <2, n> from generate_series(1, 300) n)" })
	void jsonAboveTheMaximumLengthIsRejected(String sql) throws SQLException {
		int length = utf8Text(encodeExpression(sql)).length();
		assertThat(utf8Text(encodeExpression(sql, length))).hasSize(length);
		assertThatThrownBy(() -> encodeExpression(sql, length - 1)).isInstanceOf(ResponseTooLargeException.class);
		assertThatThrownBy(() -> encodeExpression(sql, 1)).isInstanceOf(ResponseTooLargeException.class);
	}

	@Test
	void unsupportedTypeIsRejected() {
		assertThatThrownBy(() -> encode("select '1 day'::interval", List.of()))
			.isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("1186");
	}

	private static RowLayout rowLayout(ColumnLayout... parts) {
		return new RowLayout(List.of(parts));
	}

	/** Encodes an expression in which angle brackets stand for rows. */
	private static EncodedJson encodeExpression(String sql) throws SQLException {
		return encodeExpression(sql, Integer.MAX_VALUE);
	}

	private static EncodedJson encodeExpression(String sql, int maxLength) throws SQLException {
		String rows = sql.replace("<", "record_send(row(").replace(">", "))");
		return fetch("select record_send(row(" + rows + "))", List.of(),
				(result) -> JsonWriter.write(result.getBytes(1), ROW_LAYOUTS, maxLength))
			.getFirst();
	}

	private static List<String> encode(String select, List<String> texts) throws SQLException {
		return fetch("select record_send(row(x.v)) from (" + select + ") as x(v)", texts,
				(result) -> utf8Text(JsonWriter.write(result.getBytes(1), ROW_LAYOUTS, Integer.MAX_VALUE)));
	}

	private static String utf8Text(EncodedJson encodedJson) {
		byte[] json = encodedJson.json();
		return (json != null) ? new String(json, StandardCharsets.UTF_8) : "null";
	}

	private static List<String> fetchStrings(String select, List<String> texts) throws SQLException {
		return fetch(select, texts, (result) -> result.getString(1));
	}

	private static <T> List<T> fetch(String select, List<String> texts, ResultReader<T> resultReader)
			throws SQLException {
		List<T> all = new ArrayList<>();
		try (Connection connection = TestDatabase.dataSource().getConnection();
				PreparedStatement statement = connection.prepareStatement(select)) {
			if (select.contains("?")) {
				statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
			}
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					all.add(resultReader.read(result));
				}
			}
		}
		return all;
	}

	private interface ResultReader<T> {

		T read(ResultSet result) throws SQLException;

	}

}
