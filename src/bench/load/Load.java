package load;

/**
 * What a peer did in a window.
 *
 * @param bytes of all answers together
 */
public record Load(long requests, long bytes, long micros) {

	public double perSecond() {
		return this.requests * 1e6 / this.micros;
	}

	public double bytesEach() {
		return (double) this.bytes / Math.max(1, this.requests);
	}

}
