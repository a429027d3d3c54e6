package dev.jamesext.runtime;

import com.google.inject.AbstractModule;
import dev.jamesext.policy.ScriptLanguage;
import dev.jamesext.sieve.ScriptCompiler;

/**
 * What James's injector has to know of us, installed by {@code guice.extension.module} in
 * {@code conf/extensions.properties}: which class implements an interface, that the policy is loaded as soon as James knows
 * its extensions, and that files of a James that was killed are looked for. No server has been made by then, so a bad policy
 * ends the boot before any port is opened. Other concrete classes are not bound: the injector makes them as they are asked
 * for, and a second binding would fail the boot.
 */
public final class JamesExtModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(ScriptLanguage.class).toInstance(new ScriptCompiler(new ScriptLogger()));
        bind(PolicyRuntime.class).asEagerSingleton();
        bind(AbandonedFiles.class).asEagerSingleton();
    }
}
