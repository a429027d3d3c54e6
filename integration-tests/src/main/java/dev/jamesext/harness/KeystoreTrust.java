package dev.jamesext.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keystores, and TLS that trusts the certificates of one and no other. Host names are not compared. */
final class KeystoreTrust {
    private KeystoreTrust() {}

    /** Makes a keystore with one self-signed certificate, by the {@code keytool} of this JVM's own JDK. */
    static void makeKeystore(Path keystore, String secret) {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair", "-alias", "james"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=mail.example.test"));
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

    static SSLContext of(Path keystore, String secret) {
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore generated = KeyStore.getInstance("PKCS12");
            generated.load(in, secret.toCharArray());
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
