package report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import load.Latencies;
import load.LoadResult;
import workload.Workload;

/**
 * The results of all peers.
 */
public final class Results {

	private static final int MAX_NOTE_LENGTH = 400;

	private final Map<String, PeerResults> peers = new LinkedHashMap<>();

	private final List<String> notes = new ArrayList<>();

	public PeerResults addPeer(String key, String title) {
		PeerResults peer = new PeerResults(title);
		this.peers.put(key, peer);
		return peer;
	}

	public void addNote(String text) {
		String note = (text.length() > MAX_NOTE_LENGTH) ? text.substring(0, MAX_NOTE_LENGTH) + "…" : text;
		System.out.println("  note: " + note);
		this.notes.add(note);
	}

	public Map<String, PeerResults> peers() {
		return this.peers;
	}

	public List<String> notes() {
		return this.notes;
	}

	/** The workloads that at least one peer executed. */
	public List<Workload> workloads() {
		return this.peers.values().stream().flatMap((peer) -> peer.workloads.keySet().stream()).distinct().sorted().toList();
	}

	/** Returns the results of a peer, or null if it did not execute the workload. */
	public WorkloadResults get(String peer, Workload workload) {
		PeerResults results = this.peers.get(peer);
		return (results != null) ? results.workloads.get(workload) : null;
	}

	/** The results of a peer. */
	public static final class PeerResults {

		private final String title;

		private final Map<Workload, WorkloadResults> workloads = new EnumMap<>(Workload.class);

		private long startMillis;

		private long startCpuMillis;

		private long megabytes;

		private PeerResults(String title) {
			this.title = title;
		}

		public String title() {
			return this.title;
		}

		public Map<Workload, WorkloadResults> workloads() {
			return this.workloads;
		}

		public WorkloadResults workload(Workload workload) {
			return this.workloads.computeIfAbsent(workload, (key) -> new WorkloadResults());
		}

		public void recordStart(long millis, long cpuMillis) {
			this.startMillis = millis;
			this.startCpuMillis = cpuMillis;
		}

		public void recordMemory(long megabytes) {
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

	/** The results of a peer for a workload, with one element per round in each list. */
	public static final class WorkloadResults {

		private final List<Double> requestsPerSecond = new ArrayList<>();

		private final List<Double> applicationCpuMicros = new ArrayList<>();

		private final List<Double> postgresCpuMicros = new ArrayList<>();

		private double bytes;

		private double statements = Double.NaN;

		private Latencies latencies;

		public void record(LoadResult result, long applicationMicros, long postgresMicros) {
			this.requestsPerSecond.add(result.requestsPerSecond());
			this.applicationCpuMicros.add((double) applicationMicros / result.requests());
			this.postgresCpuMicros.add((double) postgresMicros / result.requests());
			this.bytes = result.bytesPerRequest();
		}

		public void recordStatements(double statements) {
			this.statements = statements;
		}

		public void recordLatencies(Latencies latencies) {
			this.latencies = latencies;
		}

		public List<Double> requestsPerSecond() {
			return this.requestsPerSecond;
		}

		public List<Double> applicationCpuMicros() {
			return this.applicationCpuMicros;
		}

		public List<Double> postgresCpuMicros() {
			return this.postgresCpuMicros;
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
