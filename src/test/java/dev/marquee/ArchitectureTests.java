package dev.marquee;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * How the house is built: which package may know which, and what no class may do.
 */
@AnalyzeClasses(packages = "dev.marquee", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final DescribedPredicate<JavaClass> OWN_CLASSES = resideInAPackage("dev.marquee..")
		.and(DescribedPredicate.not(resideInAPackage("dev.marquee.db..")));

	@ArchTest
	static final ArchRule packagesDependOneWay = slices().matching("dev.marquee.(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule queryPaginationAndGraphQlDoNotDependOnFeatures = noClasses().that()
		.resideInAnyPackage("dev.marquee.query..", "dev.marquee.pagination..", "dev.marquee.graphql..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.ingest..", "dev.marquee.security..", "dev.marquee.db..");

	@ArchTest
	static final ArchRule securityDoesNotDependOnFeatures = noClasses().that()
		.resideInAPackage("dev.marquee.security..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.ingest..");

	@ArchTest
	static final ArchRule limitsDoNotDependOnFeatures = noClasses().that()
		.resideInAPackage("dev.marquee.limits..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.ingest..", "dev.marquee.changefeed..", "dev.marquee.mutation..");

	@ArchTest
	static final ArchRule mutationAndTextDoNotDependOnFeatures = noClasses().that()
		.resideInAnyPackage("dev.marquee.mutation..", "dev.marquee.text..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.ingest..");

	@ArchTest
	static final ArchRule transportDoesNotDependOnFeatures = noClasses().that()
		.resideInAPackage("dev.marquee.live..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.ingest..", "dev.marquee.changefeed..", "dev.marquee.query..", "dev.marquee.db..");

	@ArchTest
	static final ArchRule venuesAndOrganizersDoNotDependOnEvents = noClasses().that()
		.resideInAnyPackage("dev.marquee.venue..", "dev.marquee.organizer..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.ingest..");

	@ArchTest
	static final ArchRule eventsDoNotDependOnIngest = noClasses().that()
		.resideInAPackage("dev.marquee.event..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.marquee.ingest..");

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes().that(OWN_CLASSES).should(resideInANullMarkedPackage());

	@ArchTest
	static final ArchRule timeIsReadFromAClock = noClasses().that(OWN_CLASSES)
		.should()
		.callMethod(java.time.Instant.class, "now")
		.orShould()
		.callMethod(java.time.LocalDate.class, "now")
		.orShould()
		.callMethod(java.time.LocalDateTime.class, "now")
		.orShould()
		.callMethod(System.class, "currentTimeMillis");

	@ArchTest
	static final ArchRule noClassUsesTheInternalsOfAServer = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.coyote..", "org.apache.catalina..", "org.apache.tomcat..",
				"org.eclipse.jetty..internal..");

	@ArchTest
	static final ArchRule fieldsAreNotAutowired = noFields().should()
		.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");

	@ArchTest
	static final ArchRule classNamesStateARole = noClasses().that(OWN_CLASSES)
		.should()
		.haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|DTO|Service)");

	private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
		return new ArchCondition<>("live in a package that is @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
				}
			}

		};
	}

}
