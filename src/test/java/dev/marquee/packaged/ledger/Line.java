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
final class Line implements AutoCloseable {

	private static final int CHUNK = 1024;

	private final ServerSocket entry = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());

	private final int target;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private boolean broken;

	private volatile long pauseMillis;

	final AtomicLong connections = new AtomicLong();

	Line(int target) throws IOException {
		this.target = target;
		Thread.ofVirtual().name("line-to-" + target).start(this::accept);
	}

	int port() {
		return this.entry.getLocalPort();
	}

	/** Ends all connections at once. */
	void cut() {
		this.sockets.forEach(Line::close);
	}

	synchronized void breakDown() {
		this.broken = true;
	}

	synchronized void mend() {
		this.broken = false;
		this.pauseMillis = 0;
		notifyAll();
	}

	/** Lets a kilobyte through each time so much has passed. */
	void slowDown(long pauseMillis) {
		this.pauseMillis = pauseMillis;
	}

	private void accept() {
		while (!this.entry.isClosed()) {
			try {
				Socket caller = this.entry.accept();
				this.connections.incrementAndGet();
				Thread.ofVirtual().start(() -> connect(caller));
			}
			catch (IOException ex) {
				cut();
			}
		}
	}

	private void connect(Socket caller) {
		this.sockets.add(caller);
		try {
			awaitMended();
			Socket called = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.sockets.add(called);
			Thread.ofVirtual().start(() -> carry(caller, called));
			carry(called, caller);
		}
		catch (IOException ex) {
			end(caller);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void carry(Socket from, Socket to) {
		byte[] chunk = new byte[CHUNK];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
				awaitMended();
				Thread.sleep(this.pauseMillis);
				out.write(chunk, 0, length);
			}
			awaitMended();
		}
		catch (IOException ex) {
			awaitMendedQuietly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		end(from);
		end(to);
	}

	private synchronized void awaitMended() throws InterruptedException {
		while (this.broken) {
			wait();
		}
	}

	private void awaitMendedQuietly() {
		try {
			awaitMended();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void end(Socket socket) {
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
		this.entry.close();
		mend();
		cut();
	}

}
