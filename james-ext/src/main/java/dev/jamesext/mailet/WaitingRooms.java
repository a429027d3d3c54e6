package dev.jamesext.mailet;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.jamesext.mailet.WaitingRoom.Exit;
import dev.jamesext.runtime.Beat;
import dev.jamesext.runtime.ServerLife;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;

/**
 * The rooms of this server, one for each repository, and the thread that looks after them every second. It is a daemon, begins
 * with the first room, outlives whatever a look throws, and ends with the server.
 */
@Singleton
final class WaitingRooms {

    /** From one look to the next. */
    private static final long LOOK_MILLIS = 1000;

    private final MailRepositoryStore store;
    private final Clock clock;
    private final ServerLife life;
    private final Map<String, WaitingRoom> rooms = new ConcurrentHashMap<>();
    private boolean watched;

    @Inject
    WaitingRooms(MailRepositoryStore store, Clock clock, ServerLife life) {
        this.life = life;
        this.store = store;
        this.clock = clock;
    }

    /** How the repositories of this James begin; empty where it has no usual one. */
    Optional<String> protocol() {
        return store.defaultProtocol().map(Protocol::getValue);
    }

    /**
     * The room of a repository, made when it is asked for first.
     *
     * @param url such as {@code cassandra://var/mail/waiting}
     * @throws IllegalArgumentException when James has no such repository
     */
    synchronized WaitingRoom room(String url, Exit exit) {
        WaitingRoom room =
                rooms.computeIfAbsent(url, missing -> new WaitingRoom(missing, repository(missing), clock, exit));
        if (!watched) {
            watched = true;
            life.repeat("james-ext-waiting", LOOK_MILLIS, this::look);
        }
        return room;
    }

    private MailRepository repository(String url) {
        try {
            return store.select(MailRepositoryUrl.from(url));
        } catch (Exception e) { // Each kind of repository has exceptions of its own.
            throw new IllegalArgumentException("mail cannot wait in '" + url + "': " + e, e);
        }
    }

    /** One look into each room; trouble in one does not keep another waiting. */
    void look() {
        rooms.forEach((url, room) -> {
            try {
                room.look();
            } catch (Throwable trouble) { // Also a mail too large for the heap.
                Beat.tell("waiting mail in " + url, trouble);
            }
        });
    }
}
