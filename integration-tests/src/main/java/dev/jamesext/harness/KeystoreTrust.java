package dev.jamesext.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the certificates of one keystore, and no other. Host names are not compared. */
final class KeystoreTrust {
    private KeystoreTrust() {}

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
