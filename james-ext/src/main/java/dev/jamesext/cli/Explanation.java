package dev.jamesext.cli;

import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.esmtp.EhloName;
import dev.jamesext.policy.Answers;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Policy;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.TestClient;
import dev.jamesext.settings.TestSettings.Client;
import dev.jamesext.settings.TestSettings.Command;
import dev.jamesext.settings.TestSettings.Greeting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client would hear under a policy, and why. The policy is asked by the code that runs its tests; nothing is decided
 * here.
 *
 * @param facts what the policy sees of the session
 * @param exchanges in the order of the session
 */
record Explanation(SessionFacts facts, List<Exchange> exchanges) {

    /** In place of what only {@code smtpserver.xml} or {@code lmtpserver.xml} knows. */
    static final String HELLO_NAME = "{helloName}";

    static final String MAX_MESSAGE_SIZE = "{maxmessagesize}";

    Explanation {
        exchanges = List.copyOf(exchanges);
    }

    static Explanation of(Policy policy, Client client, Instant now) {
        TestClient played = new TestClient(policy, now);
        SessionFacts facts = played.facts(client);
        List<Exchange> exchanges = new ArrayList<>();
        client.greeting().ifPresent(greeting -> exchanges.add(greet(played, client, greeting)));
        boolean greeted = exchanges.stream().anyMatch(Exchange::accepted);
        client.sender().ifPresent(sender -> exchanges.add(mail(played, client, sender, greeted)));
        return new Explanation(facts, exchanges);
    }

    private static Exchange greet(TestClient played, Client client, Greeting greeting) {
        Answers answers = played.greet(client, greeting);
        String command = greeting.command() + " " + greeting.argument();
        EhloName.Fault fault = EhloName.fault(greeting.argument());
        if (fault != null
                && answers.refusal().isPresent()
                && answers.cause().isEmpty()
                && answers.refusal().get().code() == 501) {
            return Exchange.of(command, answers, List.of(), List.of(aboutFault(answers)));
        }
        EhloName name = EhloName.of(greeting.argument());
        String shown = name.text().isEmpty() ? "" : name.shown() + " ";
        String hello = HELLO_NAME + " Hello " + shown + "[" + client.remoteIp().getHostAddress() + "]";
        List<String> remarks = new ArrayList<>();
        if (name.qualified()) {
            remarks.add("the name is fully qualified, so that session.ehlo.reject-non-fqdn is not asked");
        }
        if (answers.refusal().isEmpty()) {
            remarks.addAll(leftToJames(greeting.command()));
        }
        return Exchange.of(command, answers, welcome(client, greeting.command(), hello, answers), remarks);
    }

    private static String aboutFault(Answers answers) {
        return answers.asked().isEmpty()
                ? "what is no name is refused before any rule is asked"
                : "what is no name is for james-ext.accept-any-name to accept";
    }

    private static List<String> welcome(Client client, Command command, String hello, Answers answers) {
        Stream<String> lines = command.isExtended()
                ? Offers.allLines(
                                answers.shownLines(),
                                EhloLine.of("SIZE " + MAX_MESSAGE_SIZE),
                                TestClient.protocol(client))
                        .stream()
                        .map(EhloLine::text)
                : Stream.empty();
        return Exchange.lines(250, Stream.concat(Stream.of(hello), lines).toList());
    }

    private static List<String> leftToJames(Command command) {
        return List.of(
                switch (command) {
                    case EHLO ->
                        "James knows " + HELLO_NAME + " and " + MAX_MESSAGE_SIZE
                                + ", and adds STARTTLS, AUTH and lines of other extensions as smtpserver.xml says";
                    case HELO -> "James knows " + HELLO_NAME;
                    case LHLO -> "James knows " + HELLO_NAME + " and " + MAX_MESSAGE_SIZE + ", as lmtpserver.xml says";
                });
    }

    private static Exchange mail(TestClient played, Client client, String sender, boolean greeted) {
        Optional<Greeting> greeting = greeted ? client.greeting() : Optional.empty();
        Answers answers = played.mail(client, sender, greeting);
        List<String> remarks = new ArrayList<>();
        if (greeted) {
            remarks.add("the client has greeted, so that session.ehlo.require is not asked");
        }
        if (answers.refusal().isEmpty()) {
            remarks.add("the policy has no objection; James answers");
        }
        return Exchange.of("MAIL FROM:<" + sender + ">", answers, List.of(), remarks);
    }
}
