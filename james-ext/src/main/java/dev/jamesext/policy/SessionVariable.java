package dev.jamesext.policy;

import dev.jamesext.expr.Type;
import dev.jamesext.expr.Variable;
import java.util.List;
import java.util.stream.Stream;

/** The session variables of the rule language, and from which stage on each can have a value (decision 6). */
public enum SessionVariable {
    LISTENER("listener", Type.TEXT, Stage.EHLO, "name of the listener the client connected to"),
    REMOTE_IP("remote_ip", Type.ADDRESS, Stage.EHLO, "address of the client"),
    REMOTE_PORT("remote_port", Type.NUMBER, Stage.EHLO, "port of the client"),
    LOCAL_IP("local_ip", Type.ADDRESS, Stage.EHLO, "address the client connected to"),
    LOCAL_PORT("local_port", Type.NUMBER, Stage.EHLO, "port the client connected to"),
    PROTOCOL("protocol", Type.TEXT, Stage.EHLO, "'smtp' or 'lmtp'"),
    IS_TLS("is_tls", Type.BOOLEAN, Stage.EHLO, "whether the session is encrypted"),
    HELO_DOMAIN(
            "helo_domain",
            Type.TEXT,
            Stage.EHLO,
            "name the client gives in EHLO, HELO or LHLO, in lower case and without a final dot"),
    AUTHENTICATED_AS("authenticated_as", Type.TEXT, Stage.EHLO, "login of the client, empty before AUTH"),
    SENDER("sender", Type.TEXT, Stage.MAIL, "reverse path in lower case, empty for the null sender and before MAIL"),
    SENDER_DOMAIN("sender_domain", Type.TEXT, Stage.MAIL, "domain of the reverse path, empty as 'sender' is");

    private final Variable variable;
    private final Stage since;

    SessionVariable(String name, Type type, Stage since, String meaning) {
        this.variable = new Variable(name, type, ordinal(), meaning);
        this.since = since;
    }

    public Variable variable() {
        return variable;
    }

    /** The first stage at which it can have a value. */
    public Stage since() {
        return since;
    }

    /** The variables that have a value before the client has said anything. */
    static List<Variable> atConnect() {
        return at(Stage.EHLO).stream()
                .filter(variable ->
                        !variable.equals(HELO_DOMAIN.variable) && !variable.equals(AUTHENTICATED_AS.variable))
                .toList();
    }

    /** The variables that can have a value at a stage. */
    public static List<Variable> at(Stage stage) {
        return Stream.of(values())
                .filter(variable -> variable.since.compareTo(stage) <= 0)
                .map(SessionVariable::variable)
                .toList();
    }
}
