package dev.jamesext.cli;

import dev.jamesext.settings.IpLiteral;
import dev.jamesext.settings.TestSettings.Client;
import dev.jamesext.settings.TestSettings.Command;
import dev.jamesext.settings.TestSettings.Greeting;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that describe a client. What is left out is as in a test of the policy. */
final class ClientOptions {

    /** Ports are numbers of 16 bits; zero is none. */
    private static final int PORTS = 1 << 16;

    @Option(
            names = "--listener",
            paramLabel = "NAME",
            description = "listener it connects to (smtp, or lmtp with --lhlo, unless --local-port names another)")
    private @Nullable String listener;

    @Option(
            names = "--remote-ip",
            paramLabel = "ADDRESS",
            converter = Address.class,
            description = "its address (192.0.2.1)")
    private InetAddress remoteIp = Client.REMOTE_IP;

    @Option(names = "--remote-port", paramLabel = "PORT", converter = Port.class, description = "its port (49152)")
    private int remotePort = Client.REMOTE_PORT;

    @Option(
            names = "--local-ip",
            paramLabel = "ADDRESS",
            converter = Address.class,
            description = "address it connects to (the listener's)")
    private @Nullable InetAddress localIp;

    @Option(
            names = "--local-port",
            paramLabel = "PORT",
            converter = Port.class,
            description = "port it connects to (the listener's)")
    private @Nullable Integer localPort;

    @Option(names = "--tls", description = "the session is encrypted")
    private boolean tls;

    @Option(names = "--authenticated-as", paramLabel = "LOGIN", description = "its login (not logged in)")
    private String authenticatedAs = "";

    @Option(names = "--mailets", description = "with --lhlo: the listener hands its messages to the mailets")
    private boolean mailets;

    @Option(names = "--ehlo", paramLabel = "NAME", description = "what it says behind EHLO")
    private @Nullable String ehlo;

    @Option(names = "--helo", paramLabel = "NAME", description = "what it says behind HELO, in place of --ehlo")
    private @Nullable String helo;

    @Option(
            names = "--lhlo",
            paramLabel = "NAME",
            description = "what it says behind LHLO, in place of --ehlo: it speaks LMTP")
    private @Nullable String lhlo;

    @Option(names = "--sender", paramLabel = "ADDRESS", description = "it goes on to MAIL FROM:<ADDRESS>; may be empty")
    private @Nullable String sender;

    /**
     * The client.
     *
     * @throws UnreadableException when it would say nothing, or greet twice
     */
    Client client() throws UnreadableException {
        List<Greeting> greetings = greetings();
        if (greetings.size() > 1) {
            throw new UnreadableException("a client greets once: --ehlo, --helo or --lhlo");
        }
        if (greetings.isEmpty() && sender == null) {
            throw new UnreadableException(
                    "what does the client say? --ehlo NAME, --helo NAME, --lhlo NAME or --sender ADDRESS");
        }
        return new Client(
                Optional.ofNullable(listener),
                remoteIp,
                remotePort,
                Optional.ofNullable(localIp),
                Optional.ofNullable(localPort),
                tls,
                authenticatedAs,
                mailets,
                greetings.stream().findFirst(),
                Optional.ofNullable(sender));
    }

    private List<Greeting> greetings() {
        return Stream.of(greeting(Command.EHLO, ehlo), greeting(Command.HELO, helo), greeting(Command.LHLO, lhlo))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Greeting> greeting(Command command, @Nullable String name) {
        return Optional.ofNullable(name).map(said -> new Greeting(command, said));
    }

    /** Picocli's own converter would ask the DNS. */
    static final class Address implements ITypeConverter<InetAddress> {
        @Override
        public InetAddress convert(String value) {
            return IpLiteral.parse(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is no IP address such as 192.0.2.1 or 2001:db8::1"));
        }
    }

    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            int port = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
            if (port < 1 || port >= PORTS) {
                throw new TypeConversionException("'" + value + "' is no port from 1 to " + (PORTS - 1));
            }
            return port;
        }
    }
}
