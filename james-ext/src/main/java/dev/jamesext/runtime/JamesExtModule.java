package dev.jamesext.runtime;

import com.google.inject.AbstractModule;
import dev.jamesext.policy.ScriptLanguage;
import dev.jamesext.sieve.ScriptCompiler;

/**
 * The bindings of interfaces to what implements them, installed by {@code guice.extension.module} in
 * {@code conf/extensions.properties}. Concrete classes are not bound: James's injector makes them as they are asked for,
 * and a second binding of one would fail the boot.
 */
public final class JamesExtModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(ScriptLanguage.class).to(ScriptCompiler.class);
    }
}
