package dev.marquee.observability;

import java.util.function.Supplier;

import dev.marquee.query.execute.StatementObserver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jspecify.annotations.Nullable;

/**
 * Creates a span for each statement within the span of its request. The SQL contains bind
 * markers instead of values, so no value gets into the trace.
 */
final class StatementTracer implements StatementObserver, ExecuteListener {

	private final Tracer tracer;

	private final StatementObserver delegate;

	StatementTracer(OpenTelemetry telemetry, StatementObserver delegate) {
		this.tracer = telemetry.getTracer("dev.marquee");
		this.delegate = delegate;
	}

	@Override
	public <T extends @Nullable Object> T observe(StatementKind statementKind, String sql, Supplier<T> execution) {
		Span span = startSpan(sql);
		try {
			return this.delegate.observe(statementKind, sql, execution);
		}
		catch (RuntimeException ex) {
			span.setStatus(StatusCode.ERROR, ex.getClass().getSimpleName());
			throw ex;
		}
		finally {
			span.end();
		}
	}

	private Span startSpan(@Nullable String sql) {
		return this.tracer.spanBuilder("statement")
			.setSpanKind(SpanKind.CLIENT)
			.setAttribute("db.system.name", "postgresql")
			.setAttribute("db.query.text", (sql != null) ? sql : "")
			.startSpan();
	}

	@Override
	public void executeStart(ExecuteContext statement) {
		statement.data(StatementTracer.class, startSpan(statement.sql()));
	}

	@Override
	public void end(ExecuteContext statement) {
		if (statement.data(StatementTracer.class) instanceof Span span) {
			if (statement.sqlException() != null) {
				span.setStatus(StatusCode.ERROR);
			}
			span.end();
		}
	}

}
