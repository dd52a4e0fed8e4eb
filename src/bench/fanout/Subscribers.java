package fanout;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Many connections that subscribe to the same, on one thread that only looks for markers: it shares the machine with what
 * it measures.
 */
final class Subscribers implements AutoCloseable {

	/** At once, so that a server's queue of connections is not the limit. */
	private static final int MOST_OPENING = 64;

	/** Connections from one address, as if from so many machines. */
	private static final int FROM_AN_ADDRESS = 500;

	private static final int LONGEST_OPENING_SECONDS = 120;

	private static final int LONGEST_MESSAGE = 1 << 17;

	private final int port;

	private final int count;

	private final byte[] subscription;

	private final Deliveries deliveries;

	private final Selector selector = Selector.open();

	private final ByteBuffer buffer = ByteBuffer.allocate(LONGEST_MESSAGE);

	private final CountDownLatch subscribed;

	private final Thread thread = Thread.ofPlatform().daemon().name("subscribers").unstarted(this::run);

	private volatile boolean closing;

	private int begun;

	private int opening;

	private Subscribers(int port, int count, byte[] subscription, Deliveries deliveries) throws IOException {
		this.port = port;
		this.count = count;
		this.subscription = subscription;
		this.deliveries = deliveries;
		this.subscribed = new CountDownLatch(count);
	}

	/** @param subscription the frame that asks for it */
	static Subscribers open(int port, int count, byte[] subscription, Deliveries deliveries)
			throws IOException, InterruptedException {
		Subscribers subscribers = new Subscribers(port, count, subscription, deliveries);
		subscribers.thread.start();
		if (!subscribers.subscribed.await(LONGEST_OPENING_SECONDS, TimeUnit.SECONDS)) {
			subscribers.close();
			throw new IllegalStateException(
					"Only " + (count - subscribers.subscribed.getCount()) + " connections came to be: " + deliveries.troubles());
		}
		return subscribers;
	}

	private void run() {
		try {
			while (!this.closing) {
				while (this.begun < this.count && this.opening < MOST_OPENING) {
					begin(this.begun++);
				}
				this.selector.select(this::look);
			}
		}
		catch (IOException ex) {
			this.deliveries.trouble("The subscribers have ended: " + ex);
		}
	}

	private void begin(int number) throws IOException {
		SocketChannel channel = SocketChannel.open();
		channel.configureBlocking(false);
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		channel.bind(new InetSocketAddress("127.0.0." + (2 + number / FROM_AN_ADDRESS), 0));
		channel.register(this.selector, SelectionKey.OP_CONNECT,
				new Subscriber(number, channel, this.subscription, this.deliveries));
		channel.connect(new InetSocketAddress("127.0.0.1", this.port));
		this.opening++;
	}

	private void look(SelectionKey key) {
		Subscriber subscriber = (Subscriber) key.attachment();
		boolean before = subscriber.isSubscribed();
		try {
			if (key.isConnectable()) {
				subscriber.channel().finishConnect();
				key.interestOps(SelectionKey.OP_READ);
				subscriber.write(Frames.upgrade(this.port));
			}
			else {
				subscriber.read(this.buffer);
			}
		}
		catch (IOException ex) {
			this.deliveries.trouble(ex.toString());
			key.cancel();
			this.opening -= before ? 0 : 1;
			return;
		}
		if (subscriber.isSubscribed() && !before) {
			this.opening--;
			this.subscribed.countDown();
		}
	}

	@Override
	public void close() throws IOException {
		this.closing = true;
		this.selector.wakeup();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		for (SelectionKey key : this.selector.keys()) {
			key.channel().close();
		}
		this.selector.close();
	}

}
