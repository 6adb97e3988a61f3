package org.datawarp.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
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

    @ArchTest
    static final ArchRule onlyThePostgresRoomsSpeakSql = noClasses()
            .that()
            .resideOutsideOfPackages("..streams.postgres..", "..sinks.change..", "..app..", "..embedded..", "..bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

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

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("org.datawarp.(*).(*)..").should().beFreeOfCycles();
}
