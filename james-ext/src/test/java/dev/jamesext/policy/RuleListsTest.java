package dev.jamesext.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.expr.NamedLists;
import dev.jamesext.expr.Value;
import dev.jamesext.lookup.Answer;
import dev.jamesext.lookup.ExactList;
import dev.jamesext.lookup.KeyComparison;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.lookup.LookupList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleListsTest {

    private static final LookupList DOWN = new LookupList() {
        @Override
        public String name() {
            return "down";
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public Answer find(String key, KeyComparison comparison) {
            return new Answer.Failed("nobody answers for " + key);
        }
    };

    private final NamedLists lists =
            new RuleLists(ListCatalog.of(List.of(ExactList.of("blocked", List.of("Mail.Spammer.test")), DOWN)));

    @Test
    void comparesKeysAsDomainNames() {
        NamedLists.NamedList blocked = lists.list("blocked").orElseThrow();

        assertThat(blocked.find("mail.spammer.TEST.")).isEqualTo(new NamedLists.Answer.Found(Value.TRUE));
        assertThat(blocked.find("spammer.test")).isEqualTo(new NamedLists.Answer.Missing());
    }

    @Test
    void keepsFailureFailure() {
        assertThat(lists.list("down").orElseThrow().find("a"))
                .isEqualTo(new NamedLists.Answer.Failed("nobody answers for a"));
    }

    @Test
    void knowsItsListsByTheirExactNames() {
        assertThat(lists.names()).containsExactly("blocked", "down");
        assertThat(lists.list("Blocked")).isEmpty();
    }
}
