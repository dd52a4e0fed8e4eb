package dev.marquee;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dependencies that packages may have, and rules for all classes.
 * {@link ArchitectureRuleViolationTests} proves that each rule can fail.
 */
@AnalyzeClasses(packages = "dev.marquee", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final DescribedPredicate<JavaClass> OWN_CLASSES = resideInAPackage("dev.marquee..")
		.and(DescribedPredicate.not(resideInAPackage("dev.marquee.db..")));

	/** Names that a Java reader knows from the JDK, JDBC, GraphQL, jOOQ or Spring. */
	private static final Set<String> WELL_KNOWN_NAMES = Set.of("Argument", "Array", "Clock", "Column", "Condition",
			"Connection", "Controller", "Cursor", "DataSource", "Date", "Directive", "Document", "Duration",
			"Environment", "Error", "Event", "Exception", "Executor", "Field", "Filter", "Flow", "Flux", "Instant",
			"Iterator", "List", "Lock", "Map", "Mono", "Node", "Object", "Operation", "Optional", "Page", "Pageable",
			"Principal", "Process", "Publisher", "Query", "Record", "Request", "Resource", "Response", "Result",
			"ResultSet", "Row", "Schema", "Select", "Selection", "Session", "Set", "Sort", "Statement", "Stream",
			"String", "Subscriber", "Subscription", "Table", "Thread", "Time", "Timer", "Timestamp", "Transaction",
			"Type", "Value", "Variable", "WebSocket");

	/**
	 * The classes that graphql-java marks as internal and Marquee uses, by the only class
	 * that may use them.
	 */
	private static final Map<String, Set<String>> GRAPHQL_JAVA_INTERNALS = Map.of(
			"dev.marquee.query.compile.OperationContext",
			Set.of("graphql.execution.FieldCollector", "graphql.execution.FieldCollectorParameters",
					"graphql.execution.ValuesResolver"),
			"dev.marquee.query.execute.VariableSignature", Set.of("graphql.execution.TypeFromAST"),
			"dev.marquee.query.execute.RawJsonSubscriptionStrategy",
			Set.of("graphql.execution.Async", "graphql.execution.NonNullableFieldValidator",
					"graphql.ExecutionResultImpl"),
			"dev.marquee.limits.DocumentLimits", Set.of("graphql.parser.exceptions.ParseCancelledException",
					"graphql.parser.exceptions.ParseCancelledTooDeepException"));

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching("dev.marquee.(*)..").should().beFreeOfCycles();

	/** Such as compile, execute and json of query. */
	@ArchTest
	static final ArchRule subpackagesAreFreeOfCycles = slices().matching("dev.marquee.(*).(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule queryPaginationAndGraphQlDoNotDependOnFeatures = noClasses().that()
		.resideInAnyPackage("dev.marquee.query..", "dev.marquee.pagination..", "dev.marquee.graphql..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.performer..", "dev.marquee.ingest..", "dev.marquee.security..", "dev.marquee.db..");

	@ArchTest
	static final ArchRule securityDoesNotDependOnFeatures = noClasses().that()
		.resideInAPackage("dev.marquee.security..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.performer..", "dev.marquee.ingest..");

	@ArchTest
	static final ArchRule limitsDoNotDependOnFeatures = noClasses().that()
		.resideInAPackage("dev.marquee.limits..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.performer..", "dev.marquee.ingest..", "dev.marquee.changefeed..",
				"dev.marquee.mutation..");

	@ArchTest
	static final ArchRule mutationAndTextDoNotDependOnFeatures = noClasses().that()
		.resideInAnyPackage("dev.marquee.mutation..", "dev.marquee.text..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.performer..", "dev.marquee.ingest..");

	@ArchTest
	static final ArchRule transportDoesNotDependOnFeatures = noClasses().that()
		.resideInAPackage("dev.marquee.transport..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.venue..", "dev.marquee.organizer..",
				"dev.marquee.performer..", "dev.marquee.ingest..", "dev.marquee.changefeed..", "dev.marquee.query..",
				"dev.marquee.db..");

	@ArchTest
	static final ArchRule venuesOrganizersAndPerformersDoNotDependOnEvents = noClasses().that()
		.resideInAnyPackage("dev.marquee.venue..", "dev.marquee.organizer..", "dev.marquee.performer..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.event..", "dev.marquee.ingest..");

	@ArchTest
	static final ArchRule eventsDoNotDependOnIngest = noClasses().that()
		.resideInAPackage("dev.marquee.event..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.marquee.ingest..");

	/** So that a server without it loads nothing of it. */
	@ArchTest
	static final ArchRule nothingDependsOnMcp = noClasses().that(OWN_CLASSES)
		.and()
		.resideOutsideOfPackage("dev.marquee.mcp..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.marquee.mcp..", "io.modelcontextprotocol..");

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes().that(OWN_CLASSES).should(resideInANullMarkedPackage());

	@ArchTest
	static final ArchRule timeIsReadFromClock = noClasses().that(OWN_CLASSES)
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
	static final ArchRule classNamesHaveNoGenericSuffix = noClasses().that(OWN_CLASSES)
		.should()
		.haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|DTO|Service)");

	@ArchTest
	static final ArchRule simpleNamesAreUnique = classes().that(OWN_CLASSES).should(haveUniqueSimpleName());

	@ArchTest
	static final ArchRule simpleNamesAreNotWellKnown = noClasses().that(OWN_CLASSES)
		.should(have(describe("a well-known simple name", (type) -> WELL_KNOWN_NAMES.contains(type.getSimpleName()))));

	@ArchTest
	static final ArchRule graphQlJavaInternalsAreUsedOnlyWhereListed = classes().that(OWN_CLASSES)
		.should(useGraphQlJavaInternalsOnlyIn(GRAPHQL_JAVA_INTERNALS));

	/** Proves that the rule sees the annotation: without a list it reports every use. */
	@ArchTest
	static void graphQlJavaInternalsAreRecognized(JavaClasses classes) {
		String uses = classes().that(OWN_CLASSES)
			.should(useGraphQlJavaInternalsOnlyIn(Map.of()))
			.evaluate(classes)
			.getFailureReport()
			.toString();
		GRAPHQL_JAVA_INTERNALS.forEach(
				(user, internals) -> internals.forEach((internal) -> assertThat(uses).contains(use(user, internal))));
	}

	private static ArchCondition<JavaClass> useGraphQlJavaInternalsOnlyIn(Map<String, Set<String>> allowed) {
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
		return new ArchCondition<>("reside in a package that is @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
				}
			}

		};
	}

	/** Applies to top-level and nested types, but not to anonymous and local classes. */
	private static ArchCondition<JavaClass> haveUniqueSimpleName() {
		return new ArchCondition<>("have a unique simple name") {

			private final Map<String, List<JavaClass>> typesBySimpleName = new HashMap<>();

			@Override
			public void init(Collection<JavaClass> types) {
				types.stream()
					.filter((type) -> type.isTopLevelClass() || type.isMemberClass())
					.filter((type) -> !type.getSimpleName().equals("package-info"))
					.forEach((type) -> this.typesBySimpleName
						.computeIfAbsent(type.getSimpleName(), (name) -> new ArrayList<>())
						.add(type));
			}

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				List<JavaClass> namesakes = this.typesBySimpleName.getOrDefault(type.getSimpleName(), List.of());
				if (namesakes.size() > 1 && namesakes.contains(type)) {
					events.add(SimpleConditionEvent.violated(type, "Types with the same simple name: " + namesakes));
				}
			}

		};
	}

}
