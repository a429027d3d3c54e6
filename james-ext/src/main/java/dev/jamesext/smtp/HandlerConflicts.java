package dev.jamesext.smtp;

import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;
import org.apache.james.protocols.smtp.hook.HeloHook;
import org.apache.james.protocols.smtp.hook.MailParametersHook;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handlers of one chain that work against each other without a word: those of others that nobody hears since the policy rules
 * what they are about, those that answer a command in our place, and an extension that is left to others of whom there are
 * none. Each has a sentence.
 */
final class HandlerConflicts {

    private static final Logger LOGGER = LoggerFactory.getLogger(HandlerConflicts.class);

    /** James's own hooks, of later versions too: not each of them shows a line or a parameter. Beginnings of names. */
    private static final Map<String, Extension> OF_JAMES = Map.of(
            "org.apache.james.smtpserver.dsn.", Extension.DSN,
            "org.apache.james.smtpserver.futurerelease.", Extension.FUTURERELEASE,
            "org.apache.james.smtpserver.priority.", Extension.MT_PRIORITY,
            "org.apache.james.smtpserver.tls.SmtpRequireTls", Extension.REQUIRETLS);

    private final Policy policy;
    private final EnvelopeExtensions extensions;
    private final List<?> handlers;
    private final List<String> warnings = new ArrayList<>();

    /** Extensions that are left to others, and somebody knows. */
    private final Set<Extension> taken = EnumSet.noneOf(Extension.class);

    /** @param handlers all of the chain, in its order */
    HandlerConflicts(Policy policy, EnvelopeExtensions extensions, List<?> handlers) {
        this.policy = policy;
        this.extensions = extensions;
        this.handlers = List.copyOf(handlers);
    }

    /** The sentences, each with the name of the listener. */
    List<String> warnings() {
        handlers.stream().filter(handler -> !isOurs(handler)).forEach(this::checkHeard);
        checkCommands();
        for (Extension extension : Extension.values()) {
            if (policy.leavesToJames(extension) && !taken.contains(extension)) {
                warnings.add("james-ext.leave-to-james hands " + extension.keyword()
                        + " back, and no handler of this chain knows it: it is not offered");
            }
        }
        String listener = listener();
        return warnings.stream().map(sentence -> listener + ": " + sentence).toList();
    }

    private String listener() {
        return handlers.stream()
                .filter(Listener.class::isInstance)
                .map(handler -> ((Listener) handler).name())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(name -> "listener " + name)
                .orElse("a listener without a name");
    }

    private void checkHeard(Object handler) {
        for (Extension extension : about(handler)) {
            if (policy.leavesToJames(extension)) {
                taken.add(extension);
            } else {
                String key = extension.key();
                String advice = extension == Extension.PIPELINING || extension == Extension.CHUNKING
                        ? ""
                        : "; leave-to-james = [\"" + key + "\"] in [james-ext] hands " + extension.keyword() + " to it";
                warnings.add(handler.getClass().getName() + " is about " + extension.keyword()
                        + ", which session.extensions." + key
                        + " rules: its line, parameters and promise do not count" + advice);
            }
        }
    }

    /** James asks the first handler of a command that gives an answer. */
    private void checkCommands() {
        Set<String> ours = new TreeSet<>();
        handlers.stream().filter(HandlerConflicts::isOurs).forEach(handler -> ours.addAll(commands(handler)));
        for (String command : ours) {
            Object first = handlers.stream()
                    .filter(handler -> commands(handler).contains(command))
                    .findFirst()
                    .orElseThrow();
            Optional<Extension> left = Extension.ofKeyword(command).filter(policy::leavesToJames);
            if (!isOurs(first)) {
                left.ifPresentOrElse(
                        taken::add,
                        () -> warnings.add(first.getClass().getName() + " answers " + command
                                + " before james-ext does: the policy does not rule it here"));
            }
        }
    }

    private static boolean isOurs(Object handler) {
        return handler.getClass().getPackageName().equals(HandlerConflicts.class.getPackageName());
    }

    private static Collection<String> commands(Object handler) {
        return handler instanceof CommandHandler<?> commands ? commands.getImplCommands() : Set.of();
    }

    /** The extensions that a policy may rule and a handler has to do with. */
    private Set<Extension> about(Object handler) {
        Set<Extension> about = EnumSet.noneOf(Extension.class);
        if (handler instanceof MailParametersHook hook) {
            asked(hook, () -> Arrays.asList(hook.getMailParamNames()))
                    .forEach(keyword -> owner(keyword, EnvelopeCommand.MAIL).ifPresent(about::add));
        }
        if (handler instanceof RcptHook hook) {
            asked(hook, hook::supportedParameters)
                    .forEach(keyword -> owner(keyword, EnvelopeCommand.RCPT).ifPresent(about::add));
        }
        SMTPSession nobody = StandInSession.make();
        if (handler instanceof EhloExtension extension) {
            asked(extension, () -> extension.getImplementedEsmtpFeatures(nobody))
                    .forEach(line -> announced(line).ifPresent(about::add));
        }
        if (handler instanceof HeloHook hook) {
            asked(hook, () -> hook.implementedEsmtpFeatures(nobody))
                    .forEach(line -> announced(line).ifPresent(about::add));
        }
        OF_JAMES.forEach((beginning, extension) -> {
            if (handler.getClass().getName().startsWith(beginning)) {
                about.add(extension);
            }
        });
        return about;
    }

    private Optional<Extension> owner(String keyword, EnvelopeCommand command) {
        return extensions
                .owner(keyword.toUpperCase(Locale.ROOT), command::keywords)
                .flatMap(EnvelopeExtension::ruledBy);
    }

    private static Optional<Extension> announced(String line) {
        return Extension.ofKeyword(EhloLine.of(line).keyword());
    }

    /** What a handler says about itself. One that a session of nobody confuses says nothing. */
    private static List<String> asked(Object handler, Supplier<@Nullable Collection<String>> question) {
        try {
            Collection<String> said = question.get();
            return said == null
                    ? List.of()
                    : said.stream()
                            .filter(word -> word != null && !word.isBlank())
                            .toList();
        } catch (RuntimeException | LinkageError confused) {
            LOGGER.info(
                    "{} does not say before a client comes what it is about: {}",
                    handler.getClass().getName(),
                    confused.toString());
            return List.of();
        }
    }
}
