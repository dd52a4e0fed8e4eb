package dev.marquee.live;

import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.collections.SynchronizedStack;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * Tomcat's HTTP/1.1, where connections have {@link LentBuffers} unless they speak TLS,
 * for which Tomcat keeps more for each than could be saved. It is public because Tomcat
 * makes it.
 */
public final class LendingProtocol extends Http11NioProtocol {

	/** Made by Tomcat. */
	public LendingProtocol() {
		super(new Lender());
	}

	private static final class Lender extends NioEndpoint {

		/** As many as may write at the same moment, and then some. */
		private static final int MOST_SPARE = 64;

		private final SynchronizedStack<SocketBufferHandler> spare = new SynchronizedStack<>(MOST_SPARE, MOST_SPARE);

		/**
		 * What is given back must not be somebody else's by then, so that connections are
		 * not made of former ones. Without their buffers there is little to save by that.
		 */
		Lender() {
			this.socketProperties.setBufferPool(0);
		}

		@Override
		protected NioChannel createChannel(SocketBufferHandler buffers) {
			return super.createChannel(isSSLEnabled() ? buffers : new LentBuffers(buffers.getReadBuffer().capacity(),
					buffers.getWriteBuffer().capacity(), this.spare));
		}

	}

}
