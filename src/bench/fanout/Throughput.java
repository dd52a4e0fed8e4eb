package fanout;

/**
 * The rate at which changes are delivered when they are made as fast as possible.
 *
 * @param changes the number of changes delivered to all subscribers
 * @param seconds from the first commit to the last delivery
 * @param deliveries the number of deliveries to all subscribers
 * @param applicationCpuMicros CPU time of the application per delivery
 * @param postgresCpuMicros CPU time of PostgreSQL per delivery
 * @param clientCpuMicros CPU time of the load generator per delivery
 */
record Throughput(int changes, double seconds, long deliveries, double applicationCpuMicros, double postgresCpuMicros,
		double clientCpuMicros) {

	double changesPerSecond() {
		return this.changes / this.seconds;
	}

	double deliveriesPerSecond() {
		return this.deliveries / this.seconds;
	}

}
