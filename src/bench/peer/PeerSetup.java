package peer;

import database.Database;
import seed.Dataset;

/**
 * The settings that all peers share.
 *
 * @param connections the number of connections of the load generator, and of a server's database pool
 * @param variants the number of different requests of a workload
 */
public record PeerSetup(Database database, Dataset dataset, int connections, int variants) {
}
