package dev.marquee.changefeed;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

import dev.marquee.graphql.BadUserInputException;
import dev.marquee.query.compile.Arguments;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Reads the argument {@code since} of changes: a time within the retention of the log.
 */
record ChangeTimes(Clock clock, Duration retention) {

	/** A change is logged up to this time after its transaction has got its id. */
	private static final Duration MAX_TRANSACTION = Duration.ofHours(1);

	Field<OffsetDateTime> since(Arguments arguments) {
		return arguments.bind("since", SQLDataType.TIMESTAMPWITHTIMEZONE, this::retained);
	}

	private OffsetDateTime retained(OffsetDateTime since) {
		if (since.toInstant().isBefore(this.clock.instant().minus(this.retention))) {
			throw new BadUserInputException("since", "`since` must be within the last " + text(this.retention)
					+ ": earlier changes are not retained. Load the events anew, and continue from a `changeCursor`.");
		}
		return since;
	}

	private static String text(Duration retention) {
		return (retention.toDays() > 1) ? retention.toDays() + " days" : retention.toHours() + " hours";
	}

	/** The position before which no change from that time on is. */
	CommonTableExpression<?> position(Arguments arguments) {
		return DSL.name("time_position")
			.asMaterialized(DSL.select(DSL.asterisk())
				.from("change_position_before({0} - {1} * interval '1 second')", since(arguments),
						DSL.inline(MAX_TRANSACTION.toSeconds())));
	}

}
