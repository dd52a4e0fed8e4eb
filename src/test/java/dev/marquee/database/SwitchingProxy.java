package dev.marquee.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An address that leads to one PostgreSQL or another, like a host name whose entry in the
 * DNS changes. Open connections stay where they are until they are cut.
 */
public final class SwitchingProxy implements AutoCloseable {

	private final ServerSocket serverSocket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile int target;

	public SwitchingProxy(int target) throws IOException {
		this.target = target;
		Thread.ofVirtual().start(this::accept);
	}

	public int port() {
		return this.serverSocket.getLocalPort();
	}

	/** Leads new connections to another port. */
	public void switchTo(int port) {
		this.target = port;
	}

	/** Closes the open connections. */
	public void cut() {
		this.sockets.forEach(SwitchingProxy::close);
		this.sockets.clear();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.serverSocket.accept();
				Thread.ofVirtual().start(() -> connect(client));
			}
		}
		catch (IOException ex) {
			cut();
		}
	}

	private void connect(Socket client) {
		try {
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.sockets.add(client);
			this.sockets.add(server);
			Thread.ofVirtual().start(() -> forward(client, server));
			forward(server, client);
		}
		catch (IOException ex) {
			close(client);
		}
	}

	private static void forward(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One side has closed the connection.
		}
		close(from);
		close(to);
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
		cut();
	}

}
