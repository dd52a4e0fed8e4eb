package dev.marquee.database;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The embedded PostgreSQL, a process that is started again if it ends.
 */
public final class EmbeddedPostgresServer implements JdbcConnectionDetails, AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);

	private static final long START_CHECK_MILLIS = 100;

	private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

	private static final Duration MAX_DELAY = Duration.ofSeconds(30);

	/**
	 * A PostgreSQL that ends later than that after its start did not end because of it.
	 */
	private static final Duration STABLE_AFTER = Duration.ofMinutes(1);

	private static final Executor THREADS = (task) -> Thread.ofPlatform().daemon().name("postgres").start(task);

	private final PostgresCluster cluster;

	private final PostgresLog log = new PostgresLog();

	private final int port;

	private final String password;

	private volatile @Nullable Process postmaster;

	private volatile boolean running;

	private volatile boolean closed;

	/** When it was started or, unless it is running, when it ended. */
	private volatile long changedNanos;

	private Duration delay = FIRST_DELAY;

	private EmbeddedPostgresServer(PostgresCluster cluster, int port, String password) {
		this.cluster = cluster;
		this.port = port;
		this.password = password;
	}

	/**
	 * Starts PostgreSQL in a data directory, and waits until it accepts connections.
	 */
	static EmbeddedPostgresServer start(DataDirectory directory) throws IOException {
		PostgresCluster cluster = PostgresCluster.open(directory,
				PostgresPrograms.unpackInto(directory.programsDirectory()));
		EmbeddedPostgresServer server = new EmbeddedPostgresServer(cluster, freePort(), cluster.password());
		server.launch();
		return server;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private void launch() throws IOException {
		Process process = this.cluster.start(this.port);
		this.postmaster = process;
		CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> this.log.copy(process.getInputStream()),
				THREADS);
		awaitConnection(ended);
		this.changedNanos = System.nanoTime();
		this.running = true;
		CompletableFuture<Void> _ = ended.thenRunAsync(this::restart, THREADS);
	}

	/**
	 * Waits as long as the process runs. After a crash it may recover for minutes, and
	 * would have to begin again if it were stopped.
	 */
	private void awaitConnection(CompletableFuture<Void> ended) throws IOException {
		while (!canConnect()) {
			if (ended.isDone()) {
				throw new IOException(Objects.requireNonNullElse(this.log.lastFailure(), "see the log of `postgres`"));
			}
			BackgroundTask.pause(START_CHECK_MILLIS);
		}
	}

	private boolean canConnect() throws IOException {
		Properties properties = new Properties();
		properties.setProperty("user", getUsername());
		properties.setProperty("password", this.password);
		properties.setProperty("connectTimeout", "2");
		properties.setProperty("socketTimeout", "2");
		try (Connection _ = DriverManager.getConnection(getJdbcUrl(), properties)) {
			return true;
		}
		catch (SQLException ex) {
			if (ex.getSQLState() != null && ex.getSQLState().matches("08...|57P03")) {
				return false;
			}
			throw new IOException(ex.getMessage(), ex);
		}
	}

	/** Starts PostgreSQL again after it has ended, until that succeeds. */
	private void restart() {
		long endedNanos = System.nanoTime();
		if (endedNanos - this.changedNanos > STABLE_AFTER.toNanos()) {
			this.delay = FIRST_DELAY;
		}
		this.changedNanos = endedNanos;
		this.running = false;
		while (!this.closed) {
			LOG.warn("The embedded PostgreSQL has ended; starting it again in {} s", this.delay.toSeconds());
			BackgroundTask.pause(this.delay.toMillis());
			this.delay = (this.delay.compareTo(MAX_DELAY) < 0) ? this.delay.multipliedBy(2) : MAX_DELAY;
			try {
				if (!this.closed) {
					launch();
					LOG.info("The embedded PostgreSQL runs again");
				}
				return;
			}
			catch (IOException | RuntimeException ex) {
				LOG.warn("Cannot start the embedded PostgreSQL: {}", ex.getMessage());
			}
		}
	}

	/** How long it has not been running; zero while it is. */
	public Duration downtime() {
		return this.running ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - this.changedNanos);
	}

	@Override
	public String getUsername() {
		return PostgresCluster.SUPERUSER;
	}

	@Override
	public String getPassword() {
		return this.password;
	}

	/**
	 * The driver must not send the password as text to a program that has taken the port.
	 */
	@Override
	public String getJdbcUrl() {
		return "jdbc:postgresql://localhost:" + this.port + "/postgres?requireAuth=scram-sha-256";
	}

	@Override
	public void close() {
		this.closed = true;
		Process process = this.postmaster;
		if (process == null || !process.isAlive()) {
			return;
		}
		try {
			this.cluster.stop();
		}
		catch (IOException ex) {
			LOG.warn("Cannot stop the embedded PostgreSQL: {}", ex.getMessage());
			process.destroy();
		}
	}

}
