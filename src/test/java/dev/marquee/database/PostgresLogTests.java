package dev.marquee.database;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("postgres");

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final PostgresLog log = new PostgresLog();

	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.DEBUG);
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	@AfterEach
	void stopListening() {
		this.logger.setLevel(null);
		this.logger.detachAppender(this.appender);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			00000:LOG:  database system is ready        | INFO  | database system is ready
			01000:WARNING:  something odd               | WARN  | something odd
			53100:PANIC:  could not write to file       | ERROR | could not write to file
			53100:ERROR:  could not extend file         | WARN  | could not extend file
			XX001:ERROR:  invalid page in block 0       | WARN  | invalid page in block 0
			23505:ERROR:  duplicate key value           | DEBUG | duplicate key value
			28P01:FATAL:  password authentication failed| WARN  | password authentication failed
			57P03:FATAL:  the database system is starting up | DEBUG | the database system is starting up
			FATAL:  data directory is invalid           | WARN  | data directory is invalid
			pg_ctl: could not read                      | INFO  | pg_ctl: could not read""")
	void severityAndStateDetermineTheLevel(String line, String level, String text) {
		assertThat(logged(line)).containsExactly(level + " " + text);
	}

	@Test
	void additionsAndFurtherLinesHaveTheLevelOfTheirMessage() {
		assertThat(logged("53100:PANIC:  could not write\n53100:HINT:  Make room.\n\tand more"))
			.containsExactly("ERROR could not write", "ERROR HINT: Make room.", "ERROR and more");
	}

	@Test
	void lastFailureIsTheLastMessageThatEndsAProcess() {
		logged("53100:PANIC:  no space\n00000:LOG:  shutting down\n53100:HINT:  Make room.");
		assertThat(this.log.lastFailure()).isEqualTo("no space");
	}

	private List<String> logged(String lines) {
		this.log.copy(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
		return this.appender.list.stream()
			.map((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.toList();
	}

}
