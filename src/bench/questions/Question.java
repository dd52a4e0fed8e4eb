package questions;

import java.util.Arrays;
import java.util.List;

/**
 * What clients ask, by the name of the files that hold it for each peer.
 */
public enum Question {

	NESTED_20("nested20", "nested list of 20"), NESTED_100("nested100", "nested list of 100"),
	PLAIN_10("plain10", "plain list of 10"), ONE("one", "one event, everything"),
	PAGE_1("page1", "page 1 of that list"), PAGE_1000("page1000", "page 1,000 by cursor"),
	SEARCH("search", "search with facets"), NEAR("near", "nearest 20"), MIXED("mixed", "mixed load");

	/** Out of twenty requests of the mixed load, which every peer can answer. */
	private static final List<Question> MIXTURE = List.of(NESTED_20, ONE, PLAIN_10, NESTED_20, ONE, PAGE_1000, ONE,
			NESTED_20, PLAIN_10, ONE, NESTED_100, NESTED_20, ONE, PAGE_1000, NESTED_20, ONE, PLAIN_10, NESTED_20, ONE,
			NESTED_20);

	private final String file;

	private final String title;

	Question(String file, String title) {
		this.file = file;
		this.title = title;
	}

	public String file() {
		return this.file;
	}

	public String title() {
		return this.title;
	}

	public static Question named(String name) {
		return Arrays.stream(values())
			.filter((question) -> question.file.equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no question " + name));
	}

	/** The question itself or, of a mixture, that of the request with this number. */
	public Question at(int number) {
		return (this == MIXED) ? MIXTURE.get(number % MIXTURE.size()) : this;
	}

	/** The question itself or what it is mixed of. */
	public List<Question> parts() {
		return (this == MIXED) ? MIXTURE.stream().distinct().toList() : List.of(this);
	}

}
