package dev.marquee.transport.http;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.marquee.transport.ClientMemory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Lets no client occupy a thread: a request is executed when it has arrived completely,
 * and its response is sent without a thread. Some threads are reserved for health checks,
 * so that they are answered however many requests are being executed.
 */
final class ExchangeHandler extends Handler.Wrapper {

	private static final long CHECK_MILLIS = 500;

	/** For health checks, and for receiving and sending. */
	private static final int RESERVED_THREADS = 24;

	private final TransferLimits limits;

	private final ClientMemory memory;

	private final HttpConnections connections;

	private final SlowTransfers slowTransfers;

	private final RequestQueue queue;

	private volatile Scheduler.@Nullable Task check;

	ExchangeHandler(TransferLimits limits, ClientMemory memory, HttpConnections connections,
			SlowTransfers slowTransfers, Executor threads, int maxThreads) {
		this.limits = limits;
		this.memory = memory;
		this.connections = connections;
		this.slowTransfers = slowTransfers;
		this.queue = new RequestQueue(Math.max(maxThreads - RESERVED_THREADS, maxThreads / 2), threads);
	}

	TransferLimits limits() {
		return this.limits;
	}

	ClientMemory memory() {
		return this.memory;
	}

	HttpConnections connections() {
		return this.connections;
	}

	SlowTransfers slowTransfers() {
		return this.slowTransfers;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		OutgoingResponse outgoing = new OutgoingResponse(request, response, callback, this);
		if (this.connections.isRefused(request.getConnectionMetaData().getConnection())) {
			ContainerErrorReporter.reject(request, response, callback, HttpErrorException.tooManyConnections());
			return true;
		}
		if (hasBody(request)) {
			return new IncomingRequest(request, outgoing, this).receive();
		}
		return execute(request, outgoing);
	}

	/** Whether there may be a body of a permitted size. */
	private boolean hasBody(Request request) {
		long length = request.getLength();
		if (length >= 0) {
			return length > 0 && length <= this.limits.maxBody().toBytes();
		}
		return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
				|| request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
	}

	/** Executes a request that has arrived, now or when a thread may. */
	boolean execute(Request request, OutgoingResponse response) throws Exception {
		if (!this.queue.tryStart()) {
			if (isHealthCheck(request)) {
				return super.handle(request, response, response);
			}
			this.queue.add(() -> executeLater(request, response));
			return true;
		}
		try {
			return super.handle(request, response, response);
		}
		finally {
			this.queue.completed();
		}
	}

	private void executeLater(Request request, OutgoingResponse response) {
		try {
			if (!super.handle(request, response, response)) {
				Response.writeError(request, response, response, 404);
			}
		}
		catch (Throwable ex) {
			Response.writeError(request, response, response, ex);
		}
		finally {
			this.queue.completed();
		}
	}

	private static boolean isHealthCheck(Request request) {
		String path = Request.getPathInContext(request);
		return path.equals("/livez") || path.equals("/readyz") || path.startsWith("/actuator/health");
	}

	@Override
	protected void doStart() throws Exception {
		super.doStart();
		scheduleCheck();
	}

	private void scheduleCheck() {
		this.check = getServer().getScheduler().schedule(this::check, CHECK_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void check() {
		long now = System.nanoTime();
		try {
			this.slowTransfers.check(now);
			this.connections.check(now);
		}
		finally {
			if (isRunning()) {
				scheduleCheck();
			}
		}
	}

	@Override
	protected void doStop() throws Exception {
		Scheduler.Task next = this.check;
		if (next != null) {
			next.cancel();
		}
		super.doStop();
	}

}
