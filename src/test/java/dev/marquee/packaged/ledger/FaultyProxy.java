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
 * A TCP proxy in front of a port that can cut connections, throttle them, or act as a
 * black hole: it accepts and keeps connections, but forwards nothing until it is
 * restored. Data sent meanwhile arrives late, as with TCP retransmission.
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
		Thread.ofVirtual().name("proxy-" + target).start(this::accept);
	}

	int port() {
		return this.serverSocket.getLocalPort();
	}

	/** Closes all connections. */
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

	/** Forwards one kilobyte per pause. */
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
