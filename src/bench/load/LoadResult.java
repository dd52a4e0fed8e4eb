package load;

/**
 * The number of requests that a peer served in a period.
 *
 * @param bytes the size of all responses
 * @param micros the length of the period
 */
public record LoadResult(long requests, long bytes, long micros) {

	public double requestsPerSecond() {
		return this.requests * 1e6 / this.micros;
	}

	public double bytesPerRequest() {
		return (double) this.bytes / Math.max(1, this.requests);
	}

}
