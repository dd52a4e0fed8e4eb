package dev.marquee.monitoring;

import java.util.function.Supplier;

import dev.marquee.selection.StatementWatch;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jspecify.annotations.Nullable;

/**
 * Makes each statement a span within that of its request. Values are bound, so that none
 * is in the text.
 */
final class TracedStatements implements StatementWatch, ExecuteListener {

	private final Tracer tracer;

	private final StatementWatch watch;

	TracedStatements(OpenTelemetry telemetry, StatementWatch watch) {
		this.tracer = telemetry.getTracer("dev.marquee");
		this.watch = watch;
	}

	@Override
	public <T extends @Nullable Object> T during(Kind kind, String sql, Supplier<T> execution) {
		Span span = start(sql);
		try {
			return this.watch.during(kind, sql, execution);
		}
		catch (RuntimeException ex) {
			span.setStatus(StatusCode.ERROR, ex.getClass().getSimpleName());
			throw ex;
		}
		finally {
			span.end();
		}
	}

	private Span start(@Nullable String sql) {
		return this.tracer.spanBuilder("statement")
			.setSpanKind(SpanKind.CLIENT)
			.setAttribute("db.system.name", "postgresql")
			.setAttribute("db.query.text", (sql != null) ? sql : "")
			.startSpan();
	}

	@Override
	public void executeStart(ExecuteContext statement) {
		statement.data(TracedStatements.class, start(statement.sql()));
	}

	@Override
	public void end(ExecuteContext statement) {
		if (statement.data(TracedStatements.class) instanceof Span span) {
			if (statement.sqlException() != null) {
				span.setStatus(StatusCode.ERROR);
			}
			span.end();
		}
	}

}
