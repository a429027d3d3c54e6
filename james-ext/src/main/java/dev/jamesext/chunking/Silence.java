package dev.jamesext.chunking;

import java.util.List;
import org.apache.james.protocols.api.Response;

/**
 * The response of a handler whose reply is not due yet: nothing is written. It has a code, because James's statistics read
 * its first character, and no lines; null in its place would end the connection.
 */
public enum Silence implements Response {
    RESPONSE;

    @Override
    public String getRetCode() {
        return "250";
    }

    @Override
    public List<CharSequence> getLines() {
        return List.of();
    }

    @Override
    public boolean isEndSession() {
        return false;
    }
}
