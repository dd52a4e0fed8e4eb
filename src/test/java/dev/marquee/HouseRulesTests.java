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
class HouseRulesTests {

	private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.marquee..")
		.and(DescribedPredicate.not(resideInAPackage("dev.marquee.schema..")));

	@ArchTest
	static final ArchRule packagesDependOneWay = slices().matching("dev.marquee.(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule selectionAndPagingKnowNoFeature = noClasses().that()
		.resideInAnyPackage("dev.marquee.selection..", "dev.marquee.paging..", "dev.marquee.graphql..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.intake..", "dev.marquee.access..", "dev.marquee.schema..");

	@ArchTest
	static final ArchRule accessKnowsNoFeature = noClasses().that()
		.resideInAPackage("dev.marquee.access..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.intake..");

	@ArchTest
	static final ArchRule writingAndTextKnowNoFeature = noClasses().that()
		.resideInAnyPackage("dev.marquee.writing..", "dev.marquee.text..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.intake..");

	@ArchTest
	static final ArchRule transportsKnowNoFeature = noClasses().that()
		.resideInAPackage("dev.marquee.live..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.intake..", "dev.marquee.change..", "dev.marquee.selection..", "dev.marquee.schema..");

	@ArchTest
	static final ArchRule venuesAndOrganizersDoNotKnowEvents = noClasses().that()
		.resideInAnyPackage("dev.marquee.venue..", "dev.marquee.organizer..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.intake..");

	@ArchTest
	static final ArchRule eventsDoNotKnowWhereTheyComeFrom = noClasses().that()
		.resideInAPackage("dev.marquee.event..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.marquee.intake..");

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes().that(OURS).should(liveInANullMarkedPackage());

	@ArchTest
	static final ArchRule timeComesFromAClock = noClasses().that(OURS)
		.should()
		.callMethod(java.time.Instant.class, "now")
		.orShould()
		.callMethod(java.time.LocalDate.class, "now")
		.orShould()
		.callMethod(java.time.LocalDateTime.class, "now")
		.orShould()
		.callMethod(System.class, "currentTimeMillis");

	@ArchTest
	static final ArchRule nothingIsInjectedIntoFields = noFields().should()
		.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");

	@ArchTest
	static final ArchRule namesSayWhatAClassIs = noClasses().that(OURS)
		.should()
		.haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|DTO|Service)");

	private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
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
