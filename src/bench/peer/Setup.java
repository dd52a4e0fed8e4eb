package peer;

import database.Database;
import seed.World;

/**
 * What is the same for all peers.
 *
 * @param connections how many the load has, and how many a pool has to the database
 * @param variants how many different requests there are of a question
 */
public record Setup(Database database, World world, int connections, int variants) {
}
