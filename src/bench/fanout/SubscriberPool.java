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
import java.util.function.Supplier;

/**
 * The connections of all subscribers, on one thread. Messages are only searched for markers, because the subscribers share the
 * machine with the measured server.
 */
final class SubscriberPool implements AutoCloseable {

	/** Limits concurrent handshakes, so that the server's accept queue does not overflow. */
	private static final int MAX_OPENING = 64;

	/** Each loopback address has this many connections, as if there were many client machines. */
	private static final int CONNECTIONS_PER_ADDRESS = 500;

	private static final int MAX_OPENING_SECONDS = 120;

	private static final int MAX_MESSAGE_LENGTH = 1 << 17;

	private final int port;

	private final int count;

	private final Supplier<byte[]> subscription;

	private final DeliveryTracker tracker;

	private final Selector selector = Selector.open();

	private final ByteBuffer buffer = ByteBuffer.allocate(MAX_MESSAGE_LENGTH);

	private final CountDownLatch subscribed;

	private final Thread thread = Thread.ofPlatform().daemon().name("subscribers").unstarted(this::run);

	private volatile boolean closing;

	private int started;

	private int opening;

	private SubscriberPool(int port, int count, Supplier<byte[]> subscription, DeliveryTracker tracker) throws IOException {
		this.port = port;
		this.count = count;
		this.subscription = subscription;
		this.tracker = tracker;
		this.subscribed = new CountDownLatch(count);
	}

	/** @param subscription returns the frame that subscribes */
	static SubscriberPool open(int port, int count, Supplier<byte[]> subscription, DeliveryTracker tracker)
			throws IOException, InterruptedException {
		SubscriberPool pool = new SubscriberPool(port, count, subscription, tracker);
		pool.thread.start();
		if (!pool.subscribed.await(MAX_OPENING_SECONDS, TimeUnit.SECONDS)) {
			pool.close();
			throw new IllegalStateException(
					"Only " + (count - pool.subscribed.getCount()) + " connections were opened: " + tracker.errors());
		}
		return pool;
	}

	private void run() {
		try {
			while (!this.closing) {
				while (this.started < this.count && this.opening < MAX_OPENING) {
					connect(this.started++);
				}
				this.selector.select(this::handle);
			}
		}
		catch (IOException ex) {
			this.tracker.addError("The subscribers failed: " + ex);
		}
	}

	private void connect(int number) throws IOException {
		SocketChannel channel = SocketChannel.open();
		channel.configureBlocking(false);
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		channel.bind(new InetSocketAddress("127.0.0." + (2 + number / CONNECTIONS_PER_ADDRESS), 0));
		channel.register(this.selector, SelectionKey.OP_CONNECT,
				new SubscriberConnection(number, channel, this.subscription, this.tracker));
		channel.connect(new InetSocketAddress("127.0.0.1", this.port));
		this.opening++;
	}

	private void handle(SelectionKey key) {
		SubscriberConnection subscriber = (SubscriberConnection) key.attachment();
		boolean wasSubscribed = subscriber.isSubscribed();
		try {
			if (key.isConnectable()) {
				subscriber.channel().finishConnect();
				key.interestOps(SelectionKey.OP_READ);
				subscriber.write(ClientFrames.upgradeRequest(this.port));
			}
			else {
				subscriber.read(this.buffer);
			}
		}
		catch (IOException ex) {
			this.tracker.addError(ex.toString());
			key.cancel();
			this.opening -= wasSubscribed ? 0 : 1;
			return;
		}
		if (subscriber.isSubscribed() && !wasSubscribed) {
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
