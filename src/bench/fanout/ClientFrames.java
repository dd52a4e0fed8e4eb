package fanout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Encodes the WebSocket frames of a client (RFC 6455). The masking key is zero, so masking costs nothing.
 */
final class ClientFrames {

	static final int TEXT = 1;

	static final int CLOSE = 8;

	static final int PING = 9;

	static final int PONG = 10;

	private ClientFrames() {
	}

	static byte[] upgradeRequest(int port) {
		return ("GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
				+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
				+ "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	static byte[] text(String text) {
		return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
	}

	static byte[] frame(int opcode, byte[] content) {
		ByteBuffer frame = ByteBuffer.allocate(content.length + 8).put((byte) (0x80 | opcode));
		if (content.length < 126) {
			frame.put((byte) (0x80 | content.length));
		}
		else {
			frame.put((byte) (0x80 | 126)).putShort((short) content.length);
		}
		frame.putInt(0).put(content).flip();
		byte[] bytes = new byte[frame.remaining()];
		frame.get(bytes);
		return bytes;
	}

}
