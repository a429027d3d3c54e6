package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.jamesext.policy.Protocol;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.utils.PropertiesProvider;

/**
 * How the module stands in James's configuration: checked whole before anything else of ours is made, so that a half
 * installation ends the boot with the missing line, and before the first port is opened.
 */
@Singleton
public final class Installation {

    static final String MODULE = "dev.jamesext.runtime.JamesExtModule";
    static final String LISTENER = "dev.jamesext.smtp.Listener";

    private static final String MODULE_KEY = "guice.extension.module";

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * Reads {@code extensions.properties}, {@code smtpserver.xml} and {@code lmtpserver.xml}.
     *
     * @throws InstallationException when a half of the installation is missing; the message holds every fault
     */
    @Inject
    public Installation(PropertiesProvider properties, ConfigurationProvider configurations) {
        checkModule(properties);
        for (ServerFile file : ServerFile.values()) {
            for (HierarchicalConfiguration<ImmutableNode> server : servers(file, configurations)) {
                checkServer(file, server);
            }
        }
        if (!faults.isEmpty()) {
            throw new InstallationException(
                    "james-ext is not installed as it must be, James does not start\n" + String.join("\n", faults));
        }
    }

    /** The servers that the module rules. */
    public List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /**
     * One {@code <smtpserver>} or {@code <lmtpserver>} that the module rules.
     *
     * @param listener the name its {@code Listener} handler gives; empty when it gives none
     * @param binds its addresses as written, {@code host:port}
     * @param said what it says about itself that the policy may contradict: names of elements, and their texts
     */
    public record Endpoint(
            Protocol protocol, String file, String listener, List<String> binds, Map<String, String> said) {
        public Endpoint {
            binds = List.copyOf(binds);
            said = Map.copyOf(said);
        }
    }

    /** The server files of James that the module can stand in. */
    private enum ServerFile {
        SMTP(
                "smtpserver",
                "0.0.0.0:25",
                new Chain(
                        Protocol.SMTP,
                        "org.apache.james.smtpserver.CoreCmdHandlerLoader",
                        "dev.jamesext.smtp.CoreHandlers")),
        LMTP(
                "lmtpserver",
                "0.0.0.0:24",
                new Chain(
                        Protocol.LMTP,
                        "org.apache.james.lmtpserver.CoreCmdHandlerLoader",
                        "dev.jamesext.smtp.LmtpCoreHandlers"),
                new Chain(
                        Protocol.LMTP_TO_MAILETS,
                        "org.apache.james.lmtpserver.MailetContainerCmdHandlerLoader",
                        "dev.jamesext.smtp.LmtpMailetContainerCoreHandlers"));

        private final String element;
        private final String defaultBind;
        private final List<Chain> chains;

        ServerFile(String element, String defaultBind, Chain... chains) {
            this.element = element;
            this.defaultBind = defaultBind;
            this.chains = List.of(chains);
        }

        /** What a server speaks whose coreHandlersPackage is of james-ext; empty where it is not, or is for another file. */
        Optional<Protocol> protocol(String coreHandlers) {
            return chains.stream()
                    .filter(chain -> chain.ours.equals(coreHandlers))
                    .map(Chain::protocol)
                    .findFirst();
        }

        /** Whether a coreHandlersPackage is that of james-ext for any protocol. */
        static boolean isOursAnywhere(String coreHandlers) {
            return Arrays.stream(values())
                    .anyMatch(file -> file.protocol(coreHandlers).isPresent());
        }

        /** The line that must stand in place of one with another coreHandlersPackage. */
        String chainLine(String coreHandlers) {
            String ours = chains.stream()
                    .filter(chain -> chain.stock.equals(coreHandlers))
                    .findFirst()
                    .orElse(chains.get(0))
                    .ours;
            return "    <handlerchain coreHandlersPackage=\"" + ours + "\">";
        }

        /** A coreHandlersPackage of James, and ours that takes its place. */
        private record Chain(Protocol protocol, String stock, String ours) {}
    }

    private void checkModule(PropertiesProvider properties) {
        try {
            Configuration extensions = properties.getConfiguration("extensions");
            boolean installed = Arrays.stream(extensions.getStringArray(MODULE_KEY))
                    .flatMap(value -> Arrays.stream(value.split(",", -1)))
                    .anyMatch(value -> value.strip().equals(MODULE));
            if (installed) {
                return;
            }
        } catch (FileNotFoundException absent) {
            // Said below together with the case of a file without the line: the cure is the same.
        } catch (ConfigurationException unreadable) {
            faults.add("conf/extensions.properties: cannot be read: " + unreadable.getMessage());
            return;
        }
        faults.add("conf/extensions.properties: lacks the line\n    " + MODULE_KEY + "=" + MODULE);
    }

    private void checkServer(ServerFile file, HierarchicalConfiguration<ImmutableNode> server) {
        String chain = server.getString("handlerchain[@coreHandlersPackage]", "");
        Optional<Protocol> protocol = file.protocol(chain);
        boolean ours = protocol.isPresent();
        List<HierarchicalConfiguration<ImmutableNode>> listeners =
                server.configurationsAt("handlerchain.handler").stream()
                        .filter(handler -> handler.getString("[@class]", "").equals(LISTENER))
                        .toList();
        List<String> bind = bind(server, file);
        String where = "conf/" + file.element + ".xml, server on " + String.join(", ", bind) + ": ";
        if (!ours && ServerFile.isOursAnywhere(chain)) {
            faults.add(where + chain + " is for another protocol; the line must be\n" + file.chainLine(chain));
        } else if (ours && listeners.isEmpty()) {
            faults.add(where + "its <handlerchain> has the coreHandlersPackage of james-ext but lacks the line\n"
                    + "    <handler class=\"" + LISTENER + "\"><listener>NAME</listener></handler>");
        } else if (!ours && !listeners.isEmpty()) {
            faults.add(where + "its <handlerchain> has the handler " + LISTENER
                    + " but not the attribute; the line must be\n" + file.chainLine(chain));
        } else if (listeners.size() > 1) {
            faults.add(
                    where + LISTENER + " stands " + listeners.size() + " times in one <handlerchain>; once is right");
        } else if (protocol.isPresent()) {
            String name = listeners.get(0).getString("listener", "").strip();
            endpoints.add(new Endpoint(protocol.get(), file.element + ".xml", name, bind, said(server)));
        }
    }

    private List<HierarchicalConfiguration<ImmutableNode>> servers(
            ServerFile server, ConfigurationProvider configurations) {
        try {
            HierarchicalConfiguration<ImmutableNode> file = configurations.getConfiguration(server.element);
            return file.configurationsAt(server.element).stream()
                    .filter(one -> one.getBoolean("[@enabled]", true))
                    .toList();
        } catch (ConfigurationException unreadable) {
            faults.add("conf/" + server.element + ".xml: cannot be read: " + unreadable.getMessage());
            return List.of();
        }
    }

    private static Map<String, String> said(HierarchicalConfiguration<ImmutableNode> server) {
        Map<String, String> said = new HashMap<>();
        for (String element : XmlAgreement.ELEMENTS) {
            String text = String.join(",", server.getStringArray(element)).strip();
            if (!text.isEmpty()) {
                said.put(element, text);
            }
        }
        return said;
    }

    private static List<String> bind(HierarchicalConfiguration<ImmutableNode> server, ServerFile file) {
        return Arrays.stream(server.getString("bind", file.defaultBind).split(","))
                .map(String::strip)
                .toList();
    }
}
