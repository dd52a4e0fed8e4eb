package dev.marquee.packaged.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import dev.marquee.database.TestPostgres;

/**
 * Two instances on one PostgreSQL, with proxies between them and in front of them.
 */
final class TestCluster implements AutoCloseable {

	private static final int INSTANCES = 2;

	final TestPostgres testPostgres;

	final List<MarqueeInstance> instances = new ArrayList<>();

	/** The proxy of each instance to PostgreSQL. */
	final List<FaultyProxy> databaseProxies = new ArrayList<>();

	private final Path folder;

	private int copies;

	private final Map<ClientGroup, List<FaultyProxy>> proxies = new EnumMap<>(ClientGroup.class);

	TestCluster(Path folder) throws IOException, SQLException, InterruptedException {
		this.folder = Files.createDirectories(folder);
		this.testPostgres = TestPostgres.startIn(folder);
		for (int i = 0; i < INSTANCES; i++) {
			FaultyProxy database = new FaultyProxy(this.testPostgres.port());
			MarqueeInstance marqueeInstance = new MarqueeInstance(folder.resolve("instance-" + i + ".log"),
					TestPostgres.url(database.port()));
			this.databaseProxies.add(database);
			this.instances.add(marqueeInstance);
			for (ClientGroup clientGroup : ClientGroup.values()) {
				proxiesOf(clientGroup).add(new FaultyProxy(marqueeInstance.port()));
			}
			// Starts sequentially: the first instance creates the tables.
			marqueeInstance.start();
			marqueeInstance.awaitReady();
		}
	}

	/** Returns the proxies of a client group, one per instance. */
	List<FaultyProxy> proxiesOf(ClientGroup clientGroup) {
		return this.proxies.computeIfAbsent(clientGroup, (first) -> new ArrayList<>());
	}

	List<URI> addressesFor(ClientGroup clientGroup) {
		return proxiesOf(clientGroup).stream()
			.map((faultyProxy) -> URI.create("http://localhost:" + faultyProxy.port() + "/graphql"))
			.toList();
	}

	/** Replaces PostgreSQL by a standby that has received everything. */
	void switchOver() throws IOException, SQLException, InterruptedException {
		this.testPostgres.switchOver(nextFolder());
	}

	/**
	 * Replaces PostgreSQL by a standby that has not received the last transactions.
	 * @param millis how long the standby receives nothing before PostgreSQL crashes
	 */
	void failOver(int millis, Ledger ledger) throws IOException, SQLException, InterruptedException {
		TestPostgres standby = this.testPostgres.startStandbyIn(nextFolder());
		long disconnected = System.nanoTime();
		standby.disconnectFromPrimary();
		Thread.sleep(millis);
		this.testPostgres.failOverTo(standby);
		ledger.recordLoss(disconnected);
	}

	/**
	 * Puts back the files of PostgreSQL, as an operator does: the instances do not reach
	 * it until a generation has begun.
	 * @param millis the age of the files
	 */
	void putBackFiles(int millis, Ledger ledger) throws IOException, InterruptedException {
		Path copy = nextFolder();
		this.testPostgres.stop();
		long copied = System.nanoTime();
		this.testPostgres.copyFilesTo(copy);
		this.testPostgres.start();
		Thread.sleep(millis);
		this.databaseProxies.forEach(FaultyProxy::blackHole);
		this.testPostgres.stop();
		this.testPostgres.putBackFiles(copy);
		ledger.recordLoss(copied);
		this.testPostgres.start();
		MarqueeInstance.run(TestPostgres.url(this.testPostgres.port()), this.folder.resolve("log-renew.log"), "log",
				"renew");
		this.databaseProxies.forEach(FaultyProxy::restore);
	}

	/**
	 * Returns how often PostgreSQL was replaced. Also a switchover may expire cursors, if
	 * a transaction was rolled back that was running when their change was written.
	 */
	int replacements() {
		return this.copies;
	}

	private Path nextFolder() {
		this.copies++;
		return this.folder.resolve("copy-" + this.copies);
	}

	FaultyProxy anyProxy(Random random) {
		List<FaultyProxy> all = allProxies().toList();
		return all.get(random.nextInt(all.size()));
	}

	private Stream<FaultyProxy> allProxies() {
		return this.proxies.values().stream().flatMap(List::stream);
	}

	/** Restores all proxies, and restarts instances that have ended. */
	void restore() throws IOException, InterruptedException {
		this.databaseProxies.forEach(FaultyProxy::restore);
		allProxies().forEach(FaultyProxy::restore);
		for (MarqueeInstance marqueeInstance : this.instances) {
			marqueeInstance.awaitReady();
		}
	}

	@Override
	public void close() throws IOException {
		for (MarqueeInstance marqueeInstance : this.instances) {
			marqueeInstance.close();
		}
		for (FaultyProxy faultyProxy : Stream.concat(this.databaseProxies.stream(), allProxies()).toList()) {
			faultyProxy.close();
		}
		this.testPostgres.close();
	}

	/** A group of clients with proxies of its own. */
	enum ClientGroup {

		JAVA_SUBSCRIBERS, NODE_SUBSCRIBERS, WRITERS

	}

}
