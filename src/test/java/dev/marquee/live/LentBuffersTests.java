package dev.marquee.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.apache.tomcat.util.collections.SynchronizedStack;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LentBuffersTests {

	private final SynchronizedStack<SocketBufferHandler> spare = new SynchronizedStack<>(1, 1);

	private final LentBuffers buffers = new LentBuffers(32, 8, this.spare);

	@Test
	void nothingIsLentAtFirst() {
		assertThat(this.buffers.isReadBufferEmpty()).isTrue();
		assertThat(this.buffers.isWriteBufferEmpty()).isTrue();
		assertThat(this.buffers.isWriteBufferWritable()).isTrue();
		assertThat(this.buffers.areLent()).isFalse();
	}

	@Test
	void whatWasWrittenWithIsGivenBackAndLentAgain() {
		write("12345678");
		assertThat(this.buffers.areLent()).isTrue();
		assertThat(sent(8)).isEqualTo("12345678");
		this.buffers.endWriting();
		assertThat(this.buffers.areLent()).isFalse();
		LentBuffers other = new LentBuffers(32, 8, this.spare);
		SocketBufferHandler given = this.spare.pop();
		this.spare.push(given);
		assertThat(other.getWriteBuffer()).isSameAs(given.getWriteBuffer());
		other.configureWriteBufferForWrite();
		assertThat(other.getWriteBuffer().remaining()).isEqualTo(8);
	}

	@Test
	void whatIsNotSentYetStays() {
		write("123456");
		assertThat(sent(2)).isEqualTo("12");
		this.buffers.endWriting();
		assertThat(this.buffers.isWriteBufferEmpty()).isFalse();
		assertThat(this.spare.pop()).isNull();
		write("78");
		assertThat(sent(6)).isEqualTo("345678");
	}

	@Test
	void whoeverWritesMoreGetsALargerOne() {
		write("12345678");
		assertThat(sent(8)).isEqualTo("12345678");
		this.buffers.configureWriteBufferForWrite();
		assertThat(this.buffers.getWriteBuffer().remaining()).isEqualTo(LentBuffers.LARGE_BYTES);
		write("9".repeat(LentBuffers.LARGE_BYTES));
		assertThat(sent(LentBuffers.LARGE_BYTES)).hasSize(LentBuffers.LARGE_BYTES);
		write("10");
		assertThat(sent(2)).isEqualTo("10");
	}

	@Test
	void whoeverHasNotSentAFullOneKeepsIt() {
		write("12345678");
		assertThat(sent(4)).isEqualTo("1234");
		this.buffers.configureWriteBufferForWrite();
		assertThat(this.buffers.getWriteBuffer().capacity()).isEqualTo(8);
		assertThat(sent(4)).isEqualTo("5678");
	}

	@Test
	void whatIsNotReadYetStays() {
		this.buffers.unReadReadBuffer(bytes("rest of the request"));
		this.buffers.endReading();
		this.buffers.configureReadBufferForRead();
		byte[] read = new byte[4];
		this.buffers.getReadBuffer().get(read);
		assertThat(text(read)).isEqualTo("rest");
		this.buffers.endReading();
		assertThat(this.buffers.isReadBufferEmpty()).isFalse();
		this.buffers.getReadBuffer().get(new byte[15]);
		this.buffers.endReading();
		assertThat(this.buffers.areLent()).isFalse();
	}

	@Test
	void oneMayBeGivenBackWithoutTheOther() {
		write("1");
		this.buffers.configureReadBufferForWrite();
		this.buffers.endReading();
		assertThat(sent(1)).isEqualTo("1");
	}

	private void write(String text) {
		this.buffers.configureWriteBufferForWrite();
		this.buffers.getWriteBuffer().put(bytes(text));
	}

	private String sent(int count) {
		this.buffers.configureWriteBufferForRead();
		byte[] sent = new byte[count];
		this.buffers.getWriteBuffer().get(sent);
		return text(sent);
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.US_ASCII);
	}

}
