package dev.jamesext.settings;

import dev.jamesext.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The environment and the files that the policies under {@code src/test/resources} may name. */
public final class FixtureMacros implements MacroSource {

    public static final MacroSource INSTANCE = new FixtureMacros();

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "DOMAIN", "example.org",
            "EMPTY", "",
            "NUMBER", "77",
            "RULE", "is_tls && helo_domian = 'a'",
            "FOLDER", "conf",
            "FILE_MACRO", "%{file:conf/name.txt}%",
            "ENV_MACRO", "%{env:DOMAIN}%",
            "TOML", "\", then = true }");

    private FixtureMacros() {}

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(ENVIRONMENT.get(name));
    }

    @Override
    public Location locate(String path, boolean outsideAllowed) {
        if (path.startsWith("/") && !outsideAllowed) {
            return new Location.Refused("it is outside");
        }
        URL file = FixtureMacros.class.getResource("/macros/" + path);
        try {
            return file == null
                    ? new Location.Refused("there is no such file")
                    : new Location.At(Path.of(file.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Inclusion file(String path, boolean outsideAllowed) {
        if (path.startsWith("/") && !outsideAllowed) {
            return new Inclusion.Refused("it is outside");
        }
        try (InputStream in = FixtureMacros.class.getResourceAsStream("/macros/" + path)) {
            return in == null
                    ? new Inclusion.Refused("there is no such file")
                    : new Inclusion.Read(SourceText.of(path, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
