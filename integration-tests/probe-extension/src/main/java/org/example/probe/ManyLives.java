package org.example.probe;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.modules.RunArgumentsModule;
import org.apache.james.modules.server.JMXServerModule;

/**
 * A James in memory that is started and stopped five times in one JVM, as tests of others and some containers do. Each life says
 * what threads of the extension it had and has left, and the last how many policies are still held.
 */
public final class ManyLives {
    private static final int LIVES = 5;
    private static final long PATIENCE_MILLIS = 10_000;

    private ManyLives() {}

    public static void main(String[] arguments) throws Exception {
        for (int life = 1; life <= LIVES; life++) {
            live(life, arguments);
        }
        System.out.println("ManyLives: instances held: " + instances("dev.jamesext.runtime.PolicyRuntime"));
        System.exit(0);
    }

    private static void live(int life, String[] arguments) throws Exception {
        MemoryJamesConfiguration configuration = MemoryJamesConfiguration.builder()
                .useWorkingDirectoryEnvProperty()
                .build();
        GuiceJamesServer server = MemoryJamesServerMain.createServer(configuration)
                .combineWith(new FakeSearchMailboxModule(), new JMXServerModule())
                .overrideWith(new RunArgumentsModule(arguments));
        server.start();
        List<String> running = threads();
        server.stop();
        forgetBeans();
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!threads().isEmpty() && System.currentTimeMillis() < end) {
            Thread.sleep(50);
        }
        System.out.println("ManyLives: life " + life + " had " + running + " and left " + threads());
    }

    /** James leaves its own MBeans behind, and does not start beside them. */
    private static void forgetBeans() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.james:*"), null)) {
            beans.unregisterMBean(name);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("james-ext-"))
                .sorted()
                .toList();
    }

    /** Instances of a class, of whichever class loader, that a collection does not free. */
    private static long instances(String type) throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].equals(type))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }
}
