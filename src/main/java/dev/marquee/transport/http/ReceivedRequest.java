package dev.marquee.transport.http;

import java.nio.ByteBuffer;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has arrived.
 */
final class ReceivedRequest extends Request.Wrapper {

	private Content.@Nullable Chunk body;

	ReceivedRequest(Request request, ByteBuffer body) {
		super(request);
		this.body = Content.Chunk.from(body, true);
	}

	@Override
	public Content.Chunk read() {
		Content.Chunk read = this.body;
		this.body = Content.Chunk.EOF;
		return (read != null) ? read : Content.Chunk.EOF;
	}

	/** The next chunk is always there. */
	@Override
	public void demand(Runnable callback) {
		callback.run();
	}

	@Override
	public void fail(Throwable failure) {
		this.body = Content.Chunk.from(failure);
		super.fail(failure);
	}

}
