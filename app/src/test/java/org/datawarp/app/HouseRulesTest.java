package org.datawarp.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

/** The layering of the project. Think hard about it before you change this file. */
@AnalyzeClasses(
        packages = "org.datawarp",
        importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.NoJarsOfTests.class})
class HouseRulesTest {

    /** Other modules' tests, which this one's share. */
    static final class NoJarsOfTests implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule rulesAreKeptOutOfPlumbing = noClasses()
            .that()
            .resideInAnyPackage("..streams.apply..", "..streams.layout..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "java.sql..", "java.net..");

    @ArchTest
    static final ArchRule onlyTheParquetRoomsKnowParquet = noClasses()
            .that()
            .resideOutsideOfPackages("..sinks.parquet..", "..bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule onlyTheChangeRoomKnowsDebezium = noClasses()
            .that()
            .resideOutsideOfPackage("..sinks.change..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.debezium..", "org.apache.kafka.connect..");

    @ArchTest
    static final ArchRule onlyTheFetchRoomOpensConnections = noClasses()
            .that()
            .resideInAPackage("..producers..")
            .and()
            .resideOutsideOfPackage("..producers.fetch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule readersKnowNoKafkaAndNoManifest = noClasses()
            .that()
            .resideInAPackage("..producers.read..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "..schemas.manifest..");

    /** A failure of the database may be passed on by anyone. */
    @ArchTest
    static final ArchRule fewRoomsSpeakSql = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..streams.database..",
                    "..streams.release..",
                    "..streams.staging..",
                    "..streams.promotion..",
                    "..streams.loader..",
                    "..sinks.change..",
                    "..platform.embedded..",
                    "..platform.service..",
                    "..operate.service..",
                    "..operate.store..",
                    "..operate.vitals..",
                    "..ask.query..",
                    "..ask.mcp..",
                    "..bench..")
            .should()
            .dependOnClassesThat(resideInAPackage("java.sql..").and(not(equivalentTo(SQLException.class))));

    @ArchTest
    static final ArchRule authorsTouchNoService = noClasses()
            .that()
            .resideInAPackage("org.datawarp.author..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "java.sql..", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule namesSayWhatTheyMean =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Handler|Service|Impl|Info)$");

    @ArchTest
    static final ArchRule timeIsHandedIn = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now");

    @ArchTest
    static final ArchRule nothingPrintsBesideTheCommandLine =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    /** The arrows of {@code docs/architecture.md}. */
    @ArchTest
    static final ArchRule modulesFollowTheArrows = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.datawarp..")
            .layer("schemas")
            .definedBy("org.datawarp.schemas..")
            .layer("platform")
            .definedBy("org.datawarp.platform..")
            .layer("producers")
            .definedBy("org.datawarp.producers..")
            .layer("streams")
            .definedBy("org.datawarp.streams..")
            .layer("sinks")
            .definedBy("org.datawarp.sinks..")
            .layer("author")
            .definedBy("org.datawarp.author..")
            .layer("operate")
            .definedBy("org.datawarp.operate..")
            .layer("ask")
            .definedBy("org.datawarp.ask..")
            .layer("app")
            .definedBy("org.datawarp.app..")
            .optionalLayer("bench")
            .definedBy("org.datawarp.bench..")
            .whereLayer("schemas")
            .mayNotAccessAnyLayer()
            .whereLayer("platform")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("producers")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("streams")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("sinks")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("author")
            .mayOnlyAccessLayers("schemas", "platform", "producers", "streams")
            .whereLayer("operate")
            .mayOnlyAccessLayers("schemas", "platform", "producers", "streams", "sinks", "author")
            .whereLayer("ask")
            .mayOnlyAccessLayers("schemas", "platform", "producers", "sinks")
            .whereLayer("app")
            .mayOnlyBeAccessedByLayers("bench");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("org.datawarp.(*).(*)..").should().beFreeOfCycles();
}
