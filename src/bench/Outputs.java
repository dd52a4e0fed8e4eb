import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import database.Database;
import output.OutputTrial;
import output.WholeListTrial;
import peer.JavaCommand;
import peer.Marquee;
import peer.PeerSetup;
import seed.Dataset;

/**
 * Measures outputs: answers a second and CPU time of each form, and the memory that whole lists take from a server with a heap of
 * 256 MB. Prints two tables; of several rounds they show the one with the least CPU time.
 */
class Outputs {

	private static final String HEAP = System.getProperty("heap", "256m");

	private static final int VARIANTS = 20;

	private final PeerSetup setup;

	private Outputs(PeerSetup setup) {
		this.setup = setup;
	}

	public static void main(String[] arguments) throws Exception {
		Settings.load();
		JavaCommand.compileSources();
		Dataset dataset = Database.dataset(Settings.events());
		try (Database database = Database.start(dataset, Map.of())) {
			Outputs outputs = new Outputs(new PeerSetup(database, dataset, Settings.connections(), VARIANTS));
			outputs.measureForms();
			outputs.measureMemory();
		}
	}

	private void measureForms() throws Exception {
		int clients = Integer.getInteger("clients", 2);
		List<OutputTrial> ofNewEvents = measureForms(List.of("-Dmarquee.rendered-event-cache-size=0MB"),
				(trial) -> trial.measureNewLists(clients, Settings.seconds()));
		List<OutputTrial> trials = measureForms(List.of(), (trial) -> trial.measure(clients, Settings.seconds()));
		System.out.println("\nAnswers a second (CPU time of application + PostgreSQL, ms per answer):\n");
		System.out.println("| form, events | body | new events | new list | again | 304 |\n|---|---|---|---|---|---|");
		for (int i = 0; i < trials.size(); i++) {
			System.out.println(trials.get(i).row(ofNewEvents.get(i)));
		}
	}

	private List<OutputTrial> measureForms(List<String> settings, Measurement measurement) throws Exception {
		boolean gzip = !"false".equals(System.getProperty("gzip"));
		List<String> options = new ArrayList<>(settings);
		options.addAll(Settings.javaOptions());
		try (Marquee server = Marquee.withDefaults(this.setup, options)) {
			server.start();
			List<OutputTrial> trials = new ArrayList<>();
			for (String size : System.getProperty("lists", "1000,20").split(",")) {
				for (String form : System.getProperty("forms", "ics,atom,geojson,jsonld,csv,ndjson").split(",")) {
					trials.add(new OutputTrial(this.setup.database(), server, form, Integer.parseInt(size), gzip));
				}
			}
			for (OutputTrial trial : trials) {
				trial.warmUp((double) Settings.warmUpSeconds() / trials.size());
			}
			for (int round = 0; round < Settings.rounds(3); round++) {
				for (OutputTrial trial : trials) {
					measurement.of(trial);
				}
			}
			return trials;
		}
	}

	private void measureMemory() throws Exception {
		List<String> options = new ArrayList<>(List.of("-Xmx" + HEAP));
		options.addAll(Settings.javaOptions());
		System.out.println("\n| with a heap of " + HEAP + " | body | time | application | PostgreSQL |\n|---|---|---|---|---|");
		try (Marquee server = Marquee.withDefaults(this.setup, options)) {
			server.start();
			for (String address : List.of("/events.ndjson?first=1000", "/events.ndjson", "/events.csv", "/events.ndjson")) {
				System.out.println(WholeListTrial.of(this.setup.database(), server, address).row());
			}
		}
	}

	/**
	 * A part of a round.
	 */
	private interface Measurement {

		void of(OutputTrial trial) throws Exception;

	}

}
