package dev.marquee.packaged.ledger;

import java.sql.Connection;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What can go wrong, and is over when this returns.
 */
enum Fault {

	KILL_AN_INSTANCE {
		@Override
		void strike(House house, List<Follower> followers, Random random) throws Exception {
			Instance instance = any(house.instances, random);
			instance.kill();
			Thread.sleep(random.nextInt(2000));
			instance.awaitReady();
		}
	},

	STOP_AN_INSTANCE {
		@Override
		void strike(House house, List<Follower> followers, Random random) throws Exception {
			Instance instance = any(house.instances, random);
			instance.stop();
			instance.awaitReady();
		}
	},

	STOP_POSTGRES {
		@Override
		void strike(House house, List<Follower> followers, Random random) throws Exception {
			house.postgres.stop();
			Thread.sleep(random.nextInt(3000));
			house.postgres.start();
		}
	},

	CRASH_POSTGRES {
		@Override
		void strike(House house, List<Follower> followers, Random random) throws Exception {
			house.postgres.crash();
			house.postgres.start();
		}
	},

	FREEZE_POSTGRES {
		@Override
		void strike(House house, List<Follower> followers, Random random) throws Exception {
			house.postgres.freeze();
			try {
				Thread.sleep(2000 + random.nextInt(6000));
			}
			finally {
				house.postgres.thaw();
			}
		}
	},

	BLACK_HOLE_BEFORE_POSTGRES {
		@Override
		void strike(House house, List<Follower> followers, Random random) throws Exception {
			breakDown(any(house.databaseLines, random), 10_000 + random.nextInt(20_000));
		}
	},

	CUT_CONNECTIONS_TO_POSTGRES {
		@Override
		void strike(House house, List<Follower> followers, Random random) {
			any(house.databaseLines, random).cut();
		}
	},

	CUT_LISTENERS {
		@Override
		void strike(House house, List<Follower> followers, Random random) throws Exception {
			try (Connection connection = house.postgres.connect(); Statement statement = connection.createStatement()) {
				statement.execute(
						"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'marquee-changes'");
			}
		}
	},

	BLACK_HOLE_BEFORE_AN_INSTANCE {
		@Override
		void strike(House house, List<Follower> followers, Random random) throws Exception {
			breakDown(house.anyLine(random), 9000 + random.nextInt(6000));
		}
	},

	CUT_CONNECTIONS_TO_AN_INSTANCE {
		@Override
		void strike(House house, List<Follower> followers, Random random) {
			house.anyLine(random).cut();
		}
	},

	SLOW_NETWORK {
		@Override
		void strike(House house, List<Follower> followers, Random random) throws Exception {
			Line line = house.anyLine(random);
			line.slowDown(300);
			Thread.sleep(8000);
			line.mend();
		}
	},

	KILL_SUBSCRIBERS {
		@Override
		void strike(House house, List<Follower> followers, Random random) {
			followers.stream().filter((follower) -> random.nextInt(3) == 0).forEach(Follower::kill);
		}
	},

	SLOW_SUBSCRIBER {
		@Override
		void strike(House house, List<Follower> followers, Random random) throws Exception {
			Follower follower = any(followers, random);
			follower.slowness(200);
			Thread.sleep(8000);
			follower.slowness(0);
		}
	};

	/** Those that happen one at a time; the others may come at the same time as these. */
	static final Set<Fault> HEAVY = EnumSet.range(KILL_AN_INSTANCE, BLACK_HOLE_BEFORE_POSTGRES);

	abstract void strike(House house, List<Follower> followers, Random random) throws Exception;

	private static <T> T any(List<T> all, Random random) {
		return all.get(random.nextInt(all.size()));
	}

	private static void breakDown(Line line, int millis) throws InterruptedException {
		line.breakDown();
		Thread.sleep(millis);
		line.mend();
	}

}
