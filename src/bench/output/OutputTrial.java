package output;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import database.Database;
import database.ProcessUsage;
import load.HttpConnection;
import peer.Marquee;

/**
 * Measures the lists of one form and size in three ways: lists that were not requested before, most of whose events are in
 * other lists, lists that were requested and did not change, and the same for clients that have them already and get the
 * status 304.
 */
public final class OutputTrial {

	/** Few enough that all are cached. */
	private static final int REPEATED_LISTS = 8;

	private static final int WARM_UP_CONNECTIONS = 2;

	private final Database database;

	private final Marquee server;

	private final String form;

	private final int size;

	private final boolean gzip;

	private final ListAddresses addresses;

	/** The best of all rounds so far, for each way. */
	private final Cost[] best = new Cost[3];

	private int repeated;

	/** @param gzip whether the client accepts gzip */
	public OutputTrial(Database database, Marquee server, String form, int size, boolean gzip) {
		this.database = database;
		this.server = server;
		this.form = form;
		this.size = size;
		this.gzip = gzip;
		this.addresses = new ListAddresses(form, size);
	}

	public void warmUp(double seconds) throws Exception {
		new OutputLoad(this.server.port(), WARM_UP_CONNECTIONS).send(this::newList, 200, seconds / 2);
		new OutputLoad(this.server.port(), WARM_UP_CONNECTIONS).send(this::repeatedList, 200, seconds / 2);
	}

	/** Measures new lists only, and keeps the cheapest round. */
	public void measureNewLists(int connections, double seconds) throws Exception {
		keep(0, measure(new OutputLoad(this.server.port(), connections), this::newList, 200, seconds));
	}

	/** Measures each way for some seconds, and keeps the cheapest round of each. */
	public void measure(int connections, double seconds) throws Exception {
		OutputLoad load = new OutputLoad(this.server.port(), connections);
		measureNewLists(connections, seconds);
		for (int list = 0; list < REPEATED_LISTS; list++) {
			load.send(this::repeatedList, 200, 0);
		}
		keep(1, measure(load, this::repeatedList, 200, seconds));
		byte[] conditional = conditional();
		keep(2, measure(load, () -> conditional, 304, seconds));
	}

	private byte[] newList() {
		return request(this.addresses.next());
	}

	private synchronized byte[] repeatedList() {
		return request(this.addresses.at(ListAddresses.LISTS - 1 - this.repeated++ % REPEATED_LISTS));
	}

	private byte[] request(String address) {
		return this.gzip ? HttpConnection.encodeGet(address, "Accept-Encoding: gzip") : HttpConnection.encodeGet(address);
	}

	private byte[] conditional() throws Exception {
		String address = this.addresses.at(ListAddresses.LISTS - 1);
		try (HttpConnection connection = new HttpConnection(this.server.port(), List.of())) {
			String tag = connection.fetch(request(address)).tag();
			return HttpConnection.encodeGet(address, "Accept-Encoding: gzip", "If-None-Match: " + tag);
		}
	}

	private Cost measure(OutputLoad load, Supplier<byte[]> requests, int status, double seconds) throws Exception {
		long application = ProcessUsage.cpuMicros(this.server.pid());
		long postgres = this.database.cpuMicros();
		OutputLoad.Answers answers = load.send(requests, status, seconds);
		double micros = 1000.0 * answers.count();
		return new Cost(answers.count() / answers.seconds(),
				(ProcessUsage.cpuMicros(this.server.pid()) - application) / micros,
				(this.database.cpuMicros() - postgres) / micros, answers.bytes() / answers.count());
	}

	private void keep(int way, Cost cost) {
		if (this.best[way] == null || cost.total() < this.best[way].total()) {
			this.best[way] = cost;
		}
	}

	/**
	 * A row of a table in Markdown.
	 * @param ofNewEvents the same lists from a server that does not cache rendered events
	 */
	public String row(OutputTrial ofNewEvents) {
		return String.format(Locale.ROOT, "| %s, %,d | %,d KB | %s | %s | %s | %s |", this.form, this.size,
				this.best[0].bytes() / 1000, ofNewEvents.best[0], this.best[0], this.best[1], this.best[2]);
	}

	/**
	 * The rate of answers, and the CPU time in milliseconds of one.
	 *
	 * @param bytes the length of its body
	 */
	private record Cost(double perSecond, double application, double postgres, long bytes) {

		double total() {
			return this.application + this.postgres;
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%,.0f (%.1f + %.1f)", this.perSecond, this.application, this.postgres);
		}

	}

}
