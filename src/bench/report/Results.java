package report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import load.Latencies;
import load.Load;
import questions.Question;

/**
 * What was measured.
 */
public final class Results {

	private static final int LONGEST_NOTE = 400;

	private final Map<String, OfPeer> peers = new LinkedHashMap<>();

	private final List<String> notes = new ArrayList<>();

	public OfPeer add(String key, String title) {
		OfPeer peer = new OfPeer(title);
		this.peers.put(key, peer);
		return peer;
	}

	public void note(String text) {
		String note = (text.length() > LONGEST_NOTE) ? text.substring(0, LONGEST_NOTE) + "…" : text;
		System.out.println("  note: " + note);
		this.notes.add(note);
	}

	public Map<String, OfPeer> peers() {
		return this.peers;
	}

	public List<String> notes() {
		return this.notes;
	}

	/** The questions that somebody answered. */
	public List<Question> questions() {
		return this.peers.values().stream().flatMap((peer) -> peer.questions.keySet().stream()).distinct().sorted().toList();
	}

	/** The measure of a peer, or null when it did not answer the question. */
	public OfQuestion of(String peer, Question question) {
		OfPeer ofPeer = this.peers.get(peer);
		return (ofPeer != null) ? ofPeer.questions.get(question) : null;
	}

	/** What was measured of one peer. */
	public static final class OfPeer {

		private final String title;

		private final Map<Question, OfQuestion> questions = new EnumMap<>(Question.class);

		private long startMillis;

		private long startCpuMillis;

		private long megabytes;

		private OfPeer(String title) {
			this.title = title;
		}

		public String title() {
			return this.title;
		}

		public Map<Question, OfQuestion> questions() {
			return this.questions;
		}

		public OfQuestion question(Question question) {
			return this.questions.computeIfAbsent(question, (key) -> new OfQuestion());
		}

		public void started(long millis, long cpuMillis) {
			this.startMillis = millis;
			this.startCpuMillis = cpuMillis;
		}

		public void held(long megabytes) {
			this.megabytes = Math.max(this.megabytes, megabytes);
		}

		public long startMillis() {
			return this.startMillis;
		}

		public long startCpuMillis() {
			return this.startCpuMillis;
		}

		public long megabytes() {
			return this.megabytes;
		}

	}

	/** What was measured of one peer answering one question, round by round. */
	public static final class OfQuestion {

		private final List<Double> perSecond = new ArrayList<>();

		private final List<Double> applicationMicros = new ArrayList<>();

		private final List<Double> postgresMicros = new ArrayList<>();

		private double bytes;

		private double statements = Double.NaN;

		private Latencies latencies;

		public void add(Load load, long application, long postgres) {
			this.perSecond.add(load.perSecond());
			this.applicationMicros.add((double) application / load.requests());
			this.postgresMicros.add((double) postgres / load.requests());
			this.bytes = load.bytesEach();
		}

		public void statements(double statements) {
			this.statements = statements;
		}

		public void latencies(Latencies latencies) {
			this.latencies = latencies;
		}

		public List<Double> perSecond() {
			return this.perSecond;
		}

		public List<Double> applicationMicros() {
			return this.applicationMicros;
		}

		public List<Double> postgresMicros() {
			return this.postgresMicros;
		}

		public double bytes() {
			return this.bytes;
		}

		public double statements() {
			return this.statements;
		}

		public Latencies latencies() {
			return this.latencies;
		}

	}

	public static double median(List<Double> values) {
		List<Double> sorted = new ArrayList<>(values);
		Collections.sort(sorted);
		return sorted.isEmpty() ? Double.NaN
				: (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
	}

}
