package dev.marquee;

import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import graphql.Internal;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the house is built: which package may know which, and what no class may do.
 */
@AnalyzeClasses(packages = "dev.marquee", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final DescribedPredicate<JavaClass> OWN_CLASSES = resideInAPackage("dev.marquee..")
		.and(DescribedPredicate.not(resideInAPackage("dev.marquee.db..")));

	/**
	 * What we use of the classes that graphql-java marks as internal, by the one class of
	 * ours that may use it.
	 */
	private static final Map<String, Set<String>> INTERNALS_OF_GRAPHQL_JAVA = Map.of("dev.marquee.selection.Operation",
			Set.of("graphql.execution.FieldCollector", "graphql.execution.FieldCollectorParameters",
					"graphql.execution.ValuesResolver"),
			"dev.marquee.selection.VariableShape", Set.of("graphql.execution.TypeFromAST"),
			"dev.marquee.selection.FinishedEvents",
			Set.of("graphql.execution.Async", "graphql.execution.NonNullableFieldValidator",
					"graphql.ExecutionResultImpl"),
			"dev.marquee.cost.DocumentLimits", Set.of("graphql.parser.exceptions.ParseCancelledException",
					"graphql.parser.exceptions.ParseCancelledTooDeepException"));

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
	static final ArchRule fieldsAreNotAutowired = noFields().should()
		.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");

	@ArchTest
	static final ArchRule classNamesStateARole = noClasses().that(OWN_CLASSES)
		.should()
		.haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|DTO|Service)");

	@ArchTest
	static final ArchRule internalsOfGraphQlJavaAreUsedInOnePlaceEach = classes().that(OWN_CLASSES)
		.should(useInternalsOfGraphQlJavaOnlyIn(INTERNALS_OF_GRAPHQL_JAVA));

	/** A rule that does not see the annotation could not fail. */
	@ArchTest
	static void internalsOfGraphQlJavaAreRecognised(JavaClasses classes) {
		String uses = classes().that(OWN_CLASSES)
			.should(useInternalsOfGraphQlJavaOnlyIn(Map.of()))
			.evaluate(classes)
			.getFailureReport()
			.toString();
		INTERNALS_OF_GRAPHQL_JAVA.forEach(
				(user, internals) -> internals.forEach((internal) -> assertThat(uses).contains(use(user, internal))));
	}

	private static ArchCondition<JavaClass> useInternalsOfGraphQlJavaOnlyIn(Map<String, Set<String>> allowed) {
		return new ArchCondition<>("use internals of graphql-java only where listed") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				String user = type.getName().replaceFirst("\\$.*", "");
				type.getDirectDependenciesFromSelf()
					.stream()
					.map(Dependency::getTargetClass)
					.map(JavaClass::getBaseComponentType)
					.filter((target) -> target.isAnnotatedWith(Internal.class))
					.map(JavaClass::getName)
					.distinct()
					.filter((internal) -> !allowed.getOrDefault(user, Set.of()).contains(internal))
					.forEach((internal) -> events.add(SimpleConditionEvent.violated(type, use(user, internal))));
			}

		};
	}

	private static String use(String user, String internal) {
		return "<%s> uses <%s>".formatted(user, internal);
	}

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
