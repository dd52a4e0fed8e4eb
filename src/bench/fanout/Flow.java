package fanout;

/**
 * What goes when changes are made as fast as they are delivered.
 *
 * @param changes how many were delivered to all
 * @param seconds from the first commit to the last delivery
 * @param deliveries to how many subscribers altogether
 * @param applicationMicros processor time of the application for a delivery
 * @param postgresMicros processor time of PostgreSQL for a delivery
 * @param clientMicros processor time of the load for a delivery
 */
record Flow(int changes, double seconds, long deliveries, double applicationMicros, double postgresMicros,
		double clientMicros) {

	double changesPerSecond() {
		return this.changes / this.seconds;
	}

	double deliveriesPerSecond() {
		return this.deliveries / this.seconds;
	}

}
