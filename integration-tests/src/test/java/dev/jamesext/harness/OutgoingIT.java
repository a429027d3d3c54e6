package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is promised about mail that leaves: the sample's mailets, with a next server of ours behind {@code RemoteDelivery}. */
final class OutgoingIT {
    private static final Duration MAIL_MAX = Letters.MAIL_MAX;

    /** The recipients that have been refused once, for the time being. */
    private static final Set<String> ONCE = ConcurrentHashMap.newKeySet();

    private static final Pattern MAIL_KEY = Pattern.compile("Mail[0-9]+-[0-9a-f-]+");

    private static NextHop next;
    private static StockJames james;
    private static Letters letters;

    @BeforeAll
    static void boot() throws IOException {
        next = NextHop.open(List.of("8BITMIME", "DSN", "SIZE"), OutgoingIT::answer);
        james = HarnessPaths.james("outgoing")
                .replace("logback.xml", "%msg%n", "%msg [recipients: %X{recipients}]%n")
                .replace(
                        "mailetcontainer.xml",
                        "<delayTime>5 minutes, 10 minutes, 45 minutes, 2 hours, 3 hours, 20 * 6 hours</delayTime>",
                        "<gateway>127.0.0.1</gateway><gatewayPort>" + next.port() + "</gatewayPort>"
                                + "<delayTime>2 * 100 ms</delayTime>")
                .replace("mailetcontainer.xml", "<maxRetries>25</maxRetries>", "<maxRetries>2</maxRetries>")
                .replace(
                        "mailetcontainer.xml",
                        "<outgoing>outgoing-timed</outgoing>",
                        "<outgoing>outgoing-timed</outgoing>" + "<gateway>127.0.0.1</gateway><gatewayPort>"
                                + next.port() + "</gatewayPort>")
                .replace(
                        "mailetcontainer.xml",
                        "<delays>5 minutes, 10 minutes, 45 minutes, 2 hours, 3 hours, 6 hours</delays>",
                        "<delays>300 ms, 700 ms</delays>")
                .replace(
                        "mailetcontainer.xml",
                        "<tellAfter>4 hours</tellAfter>",
                        "<tellAfter>1 second</tellAfter><shortest>100 ms</shortest>")
                .replace(
                        "mailetcontainer.xml",
                        "<giveUpAfter>5 days</giveUpAfter>",
                        "<giveUpAfter>6 seconds</giveUpAfter>")
                .replace(
                        "mailetcontainer.xml",
                        "<processor state=\"relay\" enableJmx=\"false\">",
                        "<processor state=\"relay\" enableJmx=\"false\">"
                                + "<mailet match=\"HostIs=kept.example\" class=\"ToRepository\">"
                                + "<repositoryPath>memory://kept</repositoryPath><passThrough>false</passThrough></mailet>")
                .start();
        james.webAdmin().createDomain("example.test");
        letters = new Letters(james);
    }

    /** The recipient says what is to happen. */
    private static Optional<String> answer(String command) {
        if (!command.startsWith("RCPT")) {
            return Optional.empty();
        }
        if (command.contains("<unknown")) {
            return Optional.of("550 5.1.10 nobody of that name\tnor of any like it");
        }
        if (command.contains("<once") && ONCE.add(command.substring(0, command.indexOf('>')))) {
            return Optional.of("451 4.2.1 the first time never");
        }
        return command.contains("<busy") ? Optional.of("451 4.2.1 not now") : Optional.empty();
    }

    @AfterAll
    static void stop() throws IOException {
        if (james != null) {
            james.close();
        }
        if (next != null) {
            next.close();
        }
    }

    @Test
    void reportsWhatTheNextServerRefused() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(
                ann,
                "RET=FULL ENVID=e+2B1",
                "Subject: whole\r\n\r\nthe body comes back\r\n\u00e4\r\n..",
                "<unknown@far.example> NOTIFY=FAILURE ORCPT=rfc822;someone@else.example");
        String report = letters.mail(ann, "Action: failed");
        assertThat(report.lines())
                .contains(
                        "Original-Envelope-Id: e+1",
                        "Original-Recipient: rfc822;someone@else.example",
                        "Final-Recipient: rfc822; unknown@far.example",
                        "Status: 5.1.10",
                        "Diagnostic-Code: smtp; 550 5.1.10 nobody of that name nor of any like it",
                        "Content-Type: message/rfc822",
                        "the body comes back",
                        "\u00e4",
                        ".");
    }

    @Test
    void returnsTheHeaderAloneUnlessTheWholeIsAskedFor() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "RET=HDRS", "Subject: one\r\n\r\nbody", "<unknown-1@far.example>");
        assertThat(letters.mail(ann, "unknown-1@far.example", "Subject: one", "text/rfc822-headers"))
                .doesNotContain("\r\nbody");
        letters.send(ann, "", "Subject: two\r\n\r\nbody", "<unknown-2@far.example>");
        assertThat(letters.mail(ann, "unknown-2@far.example", "Subject: two", "text/rfc822-headers"))
                .doesNotContain("\r\nbody");
    }

    /** Whose mailbox does not take the message is not reported as one who has it, and who has it does not get it twice. */
    @Test
    void reportsWhoHasItAndWhoHasItNot() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        String bob = letters.user("bob");
        String full = letters.user("full");
        String fuller = letters.user("full");
        for (String user : List.of(full, fuller)) {
            assertThat(james.webAdmin()
                            .send("PUT", "/quota/users/" + user + "/size", "1")
                            .statusCode())
                    .isEqualTo(204);
        }
        String wishes = "> NOTIFY=SUCCESS,FAILURE";
        letters.send(
                ann,
                "ENVID=both",
                "Subject: x\r\n\r\nfor some",
                "<" + full + wishes,
                "<" + bob + wishes,
                "<" + fuller + wishes,
                "<" + ann + wishes);
        assertThat(letters.mail(ann, "Action: delivered").lines())
                .contains("Final-Recipient: rfc822; " + bob, "Final-Recipient: rfc822; " + ann)
                .doesNotContain("Final-Recipient: rfc822; " + full, "Final-Recipient: rfc822; " + fuller);
        assertThat(letters.mail(ann, "Action: failed").lines())
                .contains("Final-Recipient: rfc822; " + full, "Final-Recipient: rfc822; " + fuller, "Status: 5.2.0")
                .doesNotContain("Final-Recipient: rfc822; " + bob, "Final-Recipient: rfc822; " + ann);
        letters.mail(bob, "for some");
        assertThat(count(ann)).as("the message and two reports").isEqualTo(3);
        assertThat(count(bob)).isEqualTo(1);
    }

    private static int count(String user) throws IOException {
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), user, "secret")) {
            return reader.count();
        }
    }

    /** RemoteDelivery by itself would send to the first NOTIFY's recipients and lose those of the others. */
    @Test
    void reportsOnlyTheRecipientsThatWantIt() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(
                ann,
                "",
                "Subject: x\r\n\r\nbody",
                "<unknown-never@far.example> NOTIFY=NEVER",
                "<unknown-success@far.example> NOTIFY=SUCCESS",
                "<unknown-default@far.example>",
                "<fine@far.example> NOTIFY=FAILURE");
        String report = letters.mail(ann, "Action: failed", "Final-Recipient: rfc822; unknown-default@far.example");
        assertThat(next.awaitCommand(line -> line.startsWith("RCPT TO:<unknown-success"), MAIL_MAX))
                .isTrue();
        assertThat(report).doesNotContain("unknown-never", "unknown-success", "fine@far.example");
        letters.send(ann, "", "Subject: fence\r\n\r\nbody", "<unknown-fence@far.example>");
        letters.mail(ann, "unknown-fence@far.example");
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), ann, "secret")) {
            assertThat(reader.count()).isEqualTo(2);
        }
    }

    @Test
    void reportsThatAMessageWasPassedOn() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "ENVID=passed", "Subject: x\r\n\r\npassed on", "<friend@far.example> NOTIFY=SUCCESS,FAILURE");
        assertThat(letters.mail(ann, "Action: relayed").lines())
                .contains("Final-Recipient: rfc822; friend@far.example", "Original-Envelope-Id: passed");
    }

    /** James's RemoteDelivery does that: what the sender asked for goes on to a server that has DSN. */
    @Test
    void handsTheWishesOn() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "RET=HDRS ENVID=on+2B", "Subject: x\r\n\r\non", "<wishes@far.example> NOTIFY=DELAY,FAILURE");
        assertThat(next.awaitCommand(line -> line.startsWith("RCPT TO:<wishes@"), MAIL_MAX))
                .isTrue();
        assertThat(next.commands())
                .anyMatch(line -> line.startsWith("MAIL") && line.contains("RET=HDRS") && line.contains("ENVID=on+2B"))
                .anyMatch(line -> line.startsWith("RCPT TO:<wishes@") && line.contains("NOTIFY=FAILURE,DELAY"));
    }

    /** RFC 5321 4.5.3.1.6 lets nobody count on more than 998 octets; James sends a longer line as it came. */
    @Test
    void sendsLongLinesOnAsTheyCame() throws IOException, InterruptedException {
        String line = "a".repeat(998) + " " + "b".repeat(30_000);
        letters.send(letters.user("ann"), "", "Subject: x\r\n\r\n" + line, "<long@far.example>");
        assertThat(next.awaitMessage(text -> text.contains("\r\n" + line + "\r\n"), MAIL_MAX))
                .isTrue();
    }

    @Test
    void reportsWhatWasTriedInVain() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "", "Subject: x\r\n\r\nbody", "<busy@far.example>");
        assertThat(letters.mail(ann, "Action: failed", "busy@far.example").lines())
                .contains("Status: 5.4.7");
    }

    private static long tries(String recipient) {
        return next.commands().stream()
                .filter(line -> line.startsWith("RCPT TO:<" + recipient))
                .count();
    }

    /** RFC 2852 4.1: with R the mail is returned at the deadline, and not tried any more. */
    @Test
    void returnsAtTheDeadline() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "BY=2;R ENVID=by", "Subject: x\r\n\r\nbody", "<busy-by@far.example>");
        assertThat(next.awaitCommand(line -> line.startsWith("RCPT TO:<busy-by"), MAIL_MAX))
                .isTrue();
        assertThat(letters.mail(ann, "Action: failed", "busy-by@far.example").lines())
                .contains("Status: 5.4.7", "Original-Envelope-Id: by");
        long tried = tries("busy-by");
        assertThat(tried).isBetween(2L, 6L);
        Thread.sleep(1500);
        assertThat(tries("busy-by")).isEqualTo(tried);
    }

    /** With N the sender is told, once, and the mail goes on being tried; here until it is given up. */
    @Test
    void tellsAtTheDeadlineAndGoesOn() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "BY=1;N", "Subject: x\r\n\r\nbody", "<busy-n@far.example>");
        String late = letters.mail(ann, "Action: delayed", "busy-n@far.example");
        assertThat(late.lines()).contains("Status: 4.4.7").noneMatch(line -> line.contains("Too many retries"));
        long tried = tries("busy-n");
        letters.mail(ann, "Action: failed", "busy-n@far.example");
        assertThat(tries("busy-n")).isGreaterThan(tried);
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), ann, "secret")) {
            assertThat(reader.count()).as("one report of delay, one of failure").isEqualTo(2);
        }
    }

    @Test
    void deliversWhatIsRefusedOnceAndHadTime() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "BY=30;R", "Subject: x\r\n\r\nsecond try", "<once-by@far.example>");
        assertThat(next.awaitMessage(text -> text.contains("second try"), MAIL_MAX))
                .isTrue();
        assertThat(tries("once-by")).isEqualTo(2);
    }

    @Test
    void returnsAtOnceWhatIsRefusedForGood() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "BY=600;R", "Subject: x\r\n\r\nbody", "<unknown-by@far.example>");
        assertThat(letters.mail(ann, "Action: failed", "unknown-by@far.example").lines())
                .contains("Status: 5.1.10");
        assertThat(tries("unknown-by")).isEqualTo(1);
    }

    /** RFC 3461: who asked for it hears of a delay without a deadline. */
    @Test
    void tellsOfADelayToWhoAskedForIt() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "", "Subject: x\r\n\r\nbody", "<busy-delay@far.example> NOTIFY=DELAY");
        assertThat(letters.mail(ann, "Action: delayed", "busy-delay@far.example")
                        .lines())
                .contains("Status: 4.4.7");
        letters.send(ann, "BY=1;N", "Subject: x\r\n\r\nbody", "<busy-quiet@far.example> NOTIFY=NEVER");
        letters.send(ann, "", "Subject: x\r\n\r\nbody", "<unknown-fence2@far.example>");
        letters.mail(ann, "unknown-fence2@far.example");
        Thread.sleep(2000);
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), ann, "secret")) {
            assertThat(reader.count())
                    .as("nothing about the one with NEVER, no failure of the first")
                    .isEqualTo(2);
        }
    }

    /** RFC 5321 4.5.1: nobody here is the postmaster, and yet his mail is neither refused, nor sent back, nor lost. */
    @Test
    void mailToThePostmasterIsKeptWhereNobodyHasThatName() throws IOException, InterruptedException {
        try (SmtpConnection connection = james.connect(Port.SMTP)) {
            connection.readReply();
            Letters.say(connection, "EHLO mx.example.org", "250");
            Letters.say(connection, "MAIL FROM:<>", "250");
            Letters.say(connection, "RCPT TO:<Postmaster>", "250");
            Letters.say(connection, "DATA", "354");
            Letters.say(connection, "Subject: to whom it may concern\r\n\r\nbody\r\n.", "250");
        }
        String mails = "/mailRepositories/var%2Fmail%2Fpostmaster/mails";
        long end = System.nanoTime() + MAIL_MAX.toNanos();
        Matcher key = MAIL_KEY.matcher("");
        while (!key.reset(james.webAdmin().send("GET", mails, "").body()).find()) {
            assertThat(System.nanoTime()).as(james.log()).isLessThan(end);
            Thread.sleep(50);
        }
        assertThat(james.webAdmin().send("GET", mails + "/" + key.group(), "").body())
                .contains("postmaster@example.test");
    }

    /** James names the recipients in the context of each line that it logs, and makes their text for each command. */
    @Test
    void theLogContextNamesSomeRecipientsOfMany() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        String[] recipients = new String[60];
        for (int i = 0; i < recipients.length; i++) {
            recipients[i] = "<many-" + i + "@kept.example>";
        }
        letters.send(ann, "", "Subject: x\r\n\r\nbody", recipients);
        String end = ", many-9@kept.example and 50 more]]";
        long patience = System.nanoTime() + MAIL_MAX.toNanos();
        while (!james.log().contains(end) && System.nanoTime() < patience) {
            // James's output is read by a thread of its own.
            Thread.sleep(50);
        }
        assertThat(james.log())
                .contains("[recipients: [many-0@kept.example, many-1@kept.example, ")
                .contains(end);
    }

    /** What James's webadmin shows of the attributes of the mail to a recipient that the test keeps back. */
    private static String attributes(String recipient) throws InterruptedException {
        String mails = "/mailRepositories/kept/mails";
        long end = System.nanoTime() + MAIL_MAX.toNanos();
        while (System.nanoTime() < end) {
            Matcher keys =
                    MAIL_KEY.matcher(james.webAdmin().send("GET", mails, "").body());
            while (keys.find()) {
                String mail = james.webAdmin()
                        .send("GET", mails + "/" + keys.group() + "?additionalFields=attributes", "")
                        .body();
                if (mail.contains(recipient)) {
                    return mail;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no mail to " + recipient + " was kept\n" + james.log());
    }

    /** RFC 6710: the priority as it was taken, and the level of MIXER it counts as, 0 to 9 in this James. */
    @Test
    void mailCarriesItsPriority() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "MT-PRIORITY=6", "Subject: x\r\n\r\nbody", "<urgent@kept.example>");
        assertThat(attributes("urgent@kept.example"))
                .contains("\"james-ext.mt-priority\":\"6\"", "\"MAIL_PRIORITY\":\"7\"");
        letters.send(ann, "MT-PRIORITY=-1", "Subject: x\r\n\r\nbody", "<waits@kept.example>");
        assertThat(attributes("waits@kept.example"))
                .contains("\"james-ext.mt-priority\":\"-1\"", "\"MAIL_PRIORITY\":\"3\"");
        letters.send(ann, "", "Subject: x\r\n\r\nbody", "<usual@kept.example>");
        assertThat(attributes("usual@kept.example")).doesNotContain("PRIORITY", "priority");
    }

    @Test
    void mailCarriesWhatItsSenderSaid() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(
                ann,
                "SOLICIT=net.example:ADV,org.example REQUIRETLS BY=600;N",
                "Subject: x\r\n\r\nbody",
                "<said@kept.example>");
        assertThat(attributes("said@kept.example"))
                .contains(
                        "\"james-ext.solicitation\":\"net.example:ADV,org.example\"",
                        "\"james-ext.require-tls\":\"true\"",
                        "\"james-ext.deadline-mode\":\"N\"");
    }

    /** James's own webadmin shows held mail, drops it, and sends the rest on. */
    @Test
    void anOperatorSeesAndDropsHeldMail() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "HOLDFOR=600", "Subject: dropped\r\n\r\nbody", "<dropped@kept.example>");
        letters.send(ann, "HOLDFOR=600", "Subject: stays\r\n\r\nbody", "<stays@kept.example>");
        String held = heldMails();
        assertThat(held).contains("\"" + ann + "\"", "stays@kept.example", "nextDelivery");
        String before = held.substring(0, held.indexOf("dropped@kept.example"));
        String name = before.substring(before.lastIndexOf("\"name\":\"") + "\"name\":\"".length());
        james.webAdmin().send("DELETE", "/mailQueues/spool/mails?name=" + name.substring(0, name.indexOf('"')), "");
        long end = System.nanoTime() + MAIL_MAX.toNanos();
        while (heldMails().contains("dropped@kept.example")) {
            assertThat(System.nanoTime()).as(heldMails()).isLessThan(end);
            Thread.sleep(50);
        }
        james.webAdmin().send("PATCH", "/mailQueues/spool/mails?delayed=true", "{\"delayed\":\"false\"}");
        assertThat(attributes("stays@kept.example")).contains("\"james-ext.held-by\":\"" + ann + "\"");
        Matcher keys = MAIL_KEY.matcher(
                james.webAdmin().send("GET", "/mailRepositories/kept/mails", "").body());
        while (keys.find()) {
            assertThat(james.webAdmin()
                            .send("GET", "/mailRepositories/kept/mails/" + keys.group(), "")
                            .body())
                    .doesNotContain("dropped@kept.example");
        }
    }

    private static String heldMails() {
        return james.webAdmin()
                .send("GET", "/mailQueues/spool/mails?delayed=true", "")
                .body();
    }

    /** What was said with a transaction is gone with it, at whatever step it was given up, and how. */
    @ParameterizedTest
    @CsvSource({
        "1, RSET, 250",
        "1, EHLO desk, 250",
        "1, MAIL FROM:<> RET=NO, 501",
        "2, RSET, 250",
        "2, EHLO desk, 250",
        "2, HELO desk, 250",
        "3, RSET, 250",
        "3, EHLO desk, 250",
        "0, NOOP, 250",
    })
    void nothingIsLeftOfATransactionGivenUp(int steps, String end, String code)
            throws IOException, InterruptedException {
        String ann = letters.user("ann");
        String all = " RET=FULL ENVID=gone HOLDFOR=600 BY=600;R MT-PRIORITY=9 REQUIRETLS SOLICIT=net.example:ADV";
        List<String> said = List.of(
                "MAIL FROM:<" + ann + ">" + all,
                "RCPT TO:<gone@kept.example> NOTIFY=NEVER ORCPT=rfc822;gone@kept.example",
                "BDAT 6\r\nA: b");
        try (SmtpConnection connection = letters.login(ann)) {
            Letters.say(connection, "MAIL FROM:<" + ann + ">" + all + " FOO=1", "555");
            for (String line : said.subList(0, steps)) {
                Letters.say(connection, line, "250");
            }
            Letters.say(connection, end, code);
            Letters.say(connection, "RSET", "250");
            Letters.say(connection, "MAIL FROM:<" + ann + ">", "250");
            String recipient = "left" + steps + end.substring(0, 4).strip() + "@kept.example";
            Letters.say(connection, "RCPT TO:<" + recipient + ">", "250");
            Letters.say(connection, "DATA", "354");
            Letters.say(connection, "Subject: x\r\n\r\nbody\r\n.", "250");
            assertThat(attributes(recipient)).doesNotContain("james-ext.", "PRIORITY", "gone", "NEVER");
        }
    }
}
