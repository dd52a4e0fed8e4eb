package workload;

import java.util.Arrays;
import java.util.List;

/**
 * An operation, or a mixture of them, that the benchmark measures. The file name identifies its document for each peer.
 */
public enum Workload {

	NESTED_20("nested20", "nested list of 20"), NESTED_100("nested100", "nested list of 100"),
	PLAIN_10("plain10", "plain list of 10"), ONE("one", "one event, everything"),
	PAGE_1("page1", "page 1 of that list"), PAGE_1000("page1000", "page 1,000 by cursor"),
	SEARCH("search", "search with facets"), NEAR("near", "nearest 20"), MIXED("mixed", "mixed load");

	/** The operations of 20 requests of the mixed load; every peer supports them. */
	private static final List<Workload> MIXTURE = List.of(NESTED_20, ONE, PLAIN_10, NESTED_20, ONE, PAGE_1000, ONE,
			NESTED_20, PLAIN_10, ONE, NESTED_100, NESTED_20, ONE, PAGE_1000, NESTED_20, ONE, PLAIN_10, NESTED_20, ONE,
			NESTED_20);

	private final String file;

	private final String title;

	Workload(String file, String title) {
		this.file = file;
		this.title = title;
	}

	public String file() {
		return this.file;
	}

	public String title() {
		return this.title;
	}

	public static Workload named(String name) {
		return Arrays.stream(values())
			.filter((workload) -> workload.file.equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unknown workload: " + name));
	}

	/** Returns the workload itself or, for the mixed load, the operation of the request with this number. */
	public Workload at(int number) {
		return (this == MIXED) ? MIXTURE.get(number % MIXTURE.size()) : this;
	}

	/** Returns the workload itself or the operations of the mixed load. */
	public List<Workload> parts() {
		return (this == MIXED) ? MIXTURE.stream().distinct().toList() : List.of(this);
	}

}
