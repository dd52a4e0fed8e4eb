package output;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import seed.Dataset;

/**
 * The addresses of lists in one form and of one size. Each list begins at another time, so that no list is requested twice until
 * {@link #LISTS} were.
 */
final class ListAddresses {

	static final int LISTS = 16_000;

	private static final int FIRST_DAY = -360;

	private static final int MINUTES_APART = 60;

	private final String form;

	private final int size;

	private final AtomicInteger next = new AtomicInteger();

	ListAddresses(String form, int size) {
		this.form = form;
		this.size = size;
	}

	/** The address of a list that was not requested before. */
	String next() {
		return at(this.next.getAndIncrement());
	}

	/** The address of a list, by its number. */
	String at(int number) {
		String from = Dataset.MIDDLE.plusDays(FIRST_DAY)
			.atStartOfDay(ZoneOffset.UTC)
			.plusMinutes((long) MINUTES_APART * (number % LISTS))
			.toInstant()
			.toString();
		String filter = "{\"during\":{\"from\":\"" + from + "\"}}";
		return "/events." + this.form + "?first=" + this.size + "&filter="
				+ URLEncoder.encode(filter, StandardCharsets.UTF_8);
	}

}
