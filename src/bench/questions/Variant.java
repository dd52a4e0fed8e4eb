package questions;

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
import seed.World;

/**
 * What differs between two requests of one question. Lists begin after a moment and a key; with the least key that is
 * the same as from a moment on.
 */
public record Variant(Instant instant, UUID key, String word, double latitude, double longitude, double radius) {

	private static final UUID LEAST = new UUID(0, 0);

	private static final int SPREAD_OF_PAGES = 2_000;

	/** Always the same ones for the same question. */
	public static List<Variant> of(Question question, World world, int count) {
		SplittableRandom random = new SplittableRandom(question.file().hashCode());
		List<Variant> variants = new ArrayList<>();
		for (int number = 0; number < count; number++) {
			variants.add(draw(question.at(number), world, random));
		}
		return variants;
	}

	private static Variant draw(Question question, World world, SplittableRandom random) {
		return switch (question) {
			case ONE -> new Variant(Instant.EPOCH, world.eventKey(random.nextInt(world.events())), "", 0, 0, 0);
			case PAGE_1000 -> after(Math.min(0.9, (20_000.0 + random.nextInt(SPREAD_OF_PAGES)) / world.events()));
			case SEARCH -> new Variant(Instant.EPOCH, LEAST, word(world, random), 0, 0, 0);
			case NEAR -> near(world, random);
			default -> after(random.nextDouble(0.98));
		};
	}

	/** What follows a part of the list, by date. */
	private static Variant after(double part) {
		Instant first = World.MIDDLE.minusYears(1).atStartOfDay().toInstant(ZoneOffset.UTC);
		Instant instant = first.plusSeconds((long) (part * 2 * 365 * 86_400)).truncatedTo(ChronoUnit.MINUTES);
		return new Variant(instant, LEAST, "", 0, 0, 0);
	}

	/** A third common, a third less so, a third rare. */
	private static String word(World world, SplittableRandom random) {
		int rank = switch (random.nextInt(3)) {
			case 0 -> random.nextInt(40, 150);
			case 1 -> random.nextInt(150, 1_500);
			default -> random.nextInt(1_500, 8_000);
		};
		return world.words().ranked(rank);
	}

	private static Variant near(World world, SplittableRandom random) {
		int rank = (int) (world.cities().size() * Math.pow(random.nextDouble(), 2));
		City city = world.cities().get(rank);
		return new Variant(Instant.EPOCH, LEAST, "", rounded(city.latitude() + random.nextGaussian() * 0.05),
				rounded(city.longitude() + random.nextGaussian() * 0.05), 10 * (1 + random.nextInt(10)));
	}

	private static double rounded(double degrees) {
		return BigDecimal.valueOf(degrees).setScale(4, RoundingMode.HALF_UP).doubleValue();
	}

}
