package explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import database.Database;
import seed.Dataset;

/**
 * An operation whose plan is shown, from operations.txt.
 */
public record ExplainedOperation(String name, String document) {

	private static final Path LIST = Path.of("src/bench/explain/operations.txt");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

	/** The queries for the values of the placeholders. */
	private static final Map<String, String> SOURCES = Map.ofEntries(
			Map.entry("largestCity", "select city from venue group by city order by count(*) desc, city limit 1"),
			Map.entry("city", "select city from venue group by city order by count(*) desc, city offset 40 limit 1"),
			Map.entry("smallestCity", "select city from venue group by city order by count(*), city limit 1"),
			Map.entry("cityId", "select 'cit_' || city_id(city, state, country_code) from venue group by 1 "
					+ "order by count(*) desc, 1 offset 40 limit 1"),
			Map.entry("state", "select state from venue where country_code = 'DE' order by state limit 1"),
			Map.entry("country", "select country_code from venue where country_code = 'PT' limit 1"),
			Map.entry("latitude", point("round(latitude::numeric, 3)")),
			Map.entry("longitude", point("round(longitude::numeric, 3)")),
			Map.entry("south", point("round(latitude::numeric - 0.2, 3)")),
			Map.entry("north", point("round(latitude::numeric + 0.2, 3)")),
			Map.entry("west", point("round(longitude::numeric - 0.2, 3)")),
			Map.entry("east", point("round(longitude::numeric + 0.2, 3)")),
			Map.entry("category", categories("desc")), Map.entry("rareCategory", categories("asc")),
			Map.entry("organizer", organizers("desc offset 100")), Map.entry("busyOrganizer", organizers("desc")),
			Map.entry("venue", """
					select 'ven_' || venue_id from event where venue_id is not null
					group by venue_id order by count(*) desc, venue_id offset 100 limit 1"""),
			Map.entry("event", "select 'evt_' || id from event where name like 'M%' order by id limit 1"),
			Map.entry("url", "select url from event where name like 'M%' order by id limit 1"),
			Map.entry("updated", """
					select to_char(max(updated_at) - interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from event"""));

	private static String point(String column) {
		return "select " + column + " from venue where latitude is not null and city = (select city from venue "
				+ "group by city order by count(*) desc, city limit 1) order by id limit 1";
	}

	private static String categories(String direction) {
		return "select category_slug from event_category group by category_slug order by count(*) " + direction
				+ ", category_slug limit 1";
	}

	private static String organizers(String order) {
		return "select 'org_' || organizer_id from event_organizer group by organizer_id order by count(*) " + order
				+ " limit 1";
	}

	/** @param cursor a cursor from the middle of the list of all events */
	public static List<ExplainedOperation> all(Database database, Dataset dataset, String cursor) throws IOException, SQLException {
		Map<String, String> values = new HashMap<>();
		for (Map.Entry<String, String> source : SOURCES.entrySet()) {
			values.put(source.getKey(), String.valueOf(database.query(source.getValue())));
		}
		String rareWord = dataset.vocabulary().wordAtRank(6_000);
		values.put("commonestWord", dataset.vocabulary().wordAtRank(0));
		values.put("commonWord", dataset.vocabulary().wordAtRank(60));
		values.put("seldomWord", dataset.vocabulary().wordAtRank(1_000));
		values.put("rareWord", rareWord);
		values.put("misspelledWord", rareWord.substring(0, 3) + rareWord.substring(4));
		values.put("prefix", rareWord.substring(0, 3));
		values.put("cursor", cursor);
		return Files.readAllLines(LIST)
			.stream()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.map((line) -> line.split(" \\| ", 2))
			.map((parts) -> new ExplainedOperation(parts[0], "{ " + fillIn(parts[1], values) + " }"))
			.toList();
	}

	private static String fillIn(String text, Map<String, String> values) {
		return PLACEHOLDER.matcher(text)
			.replaceAll((match) -> Matcher.quoteReplacement(
					values.getOrDefault(match.group(1), match.group())));
	}

}
