package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        for (Protocol protocol : Protocol.values()) {
            for (HierarchicalConfiguration<ImmutableNode> server : servers(protocol, configurations)) {
                checkServer(protocol, server);
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
     */
    public record Endpoint(String file, String listener, List<String> binds) {
        public Endpoint {
            binds = List.copyOf(binds);
        }
    }

    /** The server files of James that the module can stand in. */
    private enum Protocol {
        SMTP("smtpserver", "dev.jamesext.smtp.CoreHandlers", "0.0.0.0:25"),
        LMTP("lmtpserver", "dev.jamesext.smtp.LmtpCoreHandlers", "0.0.0.0:24");

        private final String element;
        private final String coreHandlers;
        private final String defaultBind;

        Protocol(String element, String coreHandlers, String defaultBind) {
            this.element = element;
            this.coreHandlers = coreHandlers;
            this.defaultBind = defaultBind;
        }

        /** Whether a coreHandlersPackage is that of james-ext for any protocol. */
        static boolean isOurs(String coreHandlers) {
            return Arrays.stream(values()).anyMatch(protocol -> protocol.coreHandlers.equals(coreHandlers));
        }

        String chainLine() {
            return "    <handlerchain coreHandlersPackage=\"" + coreHandlers + "\">";
        }
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

    private void checkServer(Protocol protocol, HierarchicalConfiguration<ImmutableNode> server) {
        String chain = server.getString("handlerchain[@coreHandlersPackage]", "");
        boolean ours = chain.equals(protocol.coreHandlers);
        List<HierarchicalConfiguration<ImmutableNode>> listeners =
                server.configurationsAt("handlerchain.handler").stream()
                        .filter(handler -> handler.getString("[@class]", "").equals(LISTENER))
                        .toList();
        List<String> bind = bind(server, protocol);
        String where = "conf/" + protocol.element + ".xml, server on " + String.join(", ", bind) + ": ";
        if (protocol == Protocol.LMTP && (Protocol.isOurs(chain) || !listeners.isEmpty())) {
            faults.add(
                    where + "this version does not rule LMTP; take the lines of james-ext out of its <handlerchain>");
        } else if (!ours && Protocol.isOurs(chain)) {
            faults.add(where + chain + " is for another protocol; the line must be\n" + protocol.chainLine());
        } else if (ours && listeners.isEmpty()) {
            faults.add(where + "its <handlerchain> has the coreHandlersPackage of james-ext but lacks the line\n"
                    + "    <handler class=\"" + LISTENER + "\"><listener>NAME</listener></handler>");
        } else if (!ours && !listeners.isEmpty()) {
            faults.add(where + "its <handlerchain> has the handler " + LISTENER
                    + " but not the attribute; the line must be\n" + protocol.chainLine());
        } else if (listeners.size() > 1) {
            faults.add(
                    where + LISTENER + " stands " + listeners.size() + " times in one <handlerchain>; once is right");
        } else if (ours) {
            String name = listeners.get(0).getString("listener", "").strip();
            endpoints.add(new Endpoint(protocol.element + ".xml", name, bind));
        }
    }

    private List<HierarchicalConfiguration<ImmutableNode>> servers(
            Protocol protocol, ConfigurationProvider configurations) {
        try {
            HierarchicalConfiguration<ImmutableNode> file = configurations.getConfiguration(protocol.element);
            return file.configurationsAt(protocol.element).stream()
                    .filter(server -> server.getBoolean("[@enabled]", true))
                    .toList();
        } catch (ConfigurationException unreadable) {
            faults.add("conf/" + protocol.element + ".xml: cannot be read: " + unreadable.getMessage());
            return List.of();
        }
    }

    private static List<String> bind(HierarchicalConfiguration<ImmutableNode> server, Protocol protocol) {
        return Arrays.stream(server.getString("bind", protocol.defaultBind).split(","))
                .map(String::strip)
                .toList();
    }
}
