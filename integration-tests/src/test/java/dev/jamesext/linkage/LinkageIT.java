package dev.jamesext.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The built jar against every James version we name. That this test can fail is {@link PlantedClassesIT}'s matter. */
final class LinkageIT {

    @Test
    void linksOnEveryJamesVersion(TestReporter reporter) throws IOException {
        JarContents jar = JarContents.read(BuiltJar.path());
        assertThat(jar.classes().values())
                .as("a jar without any reference to James would prove nothing")
                .anyMatch(each -> each.references().stream().anyMatch(LinkageIT::isJamesMember));

        LinkageCheck.Outcome outcome = LinkageCheck.of(jar, JamesApi.all(), Denial.all());

        reporter.publishEntry(
                "members that only an unlisted library could tell",
                outcome.undecided().toString());
        assertThat(outcome.findings()).isEmpty();
    }

    private static boolean isJamesMember(Reference reference) {
        return reference.isMember() && JamesApi.isJames(reference.owner());
    }
}
