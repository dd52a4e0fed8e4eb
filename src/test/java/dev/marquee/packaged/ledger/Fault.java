package dev.marquee.packaged.ledger;

import java.sql.Connection;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A fault that {@link #inject} causes and repairs before it returns.
 */
enum Fault {

	KILL_INSTANCE {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			MarqueeInstance marqueeInstance = pickAny(testCluster.instances, random);
			marqueeInstance.kill();
			Thread.sleep(random.nextInt(2000));
			marqueeInstance.awaitReady();
		}
	},

	STOP_INSTANCE {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			MarqueeInstance marqueeInstance = pickAny(testCluster.instances, random);
			marqueeInstance.stop();
			marqueeInstance.awaitReady();
		}
	},

	STOP_POSTGRES {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			testCluster.testPostgres.stop();
			Thread.sleep(random.nextInt(3000));
			testCluster.testPostgres.start();
		}
	},

	CRASH_POSTGRES {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			testCluster.testPostgres.crash();
			testCluster.testPostgres.start();
		}
	},

	SWITCH_OVER_POSTGRES {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			testCluster.switchOver();
		}
	},

	FAIL_OVER_POSTGRES {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			testCluster.failOver(500 + random.nextInt(2000), ledger);
		}
	},

	PUT_BACK_FILES_OF_POSTGRES {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			testCluster.putBackFiles(1000 + random.nextInt(4000), ledger);
		}
	},

	FREEZE_POSTGRES {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			testCluster.testPostgres.freeze();
			try {
				Thread.sleep(2000 + random.nextInt(6000));
			}
			finally {
				testCluster.testPostgres.thaw();
			}
		}
	},

	BLACK_HOLE_TO_POSTGRES {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			blackHole(pickAny(testCluster.databaseProxies, random), 10_000 + random.nextInt(20_000));
		}
	},

	CUT_CONNECTIONS_TO_POSTGRES {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random) {
			pickAny(testCluster.databaseProxies, random).disconnectAll();
		}
	},

	CUT_NOTIFICATION_CONNECTIONS {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			try (Connection connection = testCluster.testPostgres.connect();
					Statement statement = connection.createStatement()) {
				statement.execute(
						"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'marquee-changefeed'");
			}
		}
	},

	BLACK_HOLE_TO_INSTANCE {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			blackHole(testCluster.anyProxy(random), 9000 + random.nextInt(6000));
		}
	},

	CUT_CONNECTIONS_TO_INSTANCE {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random) {
			testCluster.anyProxy(random).disconnectAll();
		}
	},

	SLOW_NETWORK {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			FaultyProxy faultyProxy = testCluster.anyProxy(random);
			faultyProxy.throttle(300);
			Thread.sleep(8000);
			faultyProxy.restore();
		}
	},

	KILL_SUBSCRIBERS {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random) {
			subscribers.stream()
				.filter((resumingSubscriber) -> random.nextInt(3) == 0)
				.forEach(ResumingSubscriber::kill);
		}
	},

	SLOW_SUBSCRIBER {
		@Override
		void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
				throws Exception {
			ResumingSubscriber resumingSubscriber = pickAny(subscribers, random);
			resumingSubscriber.delayEachChange(200);
			Thread.sleep(8000);
			resumingSubscriber.delayEachChange(0);
		}
	};

	/** Faults that are injected one at a time; the others may overlap with these. */
	static final Set<Fault> EXCLUSIVE = EnumSet.range(KILL_INSTANCE, BLACK_HOLE_TO_POSTGRES);

	abstract void inject(TestCluster testCluster, List<ResumingSubscriber> subscribers, Ledger ledger, Random random)
			throws Exception;

	private static <T> T pickAny(List<T> all, Random random) {
		return all.get(random.nextInt(all.size()));
	}

	private static void blackHole(FaultyProxy faultyProxy, int millis) throws InterruptedException {
		faultyProxy.blackHole();
		Thread.sleep(millis);
		faultyProxy.restore();
	}

}
