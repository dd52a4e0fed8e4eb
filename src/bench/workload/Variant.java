package workload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

import seed.City;
import seed.Dataset;

/**
 * The values of one request of a workload. Lists begin after the instant and id; with the smallest id, they begin at the
 * instant.
 */
public record Variant(Instant instant, UUID id, String word, double latitude, double longitude, double radius) {

	private static final UUID SMALLEST_ID = new UUID(0, 0);

	private static final int PAGE_OFFSETS = 2_000;

	/** Draws variants, always the same ones for the same workload. */
	public static List<Variant> of(Workload workload, Dataset dataset, int count) {
		SplittableRandom random = new SplittableRandom(workload.file().hashCode());
		List<Variant> variants = new ArrayList<>();
		for (int number = 0; number < count; number++) {
			variants.add(draw(workload.at(number), dataset, random));
		}
		return variants;
	}

	private static Variant draw(Workload workload, Dataset dataset, SplittableRandom random) {
		return switch (workload) {
			case ONE -> new Variant(Instant.EPOCH, dataset.eventId(random.nextInt(dataset.events())), "", 0, 0, 0);
			case PAGE_1000 -> after(Math.min(0.9, (20_000.0 + random.nextInt(PAGE_OFFSETS)) / dataset.events()));
			case SEARCH -> new Variant(Instant.EPOCH, SMALLEST_ID, word(dataset, random), 0, 0, 0);
			case NEAR -> near(dataset, random);
			default -> after(random.nextDouble(0.98));
		};
	}

	/** The list from a fraction of the two years on. */
	private static Variant after(double fraction) {
		Instant first = Dataset.MIDDLE.minusYears(1).atStartOfDay().toInstant(ZoneOffset.UTC);
		Instant instant = first.plusSeconds((long) (fraction * 2 * 365 * 86_400)).truncatedTo(ChronoUnit.MINUTES);
		return new Variant(instant, SMALLEST_ID, "", 0, 0, 0);
	}

	/** A third of the words are common, a third less common, a third rare. */
	private static String word(Dataset dataset, SplittableRandom random) {
		int rank = switch (random.nextInt(3)) {
			case 0 -> random.nextInt(40, 150);
			case 1 -> random.nextInt(150, 1_500);
			default -> random.nextInt(1_500, 8_000);
		};
		return dataset.vocabulary().wordAtRank(rank);
	}

	private static Variant near(Dataset dataset, SplittableRandom random) {
		int rank = (int) (dataset.cities().size() * Math.pow(random.nextDouble(), 2));
		City city = dataset.cities().get(rank);
		return new Variant(Instant.EPOCH, SMALLEST_ID, "", rounded(city.latitude() + random.nextGaussian() * 0.05),
				rounded(city.longitude() + random.nextGaussian() * 0.05), 10 * (1 + random.nextInt(10)));
	}

	private static double rounded(double degrees) {
		return BigDecimal.valueOf(degrees).setScale(4, RoundingMode.HALF_UP).doubleValue();
	}

}
