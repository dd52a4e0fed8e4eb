package dev.marquee.transport.websocket;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 6455 byte by byte, over a raw socket.
 */
@IntegrationTest
@Timeout(30)
class WebSocketProtocolTests {

	private static final int FIN = 0x80;

	private static final int CONTINUATION = 0x0;

	private static final int TEXT = 0x1;

	private static final int BINARY = 0x2;

	private static final int CLOSE = 0x8;

	private static final int PING = 0x9;

	private static final int PONG = 0xA;

	private static final int MASKED = 0x80;

	private static final String INIT = "{\"type\":\"connection_init\"}";

	private static final String ACK = "{\"type\":\"connection_ack\"}";

	private static final String HANDSHAKE = """
			GET /graphql HTTP/1.1
			Host: localhost
			Upgrade: websocket
			Connection: keep-alive, Upgrade
			Sec-WebSocket-Version: 13
			Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
			Sec-WebSocket-Protocol: graphql-ws, graphql-transport-ws
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	private Socket socket;

	private DataInputStream input;

	@BeforeEach
	void connect() throws IOException {
		URI endpoint = this.graphQlTestClient.uri("/graphql");
		this.socket = new Socket("localhost", endpoint.getPort());
		this.socket.setSoTimeout(10_000);
		this.input = new DataInputStream(this.socket.getInputStream());
	}

	@AfterEach
	void disconnect() throws IOException {
		this.socket.close();
	}

	@Test
	void handshakeIsAccepted() throws IOException {
		List<String> response = handshake(HANDSHAKE);
		assertThat(response.getFirst()).startsWith("HTTP/1.1 101");
		assertThat(response).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
				"Sec-WebSocket-Protocol: graphql-transport-ws", "Upgrade: websocket", "Connection: Upgrade");
		assertThat(response).noneMatch((header) -> header.startsWith("Sec-WebSocket-Extensions"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!!!", "Sec-WebSocket-Key: dGhlIHNhbXBsZQ==",
			"Sec-WebSocket-Key: ", "X: y" })
	void invalidKeyIsRefused(String key) throws IOException {
		List<String> response = handshake(HANDSHAKE.replaceAll("Sec-WebSocket-Key: .*", key));
		assertThat(response.getFirst()).startsWith("HTTP/1.1 400");
		assertThat(body(response)).contains("\"code\":\"BAD_REQUEST\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X: y", "Connection: keep-alive", "Connection: close" })
	void handshakeWithoutConnectionUpgradeIsRefused(String connection) throws IOException {
		List<String> response = handshake(HANDSHAKE.replaceAll("Connection: .*", connection));
		assertThat(response.getFirst()).startsWith("HTTP/1.1 400");
		assertThat(body(response)).contains("\"code\":\"BAD_REQUEST\"");
	}

	@Test
	void otherVersionIsRefusedWithVersion13() throws IOException {
		List<String> response = handshake(HANDSHAKE.replace("Version: 13", "Version: 8"));
		assertThat(response.getFirst()).startsWith("HTTP/1.1 426");
		assertThat(response).contains("Sec-WebSocket-Version: 13");
		assertThat(body(response)).contains("\"code\":\"BAD_REQUEST\"");
	}

	@Test
	void otherOriginIsRefused() throws IOException {
		List<String> response = handshake(HANDSHAKE + "Origin: https://evil.example\n");
		assertThat(response.getFirst()).startsWith("HTTP/1.1 403");
		assertThat(body(response)).contains("\"code\":\"FORBIDDEN\"");
	}

	@Test
	void controlFramesMayInterruptFragments() throws IOException {
		open();
		send(TEXT, INIT.substring(0, 10));
		send(FIN | PING, "one");
		send(CONTINUATION, "");
		send(FIN | PONG, "unsolicited");
		send(CONTINUATION, INIT.substring(10, 12));
		send(FIN | CONTINUATION, INIT.substring(12));
		assertThat(receive(FIN | PONG)).isEqualTo("one");
		assertThat(receive(FIN | TEXT)).isEqualTo(ACK);
	}

	@Test
	void characterMayBeSplitBetweenFragments() throws IOException {
		open();
		byte[] text = "{\"type\":\"ping\",\"payload\":{\"a\":\"Bühne 🎭\"}}".getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < text.length; i++) {
			int last = (i == text.length - 1) ? FIN : 0;
			send(last | ((i == 0) ? TEXT : CONTINUATION), new byte[] { text[i] });
		}
		assertThat(receive(FIN | TEXT)).isEqualTo("{\"type\":\"pong\"}");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 125 })
	void pingIsEchoed(int length) throws IOException {
		open();
		send(FIN | PING, "p".repeat(length));
		assertThat(receive(FIN | PONG)).isEqualTo("p".repeat(length));
	}

	@Test
	void frameMayArriveByteByByte() throws IOException {
		open();
		for (byte part : frame(FIN | TEXT, INIT.getBytes(StandardCharsets.UTF_8))) {
			this.socket.getOutputStream().write(part);
			this.socket.getOutputStream().flush();
		}
		assertThat(receive(FIN | TEXT)).isEqualTo(ACK);
	}

	@ParameterizedTest
	@CsvSource({ "1000,bye", "1001,''", "1011,''", "3000,''", "4999,Tschüß" })
	void closeIsEchoed(int code, String reason) throws IOException {
		open();
		close(code, reason.getBytes(StandardCharsets.UTF_8));
		assertThat(closeCode()).isEqualTo(code);
		assertThat(this.input.read()).isEqualTo(-1);
	}

	@Test
	void closeWithoutCodeIsAnsweredWithoutCode() throws IOException {
		open();
		send(FIN | CLOSE, "");
		assertThat(receive(FIN | CLOSE)).isEmpty();
		assertThat(this.input.read()).isEqualTo(-1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535 })
	void closeWithCodeThatMustNotBeSentIsProtocolError(int code) throws IOException {
		open();
		close(code, new byte[0]);
		assertThat(closeCode()).isEqualTo(1002);
	}

	@Test
	void closeOfOneByteIsProtocolError() throws IOException {
		open();
		send(FIN | CLOSE, "x");
		assertThat(closeCode()).isEqualTo(1002);
	}

	@Test
	void closeReasonThatIsNotUtf8IsInvalidPayload() throws IOException {
		open();
		close(1000, new byte[] { 'a', (byte) 0xC3, 'b' });
		assertThat(closeCode()).isEqualTo(1007);
	}

	@Test
	void textThatIsNotUtf8IsInvalidPayload() throws IOException {
		open();
		send(FIN | TEXT, new byte[] { '"', (byte) 0xFF, '"' });
		assertThat(closeCode()).isEqualTo(1007);
	}

	@Test
	void textThatEndsWithinACharacterIsInvalidPayload() throws IOException {
		open();
		send(TEXT, new byte[] { '"', (byte) 0xC3 });
		send(FIN | CONTINUATION, new byte[0]);
		assertThat(closeCode()).isEqualTo(1007);
	}

	@Test
	void invalidFragmentIsRefusedBeforeTheMessageIsComplete() throws IOException {
		open();
		send(TEXT, new byte[] { '"', (byte) 0xC0, (byte) 0xAF });
		assertThat(closeCode()).isEqualTo(1007);
	}

	@ParameterizedTest
	@ValueSource(strings = { "c0 af", "e0 80 af", "ed a0 80", "ed a0 bd ed b8 80", "f4 90 80 80", "80", "c3 22" })
	void malformedUtf8IsInvalidPayload(String bytes) throws IOException {
		open();
		byte[] malformed = HexFormat.ofDelimiter(" ").parseHex(bytes);
		send(FIN | TEXT,
				ByteBuffer.allocate(2 + malformed.length).put((byte) '"').put(malformed).put((byte) '"').array());
		assertThat(closeCode()).isEqualTo(1007);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE" })
	void otherEncodingIsNotAMessage(String charset) throws IOException {
		open();
		send(FIN | TEXT, INIT.getBytes(Charset.forName(charset)));
		assertThat(closeCode()).isEqualTo(4400);
	}

	@Test
	void exponentOutOfRangeIsNotAMessage() throws IOException {
		open();
		send(FIN | TEXT, "{\"type\":\"ping\",\"payload\":{\"a\":1e9999999999}}");
		assertThat(closeCode()).isEqualTo(4400);
	}

	@Test
	void byteOrderMarkIsNotAMessage() throws IOException {
		open();
		send(FIN | TEXT, "\uFEFF" + INIT);
		assertThat(closeCode()).isEqualTo(4400);
	}

	@Test
	void binaryMessageIsRefused() throws IOException {
		open();
		send(FIN | BINARY, INIT);
		assertThat(closeCode()).isEqualTo(1003);
	}

	@Test
	void fragmentsAboveOneMegabyteCloseWith1009() throws IOException {
		open();
		send(TEXT, new byte[700_000]);
		send(FIN | CONTINUATION, new byte[700_000]);
		assertThat(closeCode()).isEqualTo(1009);
	}

	@ParameterizedTest
	@CsvSource({ "a reserved bit,c1 80 00 00 00 00", "an unknown opcode,83 80 00 00 00 00",
			"an unknown control frame,8b 80 00 00 00 00", "a fragmented control frame,09 80 00 00 00 00",
			"a long control frame,89 fe 00 7e 00 00 00 00 00", "a continuation of nothing,80 80 00 00 00 00",
			"a message within another,01 80 00 00 00 00 81 80 00 00 00 00", "no mask,81 01 61" })
	void malformedFrameIsProtocolError(String what, String bytes) throws IOException {
		open();
		ByteBuffer frame = ByteBuffer.allocate(16);
		for (String octet : bytes.split(" ", -1)) {
			frame.put((byte) Integer.parseInt(octet, 16));
		}
		this.socket.getOutputStream().write(frame.array(), 0, frame.position());
		assertThat(closeCode()).as(what).isEqualTo(1002);
	}

	@Test
	void nothingIsSentAfterAClose() throws IOException {
		open();
		send(FIN | TEXT, "nonsense");
		send(FIN | TEXT, INIT);
		assertThat(closeCode()).isEqualTo(4400);
		close(4400, new byte[0]);
		assertThat(this.input.read()).isEqualTo(-1);
	}

	private void open() throws IOException {
		assertThat(handshake(HANDSHAKE).getFirst()).startsWith("HTTP/1.1 101");
	}

	private List<String> handshake(String request) throws IOException {
		this.socket.getOutputStream().write((request + "\n").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		while (true) {
			int next = this.input.read();
			if (next < 0) {
				return lines;
			}
			if (next == '\n') {
				if (line.isEmpty()) {
					return lines;
				}
				lines.add(line.toString());
				line.setLength(0);
			}
			else if (next != '\r') {
				line.append((char) next);
			}
		}
	}

	private String body(List<String> response) throws IOException {
		String length = response.stream()
			.filter((header) -> header.startsWith("Content-Length: "))
			.findFirst()
			.orElseThrow()
			.substring("Content-Length: ".length());
		return new String(this.input.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
	}

	private void send(int first, String payload) throws IOException {
		send(first, payload.getBytes(StandardCharsets.UTF_8));
	}

	private void send(int first, byte[] payload) throws IOException {
		this.socket.getOutputStream().write(frame(first, payload));
	}

	private void close(int code, byte[] reason) throws IOException {
		send(FIN | CLOSE, ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array());
	}

	private static byte[] frame(int first, byte[] payload) {
		ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
		if (payload.length < 126) {
			frame.put((byte) (MASKED | payload.length));
		}
		else if (payload.length <= 0xFFFF) {
			frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
		}
		else {
			frame.put((byte) (MASKED | 127)).putLong(payload.length);
		}
		byte[] key = { 1, 2, 3, (byte) payload.length };
		frame.put(key);
		for (int i = 0; i < payload.length; i++) {
			frame.put((byte) (payload[i] ^ key[i % key.length]));
		}
		byte[] bytes = new byte[frame.position()];
		frame.flip().get(bytes);
		return bytes;
	}

	private int closeCode() throws IOException {
		return ByteBuffer.wrap(read(FIN | CLOSE)).getShort() & 0xFFFF;
	}

	private String receive(int first) throws IOException {
		return new String(read(first), StandardCharsets.UTF_8);
	}

	/** The payload of the next frame, which must begin with this byte. */
	private byte[] read(int first) throws IOException {
		assertThat(this.input.readUnsignedByte()).isEqualTo(first);
		int length = this.input.readUnsignedByte();
		length = (length == 126) ? this.input.readUnsignedShort() : length;
		return this.input.readNBytes(length);
	}

}
