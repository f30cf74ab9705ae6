package dev.rookery;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Who may know whom, and what may not be called where. A rule nobody can explain is deleted, so each says why.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
    private static final String PROTOCOL = "dev.rookery.protocol..";
    private static final String GAME = "dev.rookery.game";
    private static final String GAMES = "dev.rookery.games..";
    private static final String SERVER = "dev.rookery.server..";
    private static final String[] HOT_PATH = {
        "dev.rookery.server.room",
        "dev.rookery.server.replication",
        "dev.rookery.server.tick",
        "dev.rookery.protocol.delta"
    };

    private static final Set<String> ENTRY_POINTS =
            Set.of("dev.rookery.server.Main", "dev.rookery.server.GenerateTypeScript");
    private static final Set<String> CLOCK_OWNERS =
            Set.of("dev.rookery.server.Main", "dev.rookery.server.GameServer", "dev.rookery.server.tick.TickLoop");
    private static final Set<String> EXACT_MATH = Set.of("sqrt", "abs", "floor", "ceil", "min", "max", "clamp");

    private JavaClasses rookery = new ClassFileImporter().importClasses();

    @BeforeAll
    void importEverything() {
        rookery = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.rookery");
    }

    @Test
    void everythingIsLookedAt() {
        for (String root : new String[] {PROTOCOL, GAME, GAMES, SERVER}) {
            assertTrue(rookery.stream().anyMatch(resideInAPackage(root)), "No class was imported: package=" + root);
        }
    }

    @Test
    void protocolKnowsNeitherTheServerNorSockets() {
        check(classes()
                .that(resideInAPackage(PROTOCOL))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        PROTOCOL, "java..", "org.agrona..", "com.fasterxml.jackson..", "org.jspecify.."))
                .because("what travels must be usable by the server, the bench and any other tool"));
        check(noClasses()
                .that(resideInAPackage(PROTOCOL))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.channels..", "java.util.concurrent"))
                .because("the protocol has no socket, no thread and no clock"));
    }

    @Test
    void theGameApiKnowsTheJdkAlone() {
        check(classes()
                .that(resideInAPackage(GAME))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(GAME, "java..", "org.jspecify.."))
                .because("a game is written against nothing that may change under it"));
    }

    @Test
    void gamesKnowTheGameApiAlone() {
        check(classes()
                .that(resideInAPackage(GAMES))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(GAMES, GAME, "java..", "org.jspecify.."))
                .because("the bundled games show that the public API is enough"));
    }

    @Test
    void theEngineKnowsNoGame() {
        check(noClasses()
                .that(not(resideInAPackage(GAMES)))
                .and(describe("are no entry points", type -> !ENTRY_POINTS.contains(topLevelName(type))))
                .should()
                .dependOnClassesThat(resideInAPackage(GAMES))
                .because("a server is handed its games; only the entry points choose them"));
    }

    @Test
    void theServersPackagesFollowTheWayOfTheData() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("entry points")
                .definedBy("dev.rookery.server")
                .layer("transport")
                .definedBy("dev.rookery.server.transport..")
                .layer("admin")
                .definedBy("dev.rookery.server.admin..")
                .layer("drain")
                .definedBy("dev.rookery.server.drain..")
                .layer("lobby")
                .definedBy("dev.rookery.server.lobby..")
                .layer("session")
                .definedBy("dev.rookery.server.session..")
                .layer("match")
                .definedBy("dev.rookery.server.match..")
                .layer("tick")
                .definedBy("dev.rookery.server.tick..")
                .layer("room")
                .definedBy("dev.rookery.server.room..")
                .layer("replication")
                .definedBy("dev.rookery.server.replication..")
                .layer("log")
                .definedBy("dev.rookery.server.log..")
                .layer("access")
                .definedBy("dev.rookery.server.access..")
                .layer("metrics")
                .definedBy("dev.rookery.server.metrics..")
                .layer("config")
                .definedBy("dev.rookery.server.config..")
                .whereLayer("entry points")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("transport")
                .mayOnlyBeAccessedByLayers("entry points")
                .whereLayer("admin")
                .mayOnlyBeAccessedByLayers("entry points", "transport")
                .whereLayer("drain")
                .mayOnlyBeAccessedByLayers("entry points", "transport", "admin")
                .whereLayer("drain")
                .mayOnlyAccessLayers("config")
                .whereLayer("lobby")
                .mayOnlyBeAccessedByLayers("entry points", "transport")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("entry points", "transport", "admin")
                .whereLayer("match")
                .mayOnlyBeAccessedByLayers("entry points", "transport", "admin", "lobby", "session")
                .whereLayer("tick")
                .mayOnlyBeAccessedByLayers("entry points", "transport", "admin", "session", "match")
                .whereLayer("log")
                .mayOnlyBeAccessedByLayers("entry points", "transport", "session")
                .whereLayer("log")
                .mayOnlyAccessLayers("access", "metrics", "config")
                .whereLayer("access")
                .mayOnlyBeAccessedByLayers("entry points", "transport", "admin", "lobby", "session", "log")
                .whereLayer("access")
                .mayOnlyAccessLayers("metrics", "config")
                .whereLayer("metrics")
                .mayNotAccessAnyLayer()
                .whereLayer("config")
                .mayNotAccessAnyLayer()
                .whereLayer("replication")
                .mayOnlyAccessLayers("metrics")
                .whereLayer("room")
                .mayOnlyAccessLayers("replication", "metrics", "config")
                .because("whoever knows transport, session, match, tick, room, replication knows where everything is; a"
                        + " room reaches a session only through its own PlayerLink"));
    }

    @Test
    void packagesFormNoCycles() {
        for (String pattern : new String[] {"dev.rookery.(*)..", "dev.rookery.server.(*)..", "dev.rookery.protocol.(*).."}) {
            check(slices()
                    .matching(pattern)
                    .should()
                    .beFreeOfCycles()
                    .because("a cycle of packages is one package with several names"));
        }
    }

    @Test
    void helidonStaysInTheTransport() {
        check(noClasses()
                .that(not(resideInAPackage("dev.rookery.server.transport..")))
                .should()
                .dependOnClassesThat(resideInAPackage("io.helidon.."))
                .because("the engine must be replaceable, and testable without it"));
    }

    @Test
    void jacksonStaysInTheControlPlaneAndWhereFilesAreRead() {
        check(noClasses()
                .that(not(resideInAnyPackage(
                        "dev.rookery.protocol.control..",
                        "dev.rookery.server.transport..",
                        "dev.rookery.server.access..",
                        "dev.rookery.server.log..",
                        "dev.rookery.server.config..")))
                .should()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.."))
                .because("JSON is for what is rare; everything else sees records"));
    }

    @Test
    void ticketsAreReadByAccessAlone() {
        check(noClasses()
                .that(not(resideInAPackage("dev.rookery.server.access..")))
                .should()
                .dependOnClassesThat(resideInAPackage("com.nimbusds.."))
                .because("whoever asks who somebody is gets an answer, not a token to interpret"));
    }

    @Test
    void micrometerStaysInMetrics() {
        check(noClasses()
                .that(not(resideInAPackage("dev.rookery.server.metrics..")))
                .should()
                .dependOnClassesThat(resideInAPackage("io.micrometer.."))
                .because("what counts must not know who reads the counters"));
    }

    @Test
    void theHotPathUsesNothingThatAllocatesLogsOrLocks() {
        DescribedPredicate<JavaClass> rare = describe(
                "run once for each game type, when loaded, or when asked",
                type -> type.getFullName().matches(".*\\.(KindLayout|FieldSpecs|CoderTable|BitsProfile|StateHash|\\w+Binding|\\w+Generator)(\\$.*)?"));
        DescribedPredicate<JavaAccess<?>> wasteful = describe("uses a stream or Optional after construction", access -> {
            String owner = access.getTargetOwner().getFullName();
            return !access.getOrigin().isConstructor()
                    && (owner.startsWith("java.util.stream.") || owner.startsWith("java.util.Optional"));
        });
        check(classes()
                .that(resideInAnyPackage(HOT_PATH))
                .and(not(rare))
                .should(never(accessTargetWhere(wasteful)))
                .because("what runs each tick allocates nothing"));
        check(noClasses()
                .that(resideInAnyPackage(HOT_PATH))
                .should()
                .dependOnClassesThat(describe("are loggers", type -> type.getFullName().equals("java.lang.System$Logger")
                        || type.getPackageName().startsWith("org.slf4j")
                        || type.getPackageName().startsWith("java.util.logging")))
                .because("a logger may wait for a disk; what has happened is counted, or told to the caller"));
        check(codeUnits()
                .that()
                .areDeclaredInClassesThat(resideInAnyPackage(HOT_PATH))
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .because("a room's thread never waits for a lock that a socket's thread may hold"));
    }

    @Test
    void timeAndChanceComeInThroughConstructors() {
        DescribedPredicate<JavaAccess<?>> ambient = describe("reads a clock, sleeps or draws a number", access -> {
            String owner = access.getTargetOwner().getFullName();
            String name = access.getTarget().getName();
            return switch (owner) {
                case "java.lang.System" -> name.equals("nanoTime") || name.equals("currentTimeMillis");
                case "java.lang.Thread" -> name.equals("sleep");
                case "java.lang.Math" -> name.equals("random");
                case "java.time.Instant", "java.time.LocalDateTime", "java.time.ZonedDateTime" -> name.equals("now");
                case "java.util.Random", "java.util.SplittableRandom", "java.util.concurrent.ThreadLocalRandom" ->
                    name.equals("<init>") || name.equals("current");
                default -> false;
            };
        });
        check(classes()
                .that(describe("own no clock", type -> !CLOCK_OWNERS.contains(topLevelName(type))))
                .should(never(accessTargetWhere(ambient)))
                .because("a test must run ten thousand ticks in a second, twice the same"));
    }

    @Test
    void predictedRulesUseExactArithmeticAlone() {
        DescribedPredicate<JavaAccess<?>> inexact = describe("calls arithmetic that browsers may round otherwise", access -> {
            String owner = access.getTargetOwner().getFullName();
            String name = access.getTarget().getName();
            return owner.equals("java.lang.StrictMath")
                    || (owner.equals("java.lang.Math") && !EXACT_MATH.contains(name));
        });
        check(classes()
                .that(resideInAPackage(GAMES))
                .and()
                .haveNameMatching(".*Rules(\\$.*)?")
                .should(never(accessTargetWhere(inexact)))
                .because("Java and TypeScript must agree to the last bit; angles come from the shared table"));
        check(fields().that()
                .areDeclaredInClassesThat(describe(
                        "are predicted rules", type -> type.getName().matches("dev\\.rookery\\.games\\..*Rules(\\$.*)?")))
                .should()
                .notHaveRawType(float.class)
                .because("a browser has no float"));
    }

    @Test
    void nothingStaticChanges() {
        check(fields().that()
                .areStatic()
                .should(beFinal())
                .because("two rooms, or two servers in one test, share nothing"));
    }

    private static String topLevelName(JavaClass type) {
        String name = type.getFullName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /// Packages that are still to come leave a rule without subjects, which is no fault; [#everythingIsLookedAt] sees
    /// to it that an empty import is.
    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(rookery);
    }
}
