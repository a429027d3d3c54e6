package dev.jamesext.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keystores, and TLS that trusts the certificates of one and no other. Host names are not compared. */
final class KeystoreTrust {
    private KeystoreTrust() {}

    /** Makes a keystore with one self-signed certificate, by the {@code keytool} of this JVM's own JDK. */
    static void makeKeystore(Path keystore, String secret) {
        makeKeystore(keystore, secret, "CN=mail.example.test", "san=dns:mail.example.test");
    }

    /** The same for a name; {@code extension} as keytool's {@code -ext} takes it. */
    static void makeKeystore(Path keystore, String secret, String name, String extension) {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair", "-alias", "james"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-dname", name, "-ext", extension));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", secret, "-keystore", keystore.toString()));
        try {
            Files.createDirectories(keystore.toAbsolutePath().getParent());
            Files.deleteIfExists(keystore);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + keystore, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making " + keystore, e);
        }
    }

    /** A keystore whose certificates are those of others, for a JVM that shall trust them. */
    static void makeTrustStore(Path file, String secret, Path... keystores) {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (Path keystore : keystores) {
                KeyStore one = load(keystore, secret);
                for (String alias : Collections.list(one.aliases())) {
                    trusted.setCertificateEntry(keystore.getFileName() + "-" + alias, one.getCertificate(alias));
                }
            }
            trusted.store(out, secret.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make " + file, e);
        }
    }

    /** TLS of a server that shows the certificate in a keystore. */
    static SSLContext server(Path keystore, String secret) {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(load(keystore, secret), secret.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the certificate in " + keystore, e);
        }
    }

    private static KeyStore load(Path keystore, String secret) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            loaded.load(in, secret.toCharArray());
            return loaded;
        }
    }

    static SSLContext of(Path keystore, String secret) {
        try {
            KeyStore generated = load(keystore, secret);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (String alias : Collections.list(generated.aliases())) {
                trusted.setCertificateEntry(alias, generated.getCertificate(alias));
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust the certificate in " + keystore, e);
        }
    }
}
