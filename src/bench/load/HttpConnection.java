package load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * An HTTP/1.1 connection that stays open until the server closes it. It supports only what posting requests and reading
 * responses needs, so that the load generator uses little CPU.
 */
public final class HttpConnection implements OpenLoop.RequestSender, AutoCloseable {

	private static final int READ_TIMEOUT_MILLIS = 30_000;

	private final int port;

	private final List<byte[]> requests;

	private final byte[] sink = new byte[1 << 16];

	private Socket socket;

	private InputStream in;

	public HttpConnection(int port, List<byte[]> requests) throws IOException {
		this.port = port;
		this.requests = requests;
		connect();
	}

	private void connect() throws IOException {
		this.socket = new Socket();
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(READ_TIMEOUT_MILLIS);
		this.socket.connect(new InetSocketAddress("127.0.0.1", this.port));
		this.in = new BufferedInputStream(this.socket.getInputStream(), 1 << 16);
	}

	/** Encodes a GET request with these header lines. */
	public static byte[] encodeGet(String path, String... headers) {
		String lines = (headers.length > 0) ? String.join("\r\n", headers) + "\r\n" : "";
		return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + lines + "\r\n").getBytes(StandardCharsets.US_ASCII);
	}

	/** Encodes a request with this body. */
	public static byte[] encodePost(String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		byte[] head = ("POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
				+ "Accept: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		byte[] request = new byte[head.length + bytes.length];
		System.arraycopy(head, 0, request, 0, head.length);
		System.arraycopy(bytes, 0, request, head.length, bytes.length);
		return request;
	}

	@Override
	public void send(int number) throws IOException {
		requireSuccess(exchange(this.requests.get(number % this.requests.size()), null), null);
	}

	public String send(byte[] request) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		requireSuccess(exchange(request, body), body);
		return body.toString(StandardCharsets.UTF_8);
	}

	/** Sends a request and skips the body of its response, whose status may be any. */
	public Response fetch(byte[] request) throws IOException {
		return exchange(request, null);
	}

	private static void requireSuccess(Response response, ByteArrayOutputStream body) throws IOException {
		if (response.status() != 200) {
			throw new IOException("HTTP " + response.status() + ((body != null) ? " " + body : ""));
		}
	}

	private Response exchange(byte[] request, ByteArrayOutputStream body) throws IOException {
		if (this.socket.isClosed()) {
			connect();
		}
		this.socket.getOutputStream().write(request);
		int status = Integer.parseInt(readLine().split(" ")[1]);
		String tag = null;
		long length = (status == 304) ? 0 : -1;
		boolean close = false;
		for (String header = readLine(); !header.isEmpty(); header = readLine()) {
			String lower = header.toLowerCase(Locale.ROOT);
			if (lower.startsWith("content-length:")) {
				length = Long.parseLong(lower.substring(15).strip());
			}
			if (lower.startsWith("etag:")) {
				tag = header.substring(5).strip();
			}
			close |= lower.equals("connection: close");
		}
		if (length >= 0) {
			read(length, body);
		}
		else {
			length = readChunks(body);
		}
		if (close) {
			this.socket.close();
		}
		return new Response(status, tag, length);
	}

	private long readChunks(ByteArrayOutputStream body) throws IOException {
		long length = 0;
		for (int size = Integer.parseInt(readLine().strip(), 16); size > 0; size = Integer.parseInt(readLine().strip(), 16)) {
			read(size, body);
			readLine();
			length += size;
		}
		readLine();
		return length;
	}

	private void read(long length, ByteArrayOutputStream body) throws IOException {
		for (long left = length; left > 0;) {
			int count = this.in.read(this.sink, 0, (int) Math.min(left, this.sink.length));
			if (count < 0) {
				throw new EOFException();
			}
			if (body != null) {
				body.write(this.sink, 0, count);
			}
			left -= count;
		}
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int octet = this.in.read(); octet != '\n'; octet = this.in.read()) {
			if (octet < 0) {
				throw new EOFException();
			}
			if (octet != '\r') {
				line.append((char) octet);
			}
		}
		return line.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * What is known of a response.
	 *
	 * @param tag the ETag, or null
	 * @param bytes the length of the body
	 */
	public record Response(int status, String tag, long bytes) {
	}

}
