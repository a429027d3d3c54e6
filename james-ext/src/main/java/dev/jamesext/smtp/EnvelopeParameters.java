package dev.jamesext.smtp;

import dev.jamesext.esmtp.Parameters;
import dev.jamesext.esmtp.Parameters.Parameter;
import dev.jamesext.esmtp.Parameters.Reading;
import dev.jamesext.esmtp.PathArgument;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offering;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Reply;
import dev.jamesext.smtp.EnvelopeExtension.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * The parameters of one MAIL or RCPT: each goes to the extension that owns it, those of other James extensions go to James
 * (decisions 23 and 24).
 */
final class EnvelopeParameters {

    private static final Reply GLUED = Reply.of(501, "5.5.4", "A blank stands between the path and its parameters");
    private static final Reply MALFORMED = Reply.of(501, "5.5.4", "A parameter is KEYWORD or KEYWORD=value");

    private static final Reply NO_EXTENSIONS =
            Reply.of(555, "5.5.4", "Parameters are for clients that say EHLO, not HELO");
    private static final Reply NO_EXTENSIONS_ON_LMTP =
            Reply.of(555, "5.5.4", "Parameters are for clients that say LHLO first");

    /** Characters of a keyword that a reply repeats; it has nothing but letters, digits and hyphens. */
    private static final int KEYWORD_SHOWN_MAX = 40;

    private final EnvelopeCommand command;
    private final EnvelopeExtensions extensions;
    private final PathArgument argument;
    private final Reading reading;

    private EnvelopeParameters(EnvelopeCommand command, EnvelopeExtensions extensions, PathArgument argument) {
        this.command = command;
        this.extensions = extensions;
        this.argument = argument;
        this.reading = Parameters.read(argument.parameters());
    }

    static EnvelopeParameters of(EnvelopeCommand command, EnvelopeExtensions extensions, PathArgument argument) {
        return new EnvelopeParameters(command, extensions, argument);
    }

    /** The extensions whose grant has to be asked for. */
    Set<Extension> extensions() {
        Set<Extension> needed = EnumSet.noneOf(Extension.class);
        for (Parameter parameter : parameters().all()) {
            owner(parameter).flatMap(EnvelopeExtension::ruledBy).ifPresent(needed::add);
        }
        return needed;
    }

    /** What the owners say to their parameters, once it is known what the session is granted. */
    sealed interface Outcome {

        /**
         * The reply to the command.
         *
         * @param james carries the command out, given its argument
         */
        Response answer(Function<String, Response> james);

        record Refused(Reply reply) implements Outcome {
            @Override
            public Response answer(Function<String, Response> james) {
                return Replies.response(reply);
            }
        }

        /**
         * All are in order.
         *
         * @param argument for James: the path and the parameters that are not ours
         * @param taken what to keep and to remark once James has accepted the command
         */
        record Accepted(String argument, List<Verdict.Taken> taken) implements Outcome {
            @Override
            public Response answer(Function<String, Response> james) {
                Response response = james.apply(argument);
                if (response.getRetCode().startsWith("2")) {
                    for (Verdict.Taken kept : taken) {
                        kept.keep().run();
                        response = kept.remark().isEmpty()
                                ? response
                                : Replies.withLine(response, kept.remark().get());
                    }
                }
                return response;
            }
        }
    }

    /**
     * Gives each parameter to its owner.
     *
     * @param others the keywords, in upper case, that other James extensions take at this command
     */
    Outcome judge(SMTPSession session, Offering offering, Supplier<Set<String>> others) {
        Optional<Reply> refusal = wellFormed(session);
        if (refusal.isEmpty()) {
            refusal = parameters().all().stream()
                    .flatMap(parameter -> unknown(session, parameter, others).stream())
                    .findFirst();
        }
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        return offering instanceof Offering.Unknown unknown
                ? new Outcome.Refused(unknown.failure().reply())
                : judge(session, ((Offering.Known) offering).offers());
    }

    private Outcome judge(SMTPSession session, Offers offers) {
        Set<EnvelopeExtension> owners = new LinkedHashSet<>();
        for (Parameter parameter : parameters().all()) {
            Optional<EnvelopeExtension> owner = owner(parameter);
            if (owner.flatMap(EnvelopeExtension::ruledBy)
                    .filter(ruled -> !offers.granted(ruled))
                    .isPresent()) {
                return refused(501, shown(parameter.keyword()) + " is not granted to you now");
            }
            owner.ifPresent(owners::add);
        }
        List<Verdict.Taken> taken = new ArrayList<>();
        for (EnvelopeExtension owner : owners) {
            Parameters own = parameters().only(command.keywords(owner)::contains);
            Verdict verdict = command.verdict(owner, session, own, offers);
            if (verdict instanceof Verdict.Refused refused) {
                return new Outcome.Refused(refused.reply());
            }
            taken.add((Verdict.Taken) verdict);
        }
        String rest = parameters()
                .only(keyword -> extensions.owner(keyword, command::keywords).isEmpty())
                .toString();
        return new Outcome.Accepted(forJames(session, rest), taken);
    }

    /** James finds parameters behind a closing bracket alone. Where it asks clients for brackets it is to see that there are none. */
    private String forJames(SMTPSession session, String rest) {
        boolean bracketsOwed = session.getConfiguration().useAddressBracketsEnforcement();
        return rest.isEmpty()
                ? argument.path()
                : (bracketsOwed ? argument.path() : argument.pathInBrackets()) + " " + rest;
    }

    private Optional<Reply> wellFormed(SMTPSession session) {
        if (argument.parameters().isEmpty()) {
            return Optional.empty();
        }
        if (!ConnectionState.isExtended(session)) {
            return Optional.of(ConnectionState.protocol(session).isLmtp() ? NO_EXTENSIONS_ON_LMTP : NO_EXTENSIONS);
        }
        if (argument.glued()) {
            return Optional.of(GLUED);
        }
        if (reading instanceof Reading.Repeated repeated) {
            return Optional.of(Reply.of(501, "5.5.4", shown(repeated.keyword()) + " is given twice"));
        }
        return reading instanceof Reading.Malformed ? Optional.of(MALFORMED) : Optional.empty();
    }

    private Optional<Reply> unknown(SMTPSession session, Parameter parameter, Supplier<Set<String>> others) {
        boolean known = owner(parameter)
                .map(owner -> owner.fits(ConnectionState.protocol(session)))
                .orElseGet(() -> others.get().contains(parameter.keyword()));
        return known
                ? Optional.empty()
                : Optional.of(Reply.of(
                        555,
                        "5.5.4",
                        "There is no parameter " + shown(parameter.keyword()) + " of " + command + " here"));
    }

    private Parameters parameters() {
        return reading instanceof Reading.Read read ? read.parameters() : Parameters.NONE;
    }

    private Optional<EnvelopeExtension> owner(Parameter parameter) {
        return extensions.owner(parameter.keyword(), command::keywords);
    }

    private static Outcome refused(int code, String text) {
        return new Outcome.Refused(Reply.of(code, "5.5.4", text));
    }

    private static String shown(String keyword) {
        return keyword.length() <= KEYWORD_SHOWN_MAX ? keyword : keyword.substring(0, KEYWORD_SHOWN_MAX) + "...";
    }
}
