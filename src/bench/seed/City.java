package seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A town that is on no map, in a country that is.
 *
 * @param state the short name of a part of the country, or empty
 */
public record City(String name, String state, String country, String countryCode, ZoneId zone, String currency,
		double latitude, double longitude) {

	private static final int COUNT = 500;

	private static final String[] ENDINGS = { "ton", "ville", "burg", "mouth", "field", "stad", "ona", "ia", "ford", "" };

	/** All cities, the largest first: towns of a country lie scattered around its middle. */
	static List<City> all(Path countries, long seed) throws IOException {
		List<String[]> rows = Files.readAllLines(countries)
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("\\|", -1))
			.toList();
		SplittableRandom random = new SplittableRandom(seed);
		List<City> cities = new ArrayList<>();
		for (int number = 0; number < COUNT; number++) {
			String[] row = rows.get((number < rows.size()) ? (number * 7) % rows.size() : random.nextInt(rows.size()));
			double around = Double.parseDouble(row[5]);
			cities.add(new City(name(random), Words.pick(row[7].split(","), random), row[1], row[0], ZoneId.of(row[2]),
					row[6], Double.parseDouble(row[3]) + random.nextGaussian() * around / 2,
					Double.parseDouble(row[4]) + random.nextGaussian() * around / 2));
		}
		return cities;
	}

	private static String name(SplittableRandom random) {
		String name = Words.capitalised(Words.word(random, 2)) + Words.pick(ENDINGS, random);
		return (random.nextInt(12) == 0) ? "San " + name : name;
	}

}
