package dev.jamesext.mailet;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;

/** A repository that outlives the rooms made with it; its store has no other. */
final class FakeRepository implements MailRepository, MailRepositoryStore {

    final Map<MailKey, Mail> mails = new LinkedHashMap<>();
    boolean broken;
    boolean keepsWhatIsRemoved;

    List<String> names() {
        return mails.keySet().stream().map(MailKey::asString).toList();
    }

    private void check() {
        if (broken) {
            throw new IllegalStateException("the disk is gone");
        }
    }

    @Override
    public long size() {
        return mails.size();
    }

    @Override
    public MailKey store(Mail mail) {
        check();
        mails.put(MailKey.forMail(mail), mail);
        return MailKey.forMail(mail);
    }

    @Override
    public Iterator<MailKey> list() {
        check();
        return List.copyOf(mails.keySet()).iterator();
    }

    @Override
    public @Nullable Mail retrieve(MailKey key) {
        check();
        return mails.get(key);
    }

    @Override
    public void remove(MailKey key) {
        if (keepsWhatIsRemoved) {
            throw new IllegalStateException("nothing can be removed");
        }
        mails.remove(key);
    }

    @Override
    public void removeAll() {
        mails.clear();
    }

    @Override
    public MailRepository select(MailRepositoryUrl url) {
        check();
        return this;
    }

    @Override
    public Optional<Protocol> defaultProtocol() {
        return Optional.of(new Protocol("fake"));
    }

    @Override
    public Optional<MailRepository> get(MailRepositoryUrl url) {
        return Optional.of(this);
    }

    @Override
    public Stream<MailRepository> getByPath(MailRepositoryPath path) {
        return Stream.of(this);
    }

    @Override
    public Stream<MailRepositoryUrl> getUrls() {
        return Stream.empty();
    }
}
