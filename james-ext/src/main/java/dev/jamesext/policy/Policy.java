package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloName;
import dev.jamesext.esmtp.MtPriority;
import dev.jamesext.expr.EvalFailure;
import dev.jamesext.expr.Value;
import dev.jamesext.settings.Settings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A compiled policy: the snapshot a connection is accepted with and keeps to its end. Immutable and safe for use by many
 * threads at once.
 */
public final class Policy {

    private static final Reply NOT_QUALIFIED =
            Reply.of(550, "5.5.0", "The name given must be a fully qualified domain name or an address literal");
    private static final Reply NAME_TOO_LONG =
            Reply.of(501, "5.5.4", "The name is longer than " + EhloName.ARGUMENT_OCTETS_MAX + " octets");
    private static final Reply NAME_BAD_CHARACTER =
            Reply.of(501, "5.5.2", "The name holds a character that is not printable US-ASCII");
    private static final Reply TRY_LATER = Reply.of(451, "4.3.0", "Temporary failure, please try again later");

    private final GreetingRules greeting;
    private final Map<String, StageScript> scripts;
    private final Extensions extensions;
    private final Ruled priorityCeiling;
    private final IntakeRules intake;
    private final boolean ehloAsksOutside;
    private final ListenerNames listenerNames;
    private final Settings.JamesExt ours;

    Policy(
            Settings settings,
            GreetingRules greeting,
            Map<String, StageScript> scripts,
            Extensions extensions,
            Ruled priorityCeiling,
            IntakeRules intake) {
        this.listenerNames = new ListenerNames(settings.listeners());
        this.ours = settings.jamesExt();
        this.greeting = greeting;
        this.scripts = Map.copyOf(scripts);
        this.extensions = extensions;
        this.priorityCeiling = priorityCeiling;
        this.intake = intake;
        this.ehloAsksOutside = greeting.rejectNonFqdn().asksOutside()
                || greeting.script().asksOutside()
                || scripts.values().stream().anyMatch(StageScript::asksOutside)
                || extensions.offersAskOutside();
    }

    /**
     * Decides whether what stands behind a greeting is a name at all (decision 11); where it is not, whether that matters
     * ({@code james-ext.accept-any-name}).
     *
     * @param command the greeting
     * @param facts those at EHLO, with the name offered
     */
    public Decision name(String argument, String command, SessionFacts facts, Trace trace) {
        EhloName.Fault fault = EhloName.fault(argument);
        if (fault == null) {
            return Decision.ACCEPT;
        }
        try {
            return fault.isForgivable() && forgives(facts, trace)
                    ? Decision.ACCEPT
                    : new Decision.Reject(refusal(fault, command));
        } catch (EvalFailure failure) {
            return temporaryFailure(failure.located());
        }
    }

    /** What holds for everybody has not decided: it is nothing to show. */
    private boolean forgives(SessionFacts facts, Trace trace) {
        return greeting.anyName().always().orElseGet(() -> greeting.anyName().test(facts, trace));
    }

    /** Decides on the name a client gives: the FQDN rule, then the script (decision 12). */
    public Decision ehlo(EhloName name, SessionFacts facts, Trace trace) {
        try {
            if (!name.qualified() && greeting.rejectNonFqdn().test(facts, trace)) {
                return new Decision.Reject(NOT_QUALIFIED);
            }
            return runScript(facts, trace);
        } catch (EvalFailure failure) {
            return temporaryFailure(failure.located());
        }
    }

    /** Whether a rule about greetings asks the outside, so that {@link #ehlo} and {@link #offers} may take time. */
    public boolean ehloAsksOutside() {
        return ehloAsksOutside;
    }

    /** Whether the same is so for {@link #mail} and {@link #uses}. */
    public boolean mailAsksOutside(Set<Extension> some) {
        return greeting.require().asksOutside() || usesAskOutside(some);
    }

    /** Whether the same is so for {@link #uses} alone. */
    public boolean usesAskOutside(Set<Extension> some) {
        return extensions.usesAskOutside(some)
                || (some.contains(Extension.MT_PRIORITY) && priorityCeiling.asksOutside());
    }

    /** Decides whether a transaction may begin: {@code session.ehlo.require}, asked when it matters. */
    public Decision mail(SessionFacts facts, Trace trace) {
        try {
            return facts.greeted() || !greeting.require().test(facts, trace)
                    ? Decision.ACCEPT
                    : new Decision.Reject(greetFirst(facts));
        } catch (EvalFailure failure) {
            return temporaryFailure(failure.located());
        }
    }

    /** What {@code session.ehlo.require} says to everybody; empty where that depends. */
    public Optional<Boolean> requiresGreeting() {
        return greeting.require().always();
    }

    private static Reply greetFirst(SessionFacts facts) {
        return Reply.of(503, "5.5.1", "Say " + facts.protocol().greeting() + " first");
    }

    /**
     * The extensions that EHLO shows to a session now; whatever the rules say only those it has room for (decisions 22, 38).
     * What it may use of them when it comes to that is for {@link #uses} to say.
     */
    public Offering offers(SessionFacts facts, Trace trace) {
        return granted(extensions.offered(), EnumSet.allOf(Extension.class), facts, trace);
    }

    /**
     * Which of some extensions are granted to a command that uses them, and what bounds the use besides. The rules of others
     * are not asked.
     */
    public Offering uses(Set<Extension> some, SessionFacts facts, Trace trace) {
        Offering offering = granted(extensions.used(), some, facts, trace);
        return offering instanceof Offering.Known known && known.offers().granted(Extension.MT_PRIORITY)
                ? withPriorityCeiling(known.offers(), facts, trace)
                : offering;
    }

    private Offering withPriorityCeiling(Offers offers, SessionFacts facts, Trace trace) {
        try {
            Value ceiling = priorityCeiling.value(facts, trace);
            OptionalInt priority = priority(ceiling);
            return priority.isPresent()
                    ? new Offering.Known(offers.withPriorityCeiling(priority.getAsInt()))
                    : new Offering.Unknown(temporaryFailure(
                            "james-ext.mt-priority-ceiling cannot be " + priorityCeiling.shown(ceiling)));
        } catch (EvalFailure failure) {
            return new Offering.Unknown(temporaryFailure(failure.located()));
        }
    }

    /** A value as a priority; empty when it is none. */
    static OptionalInt priority(Value value) {
        return value instanceof Value.Whole whole
                        && whole.value() >= MtPriority.LOWEST
                        && whole.value() <= MtPriority.HIGHEST
                ? OptionalInt.of((int) whole.value())
                : OptionalInt.empty();
    }

    private static Offering granted(Map<Extension, Ruled> rules, Set<Extension> some, SessionFacts facts, Trace trace) {
        Map<Extension, Value> granted = new EnumMap<>(Extension.class);
        try {
            for (Map.Entry<Extension, Ruled> entry : rules.entrySet()) {
                Extension extension = entry.getKey();
                if (some.contains(extension) && extension.fits(facts)) {
                    Value value = extension.read(entry.getValue().value(facts, trace));
                    if (extension.isGrantedBy(value)) {
                        granted.put(extension, value);
                    }
                }
            }
        } catch (EvalFailure failure) {
            return new Offering.Unknown(temporaryFailure(failure.located()));
        }
        Map<Extension, String> macros = new EnumMap<>(Extension.class);
        for (Map.Entry<Extension, Value> entry : granted.entrySet()) {
            Ruled granting = Objects.requireNonNull(rules.get(entry.getKey()));
            granting.macro().ifPresent(macro -> macros.put(entry.getKey(), macro));
            if (!entry.getKey().isOfItsKind(entry.getValue())) {
                return new Offering.Unknown(temporaryFailure("session.extensions."
                        + entry.getKey().setting().key() + " cannot be "
                        + granting.shown(entry.getValue())));
            }
        }
        return new Offering.Known(new Offers(granted, facts.now(), macros));
    }

    /** The answer to a client when something the policy asks did not answer. */
    public static Decision.TemporaryFailure temporaryFailure(@Nullable String cause) {
        return new Decision.TemporaryFailure(TRY_LATER, cause == null ? "unknown cause" : cause);
    }

    private static Reply refusal(EhloName.Fault fault, String command) {
        return switch (fault) {
            case MISSING -> Reply.of(501, "5.5.4", "A name is needed: " + command + " name");
            case TOO_LONG -> NAME_TOO_LONG;
            case BAD_CHARACTER, NOT_ASCII -> NAME_BAD_CHARACTER;
        };
    }

    /** How many refused EHLO, HELO or LHLO commands end a connection (decision 36). */
    public int refusedEhloMax() {
        return ours.refusedEhloMax();
    }

    /** How many failed logins end a connection (decision 41). */
    public int failedAuthMax() {
        return ours.failedAuthMax();
    }

    /** How often a client may ask by VRFY or EXPN in an hour; 0 for never. */
    public int vrfyLimit() {
        return ours.vrfyLimit();
    }

    /** How many reports on the mail of one sender go out in an hour. */
    public int reportsPerHourMax() {
        return ours.reportsPerHourMax();
    }

    /** How many octets of reports on the mail of one sender go out in an hour. */
    public int reportOctetsPerHourMax() {
        return ours.reportOctetsPerHourMax();
    }

    /** How much mail may be held. */
    public HeldLimits heldLimits() {
        Settings.Held held = ours.held();
        return new HeldLimits(held.messages(), held.octets(), held.messagesTotal(), held.octetsTotal());
    }

    /** How long a command waits for the answer to one question, to a name server or to James. */
    public Duration questionTimeMax() {
        return ours.questionTimeMax();
    }

    /** Whether James's filters get the body of a message line by line. */
    public boolean lineByLine() {
        return ours.lineByLine();
    }

    /** Whether the policy does not rule an extension: James's handlers and those of third parties do (leave-to-james). */
    public boolean leavesToJames(Extension extension) {
        return ours.leftToJames().contains(extension.setting());
    }

    /** Octets of a message's header that are taken, without the empty line behind it. */
    public int headerOctetsMax() {
        return ours.headerOctetsMax();
    }

    /** Fields of a message's header that are taken. */
    public int headerFieldsMax() {
        return ours.headerFieldsMax();
    }

    /** Whether a client may be kept waiting for its greeting, so that {@link #greetDelay} has to be asked. */
    public boolean mayDelayGreetings() {
        return intake.mayDelayGreetings();
    }

    /** How long a client that has just come waits for its greeting; zero for not at all. */
    public Asked<Duration> greetDelay(SessionFacts facts, Trace trace) {
        return intake.greetDelay(facts, trace);
    }

    /** What a bare LF in a message means that begins now. */
    public Asked<BareLf> bareLf(SessionFacts facts, Trace trace) {
        return intake.bareLf(facts, trace);
    }

    /** How many lines that are no command end a connection. */
    public int badCommandsMax() {
        return ours.intake().badCommandsMax();
    }

    /** Octets of a line of a message's body, without its end. */
    public int lineOctetsMax() {
        return ours.intake().lineOctetsMax();
    }

    /** The name of the listener at a local address that has none in the XML; empty when nobody named it. */
    public String listenerAt(InetAddress address, int port) {
        return listenerNames.at(address, port);
    }

    /** What grants each extension, and what shows it. */
    Extensions extensions() {
        return extensions;
    }

    /** Every setting that rules. */
    Stream<Ruled> rules() {
        return Stream.of(
                        greeting.all(),
                        intake.all(),
                        Stream.of(priorityCeiling),
                        extensions.offered().values().stream(),
                        extensions.used().values().stream())
                .flatMap(some -> some)
                .distinct();
    }

    /** How listeners are named in the TOML. */
    ListenerNames listenerNames() {
        return listenerNames;
    }

    private Decision runScript(SessionFacts facts, Trace trace) {
        Value named = greeting.script().value(facts, trace);
        if (!named.truth()) {
            return Decision.ACCEPT;
        }
        StageScript chosen = named instanceof Value.Text text ? scripts.get(text.value()) : null;
        if (chosen == null) {
            return scriptFailed(
                    "there is no script named '" + greeting.script().macro().orElseGet(named::asText) + "'");
        }
        try {
            return chosen.run(facts, trace);
        } catch (ScriptFailure failure) {
            return scriptFailed(String.valueOf(failure.getMessage()));
        }
    }

    /** Decision 17: what an unusable script means is the operator's choice. The caller logs and counts it either way. */
    private Decision scriptFailed(String cause) {
        return switch (ours.onError()) {
            case TEMPFAIL -> temporaryFailure(cause);
            case ACCEPT -> new Decision.AcceptAnyway(cause);
        };
    }
}
