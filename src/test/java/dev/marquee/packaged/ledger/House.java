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

import dev.marquee.database.Postgres;

/**
 * Two instances on one PostgreSQL, and the networks between all of them and those who use
 * them.
 */
final class House implements AutoCloseable {

	private static final int INSTANCES = 2;

	final Postgres postgres;

	final List<Instance> instances = new ArrayList<>();

	/** From each instance to PostgreSQL. */
	final List<Line> databaseLines = new ArrayList<>();

	private final Map<Guests, List<Line>> lines = new EnumMap<>(Guests.class);

	House(Path folder) throws IOException, SQLException, InterruptedException {
		Files.createDirectories(folder);
		this.postgres = Postgres.startIn(folder);
		for (int i = 0; i < INSTANCES; i++) {
			Line database = new Line(this.postgres.port());
			Instance instance = new Instance(folder.resolve("instance-" + i + ".log"), Postgres.url(database.port()));
			this.databaseLines.add(database);
			this.instances.add(instance);
			for (Guests guests : Guests.values()) {
				linesOf(guests).add(new Line(instance.port()));
			}
			// One after the other: the first makes the tables.
			instance.start();
			instance.awaitReady();
		}
	}

	/** Their ways to the instances. */
	List<Line> linesOf(Guests guests) {
		return this.lines.computeIfAbsent(guests, (first) -> new ArrayList<>());
	}

	List<URI> addressesFor(Guests guests) {
		return linesOf(guests).stream()
			.map((line) -> URI.create("http://localhost:" + line.port() + "/graphql"))
			.toList();
	}

	Line anyLine(Random random) {
		List<Line> all = allLines().toList();
		return all.get(random.nextInt(all.size()));
	}

	private Stream<Line> allLines() {
		return this.lines.values().stream().flatMap(List::stream);
	}

	/** Makes everything work again. */
	void mend() throws IOException, InterruptedException {
		this.databaseLines.forEach(Line::mend);
		allLines().forEach(Line::mend);
		for (Instance instance : this.instances) {
			instance.awaitReady();
		}
	}

	@Override
	public void close() throws IOException {
		for (Instance instance : this.instances) {
			instance.close();
		}
		for (Line line : Stream.concat(this.databaseLines.stream(), allLines()).toList()) {
			line.close();
		}
		this.postgres.close();
	}

	/** Who comes by a network of their own. */
	enum Guests {

		JAVA_SUBSCRIBERS, NODE_SUBSCRIBERS, WRITERS

	}

}
