package seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A fictitious city in a real country.
 *
 * @param state the abbreviation of a state, or empty
 */
public record City(String name, String state, String country, String countryCode, ZoneId zone, String currency,
		double latitude, double longitude) {

	private static final int COUNT = 500;

	private static final String[] ENDINGS = { "ton", "ville", "burg", "mouth", "field", "stad", "ona", "ia", "ford", "" };

	/** Generates the cities, largest first, scattered around the centre of a region of their country. */
	static List<City> generate(Path countries, long seed) throws IOException {
		List<String[]> rows = Files.readAllLines(countries)
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("\\|", -1))
			.toList();
		SplittableRandom random = new SplittableRandom(seed);
		List<City> cities = new ArrayList<>();
		for (int number = 0; number < COUNT; number++) {
			String[] row = rows.get((number < rows.size()) ? (number * 7) % rows.size() : random.nextInt(rows.size()));
			double radius = Double.parseDouble(row[5]);
			cities.add(new City(name(random), Vocabulary.pick(row[7].split(","), random), row[1], row[0], ZoneId.of(row[2]),
					row[6], Double.parseDouble(row[3]) + random.nextGaussian() * radius / 2,
					Double.parseDouble(row[4]) + random.nextGaussian() * radius / 2));
		}
		return cities;
	}

	private static String name(SplittableRandom random) {
		String name = Vocabulary.capitalize(Vocabulary.word(random, 2)) + Vocabulary.pick(ENDINGS, random);
		return (random.nextInt(12) == 0) ? "San " + name : name;
	}

}
