package peer;

import load.Latencies;
import load.LoadResult;
import tools.jackson.databind.JsonNode;
import workload.Workload;

/**
 * A server that executes the workloads, in its own process.
 */
public interface Peer extends AutoCloseable {

	/** The name in options and results. */
	String key();

	String title();

	/** @return the milliseconds until its first response */
	long start() throws Exception;

	long pid();

	boolean supports(Workload workload);

	/** Executes one request and returns the response in the form of Marquee's schema, without the values of cursors. */
	JsonNode execute(Workload workload, int variant) throws Exception;

	/**
	 * Measures the maximum rate.
	 * @param from the first variant to send
	 */
	LoadResult saturate(Workload workload, int seconds, int from) throws Exception;

	/** Measures latencies at a fixed rate in requests per second. */
	Latencies atRate(Workload workload, double rate, int seconds) throws Exception;

	@Override
	void close();

}
