package dev.marquee.packaged.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network between somebody and a port, which can be cut, be slow, or be a black hole:
 * it keeps all connections and even takes new ones, but nothing gets through until it is
 * mended. What was sent meanwhile comes late, as what TCP sends again does.
 */
final class FaultyProxy implements AutoCloseable {

	private static final int CHUNK = 1024;

	private final ServerSocket serverSocket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());

	private final int target;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private boolean blackHoled;

	private volatile long pauseMillis;

	final AtomicLong connections = new AtomicLong();

	FaultyProxy(int target) throws IOException {
		this.target = target;
		Thread.ofVirtual().name("line-to-" + target).start(this::accept);
	}

	int port() {
		return this.serverSocket.getLocalPort();
	}

	/** Ends all connections at once. */
	void disconnectAll() {
		this.sockets.forEach(FaultyProxy::close);
	}

	synchronized void blackHole() {
		this.blackHoled = true;
	}

	synchronized void restore() {
		this.blackHoled = false;
		this.pauseMillis = 0;
		notifyAll();
	}

	/** Lets a kilobyte through each time so much has passed. */
	void throttle(long pauseMillis) {
		this.pauseMillis = pauseMillis;
	}

	private void accept() {
		while (!this.serverSocket.isClosed()) {
			try {
				Socket client = this.serverSocket.accept();
				this.connections.incrementAndGet();
				Thread.ofVirtual().start(() -> connect(client));
			}
			catch (IOException ex) {
				disconnectAll();
			}
		}
	}

	private void connect(Socket client) {
		this.sockets.add(client);
		try {
			awaitRestored();
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.sockets.add(server);
			Thread.ofVirtual().start(() -> forward(client, server));
			forward(server, client);
		}
		catch (IOException ex) {
			disconnect(client);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void forward(Socket from, Socket to) {
		byte[] chunk = new byte[CHUNK];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
				awaitRestored();
				Thread.sleep(this.pauseMillis);
				out.write(chunk, 0, length);
			}
			awaitRestored();
		}
		catch (IOException ex) {
			awaitRestoredQuietly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		disconnect(from);
		disconnect(to);
	}

	private synchronized void awaitRestored() throws InterruptedException {
		while (this.blackHoled) {
			wait();
		}
	}

	private void awaitRestoredQuietly() {
		try {
			awaitRestored();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void disconnect(Socket socket) {
		this.sockets.remove(socket);
		close(socket);
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.serverSocket.close();
		restore();
		disconnectAll();
	}

}
