package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloLine;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The extensions a session is granted at one moment. Immutable. */
public final class Offers {

    private final Set<Extension> granted;

    Offers(Set<Extension> granted) {
        this.granted = granted.isEmpty() ? EnumSet.noneOf(Extension.class) : EnumSet.copyOf(granted);
    }

    public boolean granted(Extension extension) {
        return granted.contains(extension);
    }

    /** Their EHLO lines, in the registry's order: the same facts always give the same lines. */
    public List<EhloLine> lines() {
        return granted.stream().map(Extension::line).toList();
    }
}
