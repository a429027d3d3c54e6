package dev.jamesext.cli;

import dev.jamesext.cli.Terminal.Colour;
import dev.jamesext.expr.FunctionReference;
import dev.jamesext.settings.Defaults;
import dev.jamesext.settings.Key;
import dev.jamesext.settings.KeyTable;
import dev.jamesext.sieve.ScriptReference;
import dev.jamesext.sieve.ScriptReference.Usage;
import java.util.List;

/** What a policy may hold, from the tables that the manual is held against. */
final class Reference {

    private final Terminal terminal;

    Reference(Terminal terminal) {
        this.terminal = terminal;
    }

    void functions() {
        for (FunctionReference function : FunctionReference.all()) {
            head(function.usage(), "yields " + function.yields());
            terminal.line("    " + function.meaning());
            terminal.line("    " + function.example() + " gives " + function.gives());
        }
    }

    void settings() {
        for (KeyTable table : KeyTable.values()) {
            head("[" + table.path() + "]", table.doc());
            table.keys().stream().filter(key -> key.use() == Key.Use.READ).forEach(key -> {
                terminal.line("  " + key.name() + ": " + key.kind().expected());
                terminal.line("    " + key.doc());
            });
            terminal.line("");
        }
        terminal.line("What holds where the policy says nothing:");
        terminal.line("");
        terminal.out().print(Defaults.text());
    }

    void capabilities() {
        names("Capabilities, for require", ScriptReference.capabilities());
        usages("Commands", ScriptReference.commands());
        usages("Tests", ScriptReference.tests());
        names("Items of the environment, for ${env.ITEM} and the test environment", ScriptReference.environment());
    }

    private void names(String title, List<String> names) {
        terminal.line(terminal.painted(Colour.GREEN, title));
        names.forEach(name -> terminal.line("  " + name));
        terminal.line("");
    }

    private void usages(String title, List<Usage> usages) {
        terminal.line(terminal.painted(Colour.GREEN, title));
        for (Usage usage : usages) {
            String needs = usage.capability().isEmpty() ? "" : ", needs " + usage.capability();
            terminal.line("  " + usage.usage() + needs);
        }
        terminal.line("");
    }

    private void head(String name, String about) {
        terminal.line(terminal.painted(Colour.GREEN, name) + "  " + about);
    }
}
