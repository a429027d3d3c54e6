package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.user.api.UsersRepository;

/** Whom James delivers to: its users, and what its rewrite table makes of addresses. Every question may take time. */
@Singleton
public final class AddressBook {

    private final DomainList domains;
    private final UsersRepository users;
    private final RecipientRewriteTable rewriting;

    @Inject
    public AddressBook(DomainList domains, UsersRepository users, RecipientRewriteTable rewriting) {
        this.domains = domains;
        this.users = users;
        this.rewriting = rewriting;
    }

    /** The domain of users that are named without one. */
    public Domain defaultDomain() throws Exception {
        return domains.getDefaultDomain();
    }

    /** Whether James is where mail for a domain ends. */
    public boolean isLocal(Domain domain) throws Exception {
        return domains.containsDomain(domain);
    }

    /** Whether there is a user of that address, whatever the rewrite table makes of it. */
    public boolean isUser(MailAddress address) throws Exception {
        return users.contains(users.getUsername(address));
    }

    /**
     * The addresses that mail for an alias, a group or a user with forwards goes to; empty where nothing is rewritten, and
     * where the table says that there shall be no such address.
     *
     * @throws Exception when James cannot say, also when its table goes round in circles
     */
    public List<String> members(MailAddress address) throws Exception {
        try {
            return rewriting
                    .getResolvedMappings(address.getLocalPart(), address.getDomain())
                    .asStream()
                    .filter(mapping -> mapping.getType() != Mapping.Type.Error)
                    .map(Mapping::asMailAddress)
                    .flatMap(Optional::stream)
                    .filter(member -> !member.equals(address))
                    .map(MailAddress::asString)
                    .sorted()
                    .distinct()
                    .toList();
        } catch (RecipientRewriteTable.TooManyMappingException circle) {
            throw circle;
        } catch (RecipientRewriteTable.ErrorMappingException refused) {
            return List.of();
        }
    }
}
