package dev.jamesext.runtime;

import dev.jamesext.runtime.Installation.Endpoint;
import dev.jamesext.settings.Settings;
import dev.jamesext.settings.Settings.ListenerBind;
import dev.jamesext.source.Problems;
import java.util.List;

/** Compares the listener names of {@code smtpserver.xml} with those of {@code ehlo.toml}: XML wins, and is said to. */
final class ListenerAgreement {

    private ListenerAgreement() {}

    static void check(Settings settings, List<Endpoint> endpoints, Problems problems) {
        for (ListenerBind bind : settings.listeners()) {
            for (Endpoint endpoint : endpoints) {
                if (!endpoint.listener().isEmpty()
                        && !endpoint.listener().equals(bind.name())
                        && endpoint.binds().contains(bind.host() + ":" + bind.port())) {
                    problems.warning(
                            bind.address().source(),
                            bind.address().span(),
                            bind.address().key(),
                            "conf/" + endpoint.file() + " calls the listener on this address '" + endpoint.listener()
                                    + "', and that name is used");
                }
            }
        }
    }
}
