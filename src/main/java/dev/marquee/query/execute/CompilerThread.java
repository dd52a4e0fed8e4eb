package dev.marquee.query.execute;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Where plans are compiled. The compiler and jOOQ's renderer recurse, about 8 KB of stack
 * for each level of a selection, so operations that may be deeper than usual are compiled
 * on a thread with a large stack.
 */
enum CompilerThread {

	CALLER {
		@Override
		<T> T compile(Supplier<T> compilation) {
			return compilation.get();
		}
	},

	LARGE_STACK {
		@Override
		<T> T compile(Supplier<T> compilation) {
			try {
				return CompletableFuture.supplyAsync(compilation, CompilerThread::start).join();
			}
			catch (CompletionException ex) {
				throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
			}
		}
	};

	private static final int MAX_DEPTH_ON_CALLER = 50;

	/** Reserved address space; memory is used as far as the stack grows. */
	private static final long STACK_BYTES = 256L << 20;

	/** The thread for operations with a maximum depth. */
	static CompilerThread forDepth(int maxDepth) {
		return (maxDepth <= MAX_DEPTH_ON_CALLER) ? CALLER : LARGE_STACK;
	}

	abstract <T> T compile(Supplier<T> compilation);

	private static void start(Runnable task) {
		Thread.ofPlatform().daemon().name("compiler").stackSize(STACK_BYTES).start(task);
	}

}
