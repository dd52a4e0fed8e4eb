package dev.marquee.transport.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import org.jspecify.annotations.Nullable;

/**
 * Compresses responses with gzip (RFC 1952) and pooled deflaters. The endpoint does not
 * use Jetty's compression, see {@link JettyCustomizer}.
 */
final class GzipEncoder {

	/** A smaller body fits into one network packet anyway. */
	private static final int MIN_LENGTH = 1400;

	private static final byte[] HEADER = { 0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff };

	private static final int TRAILER = 8;

	/** Higher levels take up to three times as long and save a few per cent. */
	static final int LEVEL = Deflater.BEST_SPEED;

	private final BlockingQueue<Deflater> deflaterPool = new ArrayBlockingQueue<>(
			2 * Runtime.getRuntime().availableProcessors());

	/** Whether to compress a body of this length in bytes for the client. */
	static boolean shouldCompress(@Nullable String acceptEncoding, int length) {
		return length >= MIN_LENGTH && acceptEncoding != null && isAccepted(acceptEncoding);
	}

	static boolean isAccepted(String acceptEncoding) {
		boolean accepted = false;
		for (String element : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
			String[] parts = element.strip().split("\\s*;\\s*", -1);
			boolean refused = parts.length > 1 && parts[1].matches("q=0(\\.0*)?");
			if (parts[0].equals("gzip")) {
				return !refused;
			}
			accepted |= parts[0].equals("*") && !refused;
		}
		return accepted;
	}

	byte[] compress(byte[] body) {
		Deflater deflater = this.deflaterPool.poll();
		if (deflater == null) {
			deflater = new Deflater(LEVEL, true);
		}
		try {
			return compress(body, deflater);
		}
		finally {
			deflater.reset();
			if (!this.deflaterPool.offer(deflater)) {
				deflater.end();
			}
		}
	}

	private static byte[] compress(byte[] body, Deflater deflater) {
		ByteArrayOutputStream output = new ByteArrayOutputStream(body.length / 4 + HEADER.length + TRAILER);
		output.writeBytes(HEADER);
		deflater.setInput(body);
		deflater.finish();
		byte[] buffer = new byte[Math.min(body.length, 8192)];
		while (!deflater.finished()) {
			output.write(buffer, 0, deflater.deflate(buffer));
		}
		CRC32 checksum = new CRC32();
		checksum.update(body);
		ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
		trailer.putInt((int) checksum.getValue()).putInt(body.length);
		output.writeBytes(trailer.array());
		return output.toByteArray();
	}

}
