package peer;

import load.Latencies;
import load.Load;
import questions.Question;
import tools.jackson.databind.JsonNode;

/**
 * One way to answer the questions, in a process of its own.
 */
public interface Peer extends AutoCloseable {

	/** As it is called in settings and results. */
	String key();

	String title();

	/** @return milliseconds until it gave its first answer */
	long start() throws Exception;

	long pid();

	boolean knows(Question question);

	/** Its answer in Marquee's words, without what is a peer's own, as cursors are. */
	JsonNode answer(Question question, int variant) throws Exception;

	/** @param from the variant to begin with */
	Load saturate(Question question, int seconds, int from) throws Exception;

	Latencies atRate(Question question, double rate, int seconds) throws Exception;

	@Override
	void close();

}
